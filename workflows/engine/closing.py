"""Decides on ending the time for answers: closing a round, and sealing it."""

from workflows.engine.changes import AttachmentAdded, HearingClosed, HearingPhaseSet, PartyStatusSet
from workflows.engine.commands import CloseHearing
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import HearingFacts
from workflows.engine.hearing_times import seal_soon
from workflows.engine.notices import tell_officer
from workflows.engine.outcome import Draft
from workflows.engine.rounds import current_hearing
from workflows.engine.route import split_state
from workflows.engine.vocabulary import (
    AttachmentKind,
    DeadlineKind,
    Event,
    HearingPhase,
    MessageKind,
    Openness,
    PartyStatus,
    Trigger,
)


def close_by_hand(draft: Draft, command: CloseHearing) -> None:
    """Close before the deadline, with a reason."""
    draft.require(Trigger.CLOSE_HEARING)
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    close_hearing(draft, command.reason)


def close_hearing(draft: Draft, reason: str = "") -> None:
    """Close the round: note who was silent, collect the answers, draft the report, move on."""
    hearing = current_hearing(draft.facts)
    draft.move(
        Trigger.CLOSE_HEARING,
        Event.HEARING_CLOSED,
        {"hearing": hearing.id if hearing else None, "reason": reason},
    )
    if hearing is None:
        raise Incomplete(Missing(Lack.HEARING))
    draft.change(HearingClosed(hearing.id, HearingPhase.LATE, draft.now))
    silent = [p for p in hearing.parties if p.status is PartyStatus.INVITED]
    draft.change(*(PartyStatusSet(party.id, PartyStatus.SILENT) for party in silent))
    _collect(draft, hearing)
    draft.cancel_deadlines(DeadlineKind.REMINDER, DeadlineKind.HEARING_CLOSE, hearing=hearing.id)
    if split_state(draft.state)[0] is None:
        seal_soon(draft, hearing)
    tell_officer(draft, MessageKind.CLOSING, "hearing_closed", hearing=hearing.id)


def _collect(draft: Draft, hearing: HearingFacts) -> None:
    """Make the answers attachments of the case, and the report after them."""
    attach_answers(draft, hearing)
    draft.change(
        AttachmentAdded(
            draft.new_id(),
            draft.facts.id,
            AttachmentKind.REPORT,
            hearing.id,
            None,
            draft.facts.openness,
            draft.now,
        )
    )


def attach_answers(draft: Draft, hearing: HearingFacts) -> None:
    """Each answer once, though it may be given for several parties."""
    for response in dict.fromkeys(p.response for p in hearing.parties if p.response is not None):
        attach_response(draft, hearing, response)


def attach_response(draft: Draft, hearing: HearingFacts, response: str) -> None:
    """Make an answer an attachment: closed to the public until an officer has checked it."""
    draft.change(
        AttachmentAdded(
            draft.new_id(),
            draft.facts.id,
            AttachmentKind.RESPONSE,
            hearing.id,
            response,
            Openness.CLOSED,
            draft.now,
        )
    )


def seal_hearing(draft: Draft, hearing: HearingFacts) -> None:
    """Take no more answers: the next body's agenda is closed."""
    draft.change(HearingPhaseSet(hearing.id, HearingPhase.SEALED))
    draft.cancel_deadlines(DeadlineKind.HEARING_SEAL, hearing=hearing.id)
    draft.tell(Event.HEARING_SEALED, hearing=hearing.id)
