"""Reads when a sentence promises something: how often, from when, until when, and to whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.engine.definition import Body
from workflows.engine.items.dates import DATE, find_date
from workflows.engine.items.letters import loosely
from workflows.engine.periods import Period, Unit
from workflows.engine.promises import HALF_YEAR, QUARTER, YEAR
from workflows.engine.workdays import WorkCalendar

_YEAR = loosely("år")
_MONTH = loosely("måned")
_TIMES = rf"\s+gange?\s+(?:{_YEAR}ligt?|om\s+{loosely('året')}|pr\.\s+{_YEAR})"
_OFTEN = (
    (2 * YEAR, rf"hvert\s+andet\s+{_YEAR}"),
    (3 * YEAR, rf"hvert\s+tredje\s+{_YEAR}"),
    (HALF_YEAR, rf"hvert\s+halv(?:e|t)?\s*{_YEAR}|halv{_YEAR}lig|to{_TIMES}"),
    (QUARTER, rf"hvert\s+kvartal|kvartalsvis|fire{_TIMES}"),
    (4, rf"tre{_TIMES}"),
    (1, rf"hver\s+{_MONTH}|{_MONTH}lig"),
    (YEAR, rf"hvert\s+{_YEAR}|(?<!\w){_YEAR}lig|(?:en|én){_TIMES}"),
)
"""The months from one time to the next, and how that is said; the first that is said counts."""
_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PART = re.compile(
    rf"(?P<n>[1-4])\.\s*(?P<part>kvartal|{loosely('halvår')})(?:\s+(?P<y>20\d\d))?", re.IGNORECASE
)
_YEARS_END = re.compile(r"(?:udgangen\s+af|ultimo)\s+(?P<y>20\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProposedPlan:
    """When and to whom a promise may be kept, to be looked at by an officer."""

    body: str | None
    """Code of the first body that is named and known."""
    every_months: int | None
    """None for once."""
    first_on: date | None
    """The first day that is still to come; None where none is said, or all have passed."""
    last_on: date | None


def proposed_plan(
    sentence: str, bodies: Sequence[Body], calendar: WorkCalendar, today: date
) -> ProposedPlan:
    """What the sentence says of it, counted from today where it names no day."""
    body = _body(sentence, bodies)
    every = next(
        (months for months, said in _OFTEN if re.search(said, sentence, re.IGNORECASE)), None
    )
    if every is None:
        return ProposedPlan(body, None, _to_come(_once(sentence, calendar, today), today), None)
    years = [int(year) for year in _YEARS.findall(DATE.sub("", sentence))]
    last = date(max(years), 12, 31) if years else None
    first = calendar.next_working_day(calendar.add(today, Period(every, Unit.MONTHS)))
    return ProposedPlan(body, every, None if last and first > last else first, last)


def _to_come(day: date | None, today: date) -> date | None:
    return day if day and day >= today else None


def _once(sentence: str, calendar: WorkCalendar, today: date) -> date | None:
    if found := find_date(sentence):
        return found[0]
    if part := _PART.search(sentence):
        return _beginning(part, calendar, today)
    if end := _YEARS_END.search(sentence):
        return calendar.working_day_before_or_on(date(int(end["y"]), 12, 31))
    return None


def _beginning(part: re.Match[str], calendar: WorkCalendar, today: date) -> date | None:
    """The first working day of a quarter or half year: that of the year named, or the next."""
    months = QUARTER if part["part"].lower() == "kvartal" else HALF_YEAR
    number = int(part["n"])
    if number > YEAR // months:
        return None
    years = [int(part["y"])] if part["y"] else [today.year, today.year + 1]
    days = [date(year, (number - 1) * months + 1, 1) for year in years]
    chosen = next((day for day in days if day >= today), days[-1])
    return calendar.next_working_day(chosen)


def _body(sentence: str, bodies: Sequence[Body]) -> str | None:
    named = [(found.start(), body.code) for body in bodies if (found := _named(sentence, body))]
    return min(named)[1] if named else None


def _named(sentence: str, body: Body) -> re.Match[str] | None:
    by_code = re.search(rf"(?<!\w){re.escape(body.code)}(?!\w)", sentence)
    return by_code or re.search(rf"(?<!\w){loosely(body.name)}", sentence, re.IGNORECASE)
