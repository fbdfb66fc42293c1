"""Decides on the files that officers lay on a case as attachments (bilag), and take off again."""

from workflows.engine.changes.cases import AttachmentAdded, AttachmentRemoved
from workflows.engine.commands.files import AttachFiles, RemoveAttachment, UploadedFile
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.outcome import Draft
from workflows.engine.route import ENDED
from workflows.engine.vocabulary import AttachmentKind, Event, Openness


def attach_files(draft: Draft, command: AttachFiles) -> None:
    """Lay the files on the case; raises Incomplete: FILE where there is none."""
    _require_under_way(draft, "attach_files")
    if not command.files:
        raise Incomplete(Missing(Lack.FILE))
    for file in command.files:
        draft.change(added(draft, file, command.openness))
    draft.counts()
    draft.tell(
        Event.ATTACHMENT_ADDED,
        documents=[{"name": file.name, "sha256": file.sha256} for file in command.files],
    )


def remove_attachment(draft: Draft, command: RemoveAttachment) -> None:
    """Take one off the case; what was on it, and why it is not any more, stays in the record."""
    _require_under_way(draft, "remove_attachment")
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    draft.change(
        AttachmentRemoved(command.attachment, draft.now, draft.actor.name, command.reason.strip())
    )
    draft.counts()
    draft.tell(
        Event.ATTACHMENT_REMOVED,
        documents=[{"name": command.name, "sha256": command.sha256}],
        reason=command.reason.strip(),
    )


def _require_under_way(draft: Draft, act: str) -> None:
    if draft.state in ENDED:
        raise NotAllowed(act, draft.state, draft.allowed())


def added(draft: Draft, file: UploadedFile, openness: Openness) -> AttachmentAdded:
    """The file, laid on the case."""
    return AttachmentAdded(
        draft.new_id(),
        draft.facts.id,
        AttachmentKind.DOCUMENT,
        None,
        None,
        openness,
        draft.now,
        file.name,
        file.size,
        file.sha256,
        file.media_type,
        file.status,
    )
