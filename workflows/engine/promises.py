"""The days on which a decision is followed up: once, or again and again until an end date."""

from dataclasses import dataclass
from datetime import date

from workflows.engine.daywords import day_figures
from workflows.engine.errors import WrongInput
from workflows.engine.periods import Period, Unit
from workflows.engine.workdays import WorkCalendar

QUARTER = 3
HALF_YEAR = 6
YEAR = 12
_MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a promise is kept: on `first` alone, or every so many months from it.

    Raises `WrongInput`, in Danish, for a rhythm that no one can have meant.
    """

    first: date
    every_months: int | None = None
    """None for a promise that is kept once; otherwise 1 to 120."""
    last: date | None = None
    """The last day that may be planned; None for a recurring promise until someone ends it."""

    def __post_init__(self) -> None:
        if self.every_months is None:
            if self.last is not None:
                raise WrongInput("en opfølgning, der sker én gang, har ingen slutdato — fjern den")
        elif not 1 <= self.every_months <= _MOST_MONTHS:
            raise WrongInput(f"antallet af måneder skal være 1 til {_MOST_MONTHS}")
        if self.last is not None and self.last < self.first:
            raise WrongInput(
                f"slutdatoen {day_figures(self.last)} ligger før den første opfølgning"
                f" {day_figures(self.first)} — vælg en senere slutdato"
            )


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a promise is to be kept."""

    number: int
    """From 1. With the promise it is the key by which each time comes once."""
    planned: date
    """What the rhythm says."""
    day: date
    """The working day on which it is done: `planned`, or the first one after it."""


def occurrence(calendar: WorkCalendar, rhythm: Rhythm, number: int) -> Occurrence | None:
    """The promise's time of that number, or None where the rhythm has ended before it.

    Each is counted from the first and not from the one before, so that neither a short month nor
    a closed day moves those that follow. The end date holds the planned day: what was planned
    within it is still done when the next working day lies after it.

    Raises `ValueError` for a number below 1, and `WrongInput` beyond the year 9999.
    """
    if number < 1:
        raise ValueError("occurrences are counted from 1")
    planned = _planned(calendar, rhythm, number)
    if planned is None or (rhythm.last is not None and planned > rhythm.last):
        return None
    return Occurrence(number, planned, calendar.next_working_day(planned))


def _planned(calendar: WorkCalendar, rhythm: Rhythm, number: int) -> date | None:
    if number == 1:
        return rhythm.first
    if rhythm.every_months is None:
        return None
    months = (number - 1) * rhythm.every_months
    return calendar.add(rhythm.first, Period(months, Unit.MONTHS))
