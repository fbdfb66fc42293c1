"""The one most natural next step of a case, and what else may be done to it."""

from enum import StrEnum

from workflows.engine.route import DRAFTING, ON_HOLD, Phase, split_state
from workflows.engine.vocabulary import HearingPhase, Trigger
from workflows.services.desk import CasePage


class NextStep(StrEnum):
    """What the page of a case proposes."""

    SUBMIT = "submit"
    PREPARE_HEARING = "prepare_hearing"
    OPEN_HEARING = "open_hearing"
    WAIT_FOR_ANSWERS = "wait_for_answers"
    PUT_ON_AGENDA = "put_on_agenda"
    DECIDE = "decide"
    CLOSE_MEETING = "close_meeting"
    RESUME = "resume"
    NOTHING = "nothing"


_BY_PHASE = {
    Phase.OPEN: NextStep.WAIT_FOR_ANSWERS,
    Phase.WAITING: NextStep.PUT_ON_AGENDA,
    Phase.ON_AGENDA: NextStep.DECIDE,
    Phase.DECIDED: NextStep.CLOSE_MEETING,
}

_BY_STATE = {DRAFTING: NextStep.SUBMIT, ON_HOLD: NextStep.RESUME}


def next_step(page: CasePage) -> NextStep:
    """What the case waits for."""
    key, phase = split_state(page.facts.state)
    if key is None:
        return _BY_STATE.get(page.facts.state, NextStep.NOTHING)
    if phase == Phase.PREPARING:
        planned = page.hearing is not None and page.hearing.phase is HearingPhase.PREPARING
        missing = any(p.missing for p in page.possible if p.trigger is Trigger.OPEN_HEARING)
        return NextStep.OPEN_HEARING if planned and not missing else NextStep.PREPARE_HEARING
    return _BY_PHASE[Phase(phase)]


def other_triggers(page: CasePage) -> list[Trigger]:
    """What else the state allows, but for what the meeting's closing and other pages do."""
    elsewhere = {Trigger.TAKE_EFFECT, Trigger.OPEN_HEARING, next_step(page).value}
    return [p.trigger for p in page.possible if p.trigger not in elsewhere]


def can_prepare_hearing(page: CasePage) -> bool:
    """Whether the plan of the coming hearing can be written now."""
    key, phase = split_state(page.facts.state)
    coming = page.hearing is None or page.hearing.phase is not HearingPhase.OPEN
    drafting = page.facts.state == DRAFTING and any(
        step.body is None for step in page.facts.route.steps
    )
    return coming and (drafting or (key is not None and phase == Phase.PREPARING))


def can_edit(page: CasePage) -> bool:
    """Whether the case's words are still its officer's to write: until it has ended."""
    return page.facts.state not in ("closed", "withdrawn")
