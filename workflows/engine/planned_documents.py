"""Decides on the documents of a plan: one added or taken out before anybody is invited."""

from workflows.engine.changes.documents import DocumentAdded, DocumentDropped
from workflows.engine.commands.files import PlannedDocument
from workflows.engine.commands.hearings import AddDocument, DropDocument
from workflows.engine.errors import NotAllowed
from workflows.engine.outcome import Draft
from workflows.engine.rounds import current_hearing
from workflows.engine.vocabulary import Event, HearingPhase


def add_document(draft: Draft, command: AddDocument) -> None:
    """Put one more document to the plan; raises NotAllowed once the parties are invited."""
    _require_planned(draft, command.hearing, "add_document")
    file = command.document.file
    draft.change(added(draft, command.hearing, command.position, command.document))
    draft.counts()
    draft.tell(
        Event.DOCUMENT_ADDED,
        hearing=command.hearing,
        documents=[{"name": file.name, "sha256": file.sha256}],
    )


def drop_document(draft: Draft, command: DropDocument) -> None:
    """Take a document out of the plan; raises NotAllowed once the parties are invited."""
    _require_planned(draft, command.hearing, "drop_document")
    draft.change(DocumentDropped(command.document))
    draft.counts()
    draft.tell(
        Event.DOCUMENT_REMOVED,
        hearing=command.hearing,
        documents=[{"name": command.name, "sha256": command.sha256}],
    )


def added(
    draft: Draft,
    hearing: str,
    position: int,
    document: PlannedDocument,
    replaces: str | None = None,
) -> DocumentAdded:
    """A new document at its place in the round, or in the place of one that was wrong."""
    file = document.file
    return DocumentAdded(
        id=draft.new_id(),
        hearing_id=hearing,
        case_id=draft.facts.id,
        position=position,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        media_type=file.media_type,
        status=file.status,
        openness=document.openness,
        added_at=draft.now,
        replaces_id=replaces,
    )


def _require_planned(draft: Draft, hearing: str, act: str) -> None:
    current = current_hearing(draft.facts)
    planned = current is not None and current.phase is HearingPhase.PREPARING
    if current is None or not planned or current.id != hearing:
        raise NotAllowed(act, draft.state, draft.allowed())
