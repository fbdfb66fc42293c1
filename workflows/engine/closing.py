"""Decides on ending the time for answers: closing a round, and sealing it."""

from workflows.engine.changes.cases import AttachmentAdded
from workflows.engine.changes.hearings import HearingClosed, HearingPhaseSet, PartyStatusSet
from workflows.engine.commands.hearings import CloseHearing
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import HearingFacts
from workflows.engine.hearing_times import earliest_seal, seal_soon, seal_when_told
from workflows.engine.notices import (
    tell_officer,
    tell_watchers,
    tell_who_was_not_reached,
    write_to_party,
)
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
    close_hearing(draft, command.reason.strip())


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
    draft.change(HearingClosed(hearing.id, HearingPhase.LATE, draft.now, reason))
    silent = [p for p in hearing.parties if p.status is PartyStatus.INVITED]
    draft.change(*(PartyStatusSet(party.id, PartyStatus.SILENT) for party in silent))
    _collect(draft, hearing)
    draft.cancel_deadlines(DeadlineKind.REMINDER, DeadlineKind.HEARING_CLOSE, hearing=hearing.id)
    if split_state(draft.state)[0] is None:
        seal_soon(draft, hearing)
    _tell_of_closing(draft, hearing, reason)


def _tell_of_closing(draft: Draft, hearing: HearingFacts, reason: str) -> None:
    """The officer always; those who have not answered, when it was sooner than they were told."""
    closed_on = draft.facts.calendar.local_date(draft.now).isoformat()
    early = draft.now < hearing.told_until
    waited_for = [p for p in hearing.parties if p.status is not PartyStatus.ANSWERED]
    for party in waited_for if early else ():
        write_to_party(
            draft,
            MessageKind.CLOSING,
            hearing,
            party,
            due_version=party.due_version,
            closed_on=closed_on,
            reason=reason,
        )
    about = "hearing_closed"
    kind = MessageKind.CLOSING
    if not early:
        tell_officer(draft, kind, about, hearing=hearing.id)
        tell_watchers(draft, about, kind=kind, hearing=hearing.id)
        return
    tell_officer(draft, kind, about, hearing=hearing.id, closed_on=closed_on, reason=reason)
    tell_watchers(draft, about, kind=kind, hearing=hearing.id, closed_on=closed_on, reason=reason)
    tell_who_was_not_reached(draft, MessageKind.CLOSING, hearing, waited_for)


def _collect(draft: Draft, hearing: HearingFacts) -> None:
    """Make the answers attachments of the case, and the report after them.

    The report is closed to the public, whatever the case is: it holds every answer in full, and
    none of them has been checked by an officer, who publishes each in a form of its own.
    """
    attach_answers(draft, hearing)
    draft.change(
        AttachmentAdded(
            draft.new_id(),
            draft.facts.id,
            AttachmentKind.REPORT,
            hearing.id,
            None,
            Openness.CLOSED,
            draft.now,
        )
    )


def attach_answers(draft: Draft, hearing: HearingFacts) -> None:
    """Each answer once, though it may be given for several parties; what came too late also."""
    collected = (response for p in hearing.parties for response in (p.response, p.latest))
    for response in dict.fromkeys(one for one in collected if one is not None):
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
    """Take no more answers, or not from the deadline on that those heard were told."""
    if draft.now < earliest_seal(hearing):
        draft.cancel_deadlines(DeadlineKind.HEARING_SEAL, hearing=hearing.id)
        seal_when_told(draft, hearing)
    else:
        seal_at_once(draft, hearing)


def seal_at_once(draft: Draft, hearing: HearingFacts) -> None:
    """Take no more answers, whatever those heard were told: there is nothing left to answer."""
    draft.change(HearingPhaseSet(hearing.id, HearingPhase.SEALED))
    draft.cancel_deadlines(DeadlineKind.HEARING_SEAL, hearing=hearing.id)
    draft.tell(Event.HEARING_SEALED, hearing=hearing.id)
