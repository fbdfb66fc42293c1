"""Proposes a deadline, and warns of meetings: one that was moved, a body ahead that has none."""

from collections.abc import Iterator
from datetime import date

from workflows.engine.casework import walked_steps
from workflows.engine.daywords import day_words
from workflows.engine.definition import HearingRule
from workflows.engine.facts import CaseFacts
from workflows.engine.route import ENDED
from workflows.engine.workdays import ComputedDate, compute_deadline
from workflows.services.calendars import change_of
from workflows.services.installation import Installation
from workflows.services.wording import meetings as say


def proposed_deadline(house: Installation, rule: HearingRule, today: date) -> ComputedDate:
    """The deadline that is usual for this kind of hearing, begun today, with the reasons."""
    return compute_deadline(house.around.calendar, today, rule.usual)


def route_warnings(house: Installation, facts: CaseFacts, today: date) -> Iterator[str]:
    """What keeps the case from going on: its meeting was moved, or a body ahead has none.

    What to do about it is said with each. A case that has ended gives none.
    """
    if facts.state in ENDED:
        return
    yield from _warnings_of_meeting(house, facts)
    ahead = facts.route.steps[max(walked_steps(facts) - 1, 0) :]
    for code, name in dict.fromkeys((step.body, step.title) for step in ahead if step.body):
        calendar = house.definitions.calendars.get(code or "")
        if calendar is None or calendar.next_after(today) is None:
            yield say.has_no_meeting_ahead(name)


def _warnings_of_meeting(house: Installation, facts: CaseFacts) -> Iterator[str]:
    """That the meeting which the case is on was moved or cancelled: it would not be treated."""
    item = facts.item
    change = change_of(house, item.body, item.meets_on) if item else None
    if change is None:
        return
    if change.to is None:
        yield say.meeting_is_cancelled(day_words(change.day), change.reason)
    else:
        yield say.meeting_is_moved(day_words(change.day), day_words(change.to), change.reason)
