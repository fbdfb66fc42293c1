"""Decides on taking hearings back, alone or with their case."""

from workflows.engine.changes import HearingPhaseSet, PartyStatusSet
from workflows.engine.closing import attach_answers, seal_hearing
from workflows.engine.commands import WithdrawHearing
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import HearingFacts
from workflows.engine.notices import write_to_party
from workflows.engine.outcome import Draft
from workflows.engine.rounds import late_hearings, open_round
from workflows.engine.vocabulary import (
    DeadlineKind,
    Event,
    HearingPhase,
    MessageKind,
    PartyStatus,
    StepKind,
    Trigger,
)


def withdraw_hearings(draft: Draft, reason: str) -> None:
    """End every round: what is over is sealed as it stands, what is not is withdrawn and told."""
    for hearing in late_hearings(draft.facts):
        seal_hearing(draft, hearing)
    for hearing in draft.facts.hearings:
        if hearing.phase not in (HearingPhase.PREPARING, HearingPhase.OPEN):
            continue
        draft.tell(Event.HEARING_WITHDRAWN, hearing=hearing.id, reason=reason)
        _end_withdrawn(draft, hearing, reason)


def withdraw_plans_off_route(draft: Draft, reason: str) -> None:
    """Withdraw what was planned for hearings that the route, written anew, does not have."""
    steps = {step.key for step in draft.route.steps if step.kind is StepKind.HEARING}
    for hearing in draft.facts.hearings:
        if hearing.phase is HearingPhase.PREPARING and hearing.step not in steps:
            draft.tell(Event.HEARING_WITHDRAWN, hearing=hearing.id, reason=reason)
            _end_withdrawn(draft, hearing, reason)


def withdraw_hearing(draft: Draft, command: WithdrawHearing) -> None:
    """Take back the open round alone: the parties are told, and the case goes on to what follows.

    What was answered already stays with the case as attachments, and no report is drafted. Raises
    NotAllowed unless the round is open: a plan that nobody has been sent is written anew instead.
    """
    hearing = open_round(draft, "withdraw_hearing")
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    draft.move(
        Trigger.CLOSE_HEARING,
        Event.HEARING_WITHDRAWN,
        {"hearing": hearing.id, "reason": command.reason},
    )
    _end_withdrawn(draft, hearing, command.reason)
    attach_answers(draft, hearing)
    draft.cancel_deadlines(DeadlineKind.REMINDER, DeadlineKind.HEARING_CLOSE, hearing=hearing.id)


def _end_withdrawn(draft: Draft, hearing: HearingFacts, reason: str) -> None:
    """End a round without a result, and write to those who had been invited."""
    draft.change(HearingPhaseSet(hearing.id, HearingPhase.WITHDRAWN))
    for party in hearing.parties:
        draft.change(PartyStatusSet(party.id, PartyStatus.WITHDRAWN))
        if hearing.phase is not HearingPhase.PREPARING:
            write_to_party(
                draft,
                MessageKind.WITHDRAWAL,
                hearing,
                party,
                due_version=party.due_version,
                reason=reason,
            )
