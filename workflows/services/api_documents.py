"""What the API does to the documents of a hearing, within the transaction that keeps its key."""

from datetime import datetime

from workflows.engine.commands.files import PlannedDocument, UploadedFile
from workflows.engine.commands.hearings import AddDocument, DropDocument
from workflows.engine.errors import WrongInput
from workflows.engine.facts import CaseFacts
from workflows.engine.vocabulary import Openness
from workflows.records.case_list import Viewer
from workflows.records.database import Transaction
from workflows.records.documents import (
    ShownDocument,
    document_of,
    documents_of,
    place_of_document,
)
from workflows.services.acting import existing_id
from workflows.services.api_acts import Call, act
from workflows.services.api_reading import visible_case_of_hearing
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.replacing import replacement_of
from workflows.services.uploads import MOST_BYTES_TOGETHER, MOST_FILES
from workflows.services.wording import files as say


def documents_in(house: Installation, looks: Viewer, hearing: str) -> tuple[ShownDocument, ...]:
    """The documents that count in a round; raises NotFound where its case is not to be seen."""
    hearing = existing_id(hearing)
    with house.database.connect() as connection:
        visible_case_of_hearing(connection, looks, hearing)
        return documents_of(connection, hearing)


def add(call: Call, hearing: str, file: UploadedFile, openness: Openness) -> None:
    """Put one more document to the plan of a hearing; raises WrongInput when it has no room."""
    hearing = existing_id(hearing)

    def made(_facts: CaseFacts, _now: datetime) -> AddDocument:
        present = documents_of(call.connection, hearing)
        _refuse_without_room(present, file)
        last = place_of_document(call.connection, present[-1].id) if present else 0
        return AddDocument(hearing, last + 1, PlannedDocument(file, openness))

    act(call, visible_case_of_hearing(call.connection, call.looks, hearing), made)


def take_out(call: Call, hearing: str, document: str) -> None:
    """Take a document out of the plan of a hearing."""
    case = visible_case_of_hearing(call.connection, call.looks, hearing)

    def made(_facts: CaseFacts, _now: datetime) -> DropDocument:
        found = _standing(call.connection, case, hearing, document)
        return DropDocument(found.hearing, found.id, found.name, found.sha256)

    act(call, case, made)


def replace(call: Call, hearing: str, document: str, file: UploadedFile, reason: str) -> None:
    """Put the right document in the place of a wrong one while the hearing is open."""
    case = visible_case_of_hearing(call.connection, call.looks, hearing)
    found = _document(call.connection, case, hearing, document)
    act(call, case, replacement_of(call.connection, case, found, file, reason))


def _standing(connection: Transaction, case: str, hearing: str, document: str) -> ShownDocument:
    found = _document(connection, case, hearing, document)
    if found.replaced_at is not None:
        raise NotFound(document)
    return found


def _document(connection: Transaction, case: str, hearing: str, document: str) -> ShownDocument:
    """Also one that was replaced: whoever would replace it again is told so."""
    found = document_of(connection, case, existing_id(document))
    if found is None or found.hearing != existing_id(hearing):
        raise NotFound(document)
    return found


def _refuse_without_room(present: tuple[ShownDocument, ...], file: UploadedFile) -> None:
    if any(one.sha256 == file.sha256 for one in present):
        raise WrongInput(say.is_there_already(file.name))
    together = sum(one.size for one in present) + file.size
    if len(present) >= MOST_FILES or together > MOST_BYTES_TOGETHER:
        raise WrongInput(say.no_room_for(file.name, MOST_FILES, MOST_BYTES_TOGETHER // 1000000))
