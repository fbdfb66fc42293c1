"""Approves what another recorded, and adds to what can no longer be corrected."""

from workflows.engine.changes.meetings import AdditionWritten, DecisionApproved
from workflows.engine.commands.meetings import AddToDecision, ApproveDecision
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import ItemFacts
from workflows.engine.outcome import Draft
from workflows.engine.vocabulary import Event
from workflows.engine.wording import casework as say


def approve_decision(draft: Draft, _command: ApproveDecision) -> None:
    """Let the recorded decision be approved by another officer than the one who recorded it."""
    item = draft.facts.item
    if item is None or item.decision is None:
        raise Incomplete(Missing(Lack.DECISION_TO_CORRECT))
    if item.is_approved:
        raise WrongInput(say.DECISION_IS_APPROVED)
    if item.recorded_by == draft.actor.id:
        raise Incomplete(Missing(Lack.ANOTHER_OFFICER))
    draft.counts()
    draft.tell(Event.DECISION_APPROVED, word=item.word)
    draft.change(DecisionApproved(item.decision, draft.now, draft.actor.name))


def require_approved(item: ItemFacts) -> None:
    """Raise Incomplete where nobody else has approved what was recorded (four eyes)."""
    if not item.is_approved:
        raise Incomplete(Missing(Lack.APPROVAL))


def add_to_decision(draft: Draft, command: AddToDecision) -> None:
    """Add a text to a decision that has taken effect, for a reason; it changes no effect."""
    if not command.text.strip():
        raise Incomplete(Missing(Lack.ADDITION))
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    text, reason = command.text.strip(), command.reason.strip()
    draft.counts()
    draft.tell(Event.DECISION_ADDED_TO, text=text, reason=reason)
    draft.change(
        AdditionWritten(
            draft.new_id(),
            command.decision,
            text,
            reason,
            draft.facts.calendar.local_date(draft.now),
            draft.now,
            draft.actor.name,
        )
    )
