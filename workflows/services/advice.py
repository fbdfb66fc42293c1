"""Warns of what will not go well: a poor deadline, a body ahead that has no meeting."""

from collections.abc import Iterable, Iterator
from datetime import date

from workflows.engine.casework import walked_steps
from workflows.engine.daywords import day_words
from workflows.engine.definition import HearingRule
from workflows.engine.facts import CaseFacts
from workflows.engine.route import CLOSED, WITHDRAWN
from workflows.engine.workdays import ComputedDate, compute_deadline
from workflows.services.installation import Installation


def proposed_deadline(house: Installation, rule: HearingRule, today: date) -> ComputedDate:
    """The deadline that is usual for this kind of hearing, begun today, with the reasons."""
    return compute_deadline(house.around.calendar, today, rule.usual)


def deadline_warnings(
    house: Installation, today: date, due_on: date, bodies: Iterable[str | None]
) -> Iterator[str]:
    """What the officer should know of a deadline; none of it is refused."""
    calendar = house.around.calendar
    closed = calendar.why_closed(due_on)
    if closed is not None:
        better = calendar.next_working_day(due_on)
        yield (
            f"Fristen, {day_words(due_on)}, er ikke en hverdag ({closed})."
            f" Foreslået: {day_words(better)}."
        )
    for code in bodies:
        meetings = house.definitions.calendars.get(code) if code else None
        following = meetings.next_after(today) if meetings else None
        if code and meetings and (following is None or following > due_on):
            name = house.around.bodies[code].name
            when = f"; det næste er {day_words(following)}" if following else ""
            yield f"{name} har intet møde inden fristen{when}."


def route_warnings(house: Installation, facts: CaseFacts, today: date) -> Iterator[str]:
    """The bodies that are still to treat the case, but have no meeting ahead: it would stay there.

    What to do about it is said with each. A case that has ended gives none.
    """
    if facts.state in (CLOSED, WITHDRAWN):
        return
    ahead = facts.route.steps[max(walked_steps(facts) - 1, 0) :]
    for code, name in dict.fromkeys((step.body, step.title) for step in ahead if step.body):
        calendar = house.definitions.calendars.get(code or "")
        if calendar is None or calendar.next_after(today) is None:
            yield (
                f"{name} har intet møde i kalenderen fra i dag, så sagen kan ikke komme videre"
                " derfra. Få mødedatoerne skrevet i calendars.toml (definitionerne), eller skriv"
                " sagsgangen om."
            )
