"""Decides on comments: internal, never changed, and struck by nobody but who wrote them."""

from workflows.engine.changes.comments import CommentAdded, CommentStruck
from workflows.engine.commands.comments import StrikeComment, WriteComment
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.notices import tell_colleague
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import Event
from workflows.engine.wording import casework as say

LONGEST = 4_000
"""Of a comment, in characters: what is longer is a document, and belongs with the attachments."""


def write_comment(draft: Draft, command: WriteComment) -> None:
    """Write it, in whatever state the case is; what was sent before is not written again.

    It counts in no version: what two officers write at once stands side by side. Neither journal
    nor mail has its text, which is so gone from everywhere once it is struck or erased.
    """
    if command.is_written:
        return
    text = command.text.strip()
    if not text:
        raise WrongInput(say.COMMENT_IS_EMPTY, "text")
    if len(text) > LONGEST:
        raise WrongInput(say.comment_is_too_long(len(text), LONGEST), "text")
    facts, actor = draft.facts, draft.actor
    assert actor.id is not None
    draft.change(
        CommentAdded(
            draft.new_id(),
            facts.id,
            facts.seq + 1,
            actor.id,
            actor.name,
            draft.now,
            text,
            command.submission_key,
        )
    )
    told = [officer for officer in command.told if officer.id != actor.id]
    draft.tell(Event.COMMENT_WRITTEN, told=[officer.name for officer in told])
    for officer in told:
        tell_colleague(draft, officer, "mentioned", by=actor.name)


def strike_comment(draft: Draft, command: StrikeComment) -> None:
    """Take its text away; a second time changes nothing."""
    if draft.actor.id != command.officer:
        raise Incomplete(Missing(Lack.WRITER))
    if command.is_struck:
        return
    draft.change(CommentStruck(command.id, "", draft.now))
    draft.tell(Event.COMMENT_STRUCK)
