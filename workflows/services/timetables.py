"""The plan of what is left of a case's route: the earliest days, or the latest before a meeting."""

from collections.abc import Sequence
from datetime import date, timedelta

from workflows.engine.facts import CaseFacts
from workflows.engine.rounds import current_hearing
from workflows.engine.route import (
    DRAFTING,
    ENDED,
    ON_HOLD,
    Phase,
    index_of,
    split_state,
)
from workflows.engine.timetable import Ground, Timetable, backward, forward
from workflows.engine.vocabulary import BodyKind, StepKind
from workflows.services.installation import Installation

MOST_MEETINGS = 12
"""Meetings to plan back from that a page proposes."""

_STANDING_STILL = (*ENDED, ON_HOLD)

_DAY = timedelta(days=1)


def plan_ahead(house: Installation, facts: CaseFacts, today: date) -> Timetable | None:
    """The earliest days of the steps that are left, if all goes on without a rest.

    None for a case that has ended or rests. A step under way is left out: its days are known.
    """
    if facts.state in _STANDING_STILL:
        return None
    at, start = _next_step(facts, today)
    steps = facts.route.steps
    came = at > 0 and steps[at - 1].kind is StepKind.MEETING
    return forward(_ground(house, facts), steps[at:], max(start, today), after_meeting=came)


def plan_back(house: Installation, facts: CaseFacts, today: date, council: date) -> Timetable:
    """The latest days of the steps that are left, for the council to treat the case on a day.

    Raises WrongInput where there is no such meeting, or none left in the route.
    """
    at, _ = _next_step(facts, today)
    return backward(_ground(house, facts), facts.route.steps[at:], council)


def meetings_to_plan_from(house: Installation, facts: CaseFacts, today: date) -> Sequence[date]:
    """The next meetings of the council, or of the last body that is left in the route.

    None for a case that has ended or rests.
    """
    if facts.state in _STANDING_STILL:
        return []
    at, _ = _next_step(facts, today)
    left = [step for step in facts.route.steps[at:] if step.kind is StepKind.MEETING]
    last = next((one for one in reversed(left) if one.body_kind is BodyKind.COUNCIL), None)
    body = (last or left[-1]).body if left else None
    calendar = house.definitions.calendars.get(body or "")
    dates = calendar.dates if calendar else ()
    return [day for day in dates if day > today][:MOST_MEETINGS]


def _ground(house: Installation, facts: CaseFacts) -> Ground:
    usual = next(iter(facts.case_type.hearings), None)
    return Ground(facts.calendar, house.definitions.calendars, usual)


def _next_step(facts: CaseFacts, today: date) -> tuple[int, date]:
    """Where in the route the plan begins, and when the case is ready for that."""
    key, phase = split_state(facts.state)
    if facts.state == DRAFTING or key is None:
        return 0, today
    here = index_of(facts.route, key)
    hearing = current_hearing(facts)
    if phase == Phase.OPEN and hearing is not None:
        return here + 1, facts.calendar.local_date(hearing.told_until)
    if phase in (Phase.ON_AGENDA, Phase.DECIDED) and facts.item is not None:
        return here + 1, facts.item.meets_on + _DAY
    return here, today
