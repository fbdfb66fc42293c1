"""Proposes a deadline, and warns of a body ahead that has no meeting."""

from collections.abc import Iterator
from datetime import date

from workflows.engine.casework import walked_steps
from workflows.engine.definition import HearingRule
from workflows.engine.facts import CaseFacts
from workflows.engine.route import CLOSED, WITHDRAWN
from workflows.engine.workdays import ComputedDate, compute_deadline
from workflows.services.installation import Installation


def proposed_deadline(house: Installation, rule: HearingRule, today: date) -> ComputedDate:
    """The deadline that is usual for this kind of hearing, begun today, with the reasons."""
    return compute_deadline(house.around.calendar, today, rule.usual)


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
