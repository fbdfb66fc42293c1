"""Decides on putting the right document in the place of a wrong one while a hearing runs."""

from workflows.engine.changes.documents import DocumentReplaced
from workflows.engine.commands.files import PlannedDocument
from workflows.engine.commands.hearings import ReplaceDocument
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.notices import tell_who_was_not_reached, write_to_party
from workflows.engine.outcome import Draft
from workflows.engine.planned_documents import added
from workflows.engine.rounds import open_round
from workflows.engine.vocabulary import Event, MessageKind


def replace_document(draft: Draft, command: ReplaceDocument) -> None:
    """Let another document count, keep the wrong one in the record, and tell all who are heard.

    Those who have answered are told too: what they read was the wrong one. Raises NotAllowed unless
    the round is open, and Incomplete: REASON.
    """
    hearing = open_round(draft, "replace_document")
    if hearing.id != command.hearing:
        raise NotAllowed("replace_document", draft.state, draft.allowed())
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    right = PlannedDocument(command.file, command.openness)
    draft.change(
        DocumentReplaced(command.document, draft.now),
        added(draft, hearing.id, command.position, right, replaces=command.document),
    )
    for party in hearing.parties:
        write_to_party(
            draft,
            MessageKind.DOCUMENT,
            hearing,
            party,
            due_version=party.due_version,
            ordinal=draft.facts.seq,
            document=command.file.name,
            replaced=command.name_before,
            reason=command.reason.strip(),
        )
    tell_who_was_not_reached(draft, MessageKind.DOCUMENT, hearing, hearing.parties)
    draft.counts()
    draft.tell(
        Event.DOCUMENT_REPLACED,
        hearing=hearing.id,
        replaced=command.name_before,
        document=command.file.name,
        sha256=command.file.sha256,
        reason=command.reason.strip(),
    )
