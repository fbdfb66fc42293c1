"""Officers lay files on a case as attachments (bilag), fetch them, and take them off again."""

from datetime import datetime

from workflows.engine.commands.files import AttachFiles, RemoveAttachment, UploadedFile
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import Openness
from workflows.records.case_list import Viewer
from workflows.records.case_pages import attachments_of, is_visible
from workflows.records.database import Transaction, in_transaction
from workflows.records.given_answers import StoredFile
from workflows.services.acting import Done, act, act_within, existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


def attach_files(
    house: Installation,
    case: str,
    files: tuple[UploadedFile, ...],
    openness: Openness,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Lay files, stored already, on the case; raises as `acting.act`, and Incomplete: FILE."""
    command = AttachFiles(files, openness)
    return act(
        house, case, command, actor, expected_version=expected_version, request_id=request_id
    )


def remove_attachment(
    house: Installation,
    case: str,
    attachment: str,
    reason: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Take a file off the case; raises as `acting.act`, WrongInput when it is off already."""

    def work(connection: Transaction) -> Done:
        def made(_facts: CaseFacts, _now: datetime) -> RemoveAttachment:
            """Called once the case is locked: of two who take it off, one is the first."""
            file = _file(connection, case, attachment)
            if file is None:
                raise WrongInput(say.ATTACHMENT_WAS_TAKEN_OFF)
            return RemoveAttachment(attachment, file.name, file.sha256, reason)

        return act_within(
            connection,
            house,
            case,
            made,
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)


def attached_file(house: Installation, looks: Viewer, case: str, attachment: str) -> StoredFile:
    """A file that lies on the case; raises NotFound."""
    case, attachment = existing_id(case), existing_id(attachment)
    with house.database.connect() as connection:
        if not is_visible(connection, looks, case):
            raise NotFound(case)
        found = _file(connection, case, attachment)
    if found is None:
        raise NotFound(attachment)
    return found


def _file(connection: Transaction, case: str, attachment: str) -> StoredFile | None:
    on_it = attachments_of(connection, case)
    return next((one.file for one in on_it if one.id == attachment), None)
