"""Decides on taking hearings back, alone or with their case."""

from collections.abc import Sequence

from workflows.engine.changes.hearings import HearingWithdrawn, PartyStatusSet
from workflows.engine.closing import attach_answers, seal_at_once
from workflows.engine.commands.hearings import WithdrawHearing
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import HearingFacts, PartyFacts
from workflows.engine.notices import tell_who_was_not_reached, write_to_party
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
    _end_late_rounds(draft, reason)
    for hearing in draft.facts.hearings:
        if hearing.phase not in (HearingPhase.PREPARING, HearingPhase.OPEN):
            continue
        draft.tell(Event.HEARING_WITHDRAWN, hearing=hearing.id, reason=reason)
        _end_withdrawn(draft, hearing, reason)


def end_rounds_sent_back(draft: Draft) -> None:
    """End what still takes answers: the case is worked over, and a new round asks anew."""
    _end_late_rounds(draft, "", sent_back=True)


def _end_late_rounds(draft: Draft, reason: str, *, sent_back: bool = False) -> None:
    """Seal what is over, and write to those who were told that they could still answer in time."""
    for hearing in late_hearings(draft.facts):
        seal_at_once(draft, hearing)
        waited_for = [
            party
            for party in hearing.parties
            if party.status is not PartyStatus.ANSWERED and draft.now < party.due_at
        ]
        _tell_of_withdrawal(draft, hearing, waited_for, reason, sent_back=sent_back)


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
    draft.change(HearingWithdrawn(hearing.id, HearingPhase.WITHDRAWN, reason.strip()))
    draft.change(*(PartyStatusSet(p.id, PartyStatus.WITHDRAWN) for p in hearing.parties))
    if hearing.phase is not HearingPhase.PREPARING:
        _tell_of_withdrawal(draft, hearing, hearing.parties, reason)


def _tell_of_withdrawal(
    draft: Draft,
    hearing: HearingFacts,
    parties: Sequence[PartyFacts],
    reason: str,
    *,
    sent_back: bool = False,
) -> None:
    for party in parties:
        write_to_party(
            draft,
            MessageKind.WITHDRAWAL,
            hearing,
            party,
            due_version=party.due_version,
            reason=reason,
            sent_back=sent_back,
        )
    tell_who_was_not_reached(draft, MessageKind.WITHDRAWAL, hearing, parties)
