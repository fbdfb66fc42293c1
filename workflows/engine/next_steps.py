"""Whose turn it is in a case, what the next step is, and by when it should be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.engine.deciding import Possibility
from workflows.engine.facts import CaseFacts, HearingFacts
from workflows.engine.route import DRAFTING, ON_HOLD, Phase, split_state
from workflows.engine.vocabulary import HearingPhase, PartyStatus, Trigger


class NextStep(StrEnum):
    """The one most natural next step of a case."""

    SUBMIT = "submit"
    PREPARE_HEARING = "prepare_hearing"
    OPEN_HEARING = "open_hearing"
    WAIT_FOR_ANSWERS = "wait_for_answers"
    PUT_ON_AGENDA = "put_on_agenda"
    DECIDE = "decide"
    CLOSE_MEETING = "close_meeting"
    RESUME = "resume"
    NOTHING = "nothing"


class Side(StrEnum):
    """Who is to do something next."""

    OFFICER = "officer"
    HEARD = "heard"
    """Those who are heard and have not answered."""
    BODY = "body"
    """The body whose meeting is to come."""
    NOBODY = "nobody"
    """The case rests, or has ended."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is next in a case."""

    step: NextStep
    side: Side
    due_on: date | None = None
    """The day it should be done, or will happen; None where no day says so."""
    answered: int = 0
    asked: int = 0
    """Of the hearing that is open: how many parties there are, and how many have answered."""


_BY_PHASE = {
    Phase.OPEN: NextStep.WAIT_FOR_ANSWERS,
    Phase.WAITING: NextStep.PUT_ON_AGENDA,
    Phase.ON_AGENDA: NextStep.DECIDE,
    Phase.DECIDED: NextStep.CLOSE_MEETING,
}

_BY_STATE = {DRAFTING: NextStep.SUBMIT, ON_HOLD: NextStep.RESUME}


def next_step(facts: CaseFacts, possible: Iterable[Possibility]) -> NextStep:
    """What the case waits for; `possible` is what it allows now."""
    key, phase = split_state(facts.state)
    if key is None:
        return _BY_STATE.get(facts.state, NextStep.NOTHING)
    if phase == Phase.PREPARING:
        planned = any(one.phase is HearingPhase.PREPARING for one in facts.hearings)
        missing = any(p.missing for p in possible if p.trigger is Trigger.OPEN_HEARING)
        return NextStep.OPEN_HEARING if planned and not missing else NextStep.PREPARE_HEARING
    return _BY_PHASE[Phase(phase)]


def turn_in(facts: CaseFacts, possible: Iterable[Possibility], today: date) -> Turn:
    """Whose turn it is today."""
    step = next_step(facts, possible)
    if step is NextStep.WAIT_FOR_ANSWERS:
        return _answers(facts, step)
    if step in (NextStep.DECIDE, NextStep.CLOSE_MEETING):
        meets_on = facts.item.meets_on if facts.item else None
        coming = meets_on is not None and today < meets_on
        return Turn(step, Side.BODY if coming else Side.OFFICER, meets_on)
    rests = step in (NextStep.RESUME, NextStep.NOTHING)
    return Turn(step, Side.NOBODY if rests else Side.OFFICER)


def _answers(facts: CaseFacts, step: NextStep) -> Turn:
    hearing = next(one for one in facts.hearings if one.phase is HearingPhase.OPEN)
    answered = sum(party.status is PartyStatus.ANSWERED for party in hearing.parties)
    last = _last_day(hearing)
    return Turn(step, Side.HEARD, last, answered, len(hearing.parties))


def _last_day(hearing: HearingFacts) -> date:
    return max((party.due_on for party in hearing.parties), default=hearing.due_on)
