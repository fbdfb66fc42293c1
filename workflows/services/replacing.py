"""Replacing a wrong document of a hearing that is open, with notice to all who are heard."""

from datetime import datetime

from workflows.engine.commands.files import UploadedFile
from workflows.engine.commands.hearings import ReplaceDocument
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.records.database import Transaction, in_transaction
from workflows.records.documents import ShownDocument, document_of, place_of_document
from workflows.services.acting import Asked, Done, act_within
from workflows.services.installation import Installation
from workflows.services.wording import files as say


def replace_document(
    house: Installation,
    case: str,
    document: ShownDocument,
    file: UploadedFile,
    reason: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Let the file count in the document's place; the same people may fetch it.

    Raises WrongInput when the document is replaced already or the bytes are the same, NotAllowed
    unless the round is open, and Incomplete: REASON.
    """

    def work(connection: Transaction) -> Done:
        return act_within(
            connection,
            house,
            case,
            replacement_of(connection, case, document, file, reason),
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)


def replacement_of(
    connection: Transaction, case: str, document: ShownDocument, file: UploadedFile, reason: str
) -> Asked:
    """The replacing of a document as it stands once the case is locked.

    Raises WrongInput when the bytes are the same, and when made, if it is replaced by then.
    """
    if file.sha256 == document.sha256:
        raise WrongInput(say.is_the_same_file(file.name), "file")

    def made(_facts: CaseFacts, _now: datetime) -> ReplaceDocument:
        now = document_of(connection, case, document.id)
        if now is None or now.replaced_at is not None:
            raise WrongInput(say.DOCUMENT_WAS_REPLACED)
        return ReplaceDocument(
            hearing=now.hearing,
            document=now.id,
            name_before=now.name,
            position=place_of_document(connection, now.id),
            openness=now.openness,
            file=file,
            reason=reason,
        )

    return made
