"""What may be done to a case besides its next step."""

from workflows.engine.next_steps import next_step
from workflows.engine.route import DRAFTING, ENDED, Phase, split_state
from workflows.engine.vocabulary import HearingPhase, Trigger
from workflows.services.desk import CasePage


def other_triggers(page: CasePage) -> list[Trigger]:
    """What else the state allows, but for what the meeting's closing and other pages do."""
    first = next_step(page.facts, page.possible).value
    elsewhere = {Trigger.TAKE_EFFECT, Trigger.OPEN_HEARING, first}
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
    return page.facts.state not in ENDED


def can_split(page: CasePage) -> bool:
    """Whether a new case can be made out of it: until what is decided only waits to take effect."""
    return can_edit(page) and split_state(page.facts.state)[1] != Phase.DECIDED


def can_join(page: CasePage) -> bool:
    """Whether it can be joined into another: what keeps it from that while drafted, is told."""
    return page.facts.state == DRAFTING
