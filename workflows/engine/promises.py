"""The days on which a decision is followed up: once, or again and again until an end date."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from workflows.engine.daywords import day_figures
from workflows.engine.errors import WrongInput
from workflows.engine.facts import OfficerFacts
from workflows.engine.ladder import WINDOW_OPENS
from workflows.engine.periods import Period, Unit
from workflows.engine.wording import casework as say
from workflows.engine.workdays import WorkCalendar

QUARTER = 3
HALF_YEAR = 6
YEAR = 12
_MOST_MONTHS = 120
MOST_WEEKS = 26
"""That a case is opened before the day of its promise."""


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
    weeks_before: int = 0
    """How long before the day its case is opened, so that there is time to write it; 0 to 26."""

    def __post_init__(self) -> None:
        if self.every_months is None:
            if self.last is not None:
                raise WrongInput(say.ONCE_HAS_NO_LAST_DAY, "last_on")
        elif not 1 <= self.every_months <= _MOST_MONTHS:
            raise WrongInput(say.months_are_at_most(_MOST_MONTHS), "every")
        if not 0 <= self.weeks_before <= MOST_WEEKS:
            raise WrongInput(say.weeks_are_at_most(MOST_WEEKS), "weeks_before")
        if self.last is not None and self.last < self.first:
            raise WrongInput(
                say.last_is_before_first(day_figures(self.last), day_figures(self.first)),
                "last_on",
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
    opens_on: date
    """The working day on which its case is opened."""


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """A promise as it stands."""

    id: str
    text: str
    body: str
    """Code of the body that it was given to."""
    officer: OfficerFacts
    """Who is to keep it."""
    rhythm: Rhythm
    """From the first, or from where it was last moved."""
    first_number: int
    """The number of the rhythm's first; more than 1 where the promise was moved."""
    number: int
    """Of the time that comes next."""
    deadline: str | None
    """What waits for that time; None when there is no more to come."""


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """A promise whose time has come: a case is to be opened for it."""

    occurrence: Occurrence
    skipped: int
    """How many times before it were missed, for which no case is opened any more."""


def follow_up_due(
    calendar: WorkCalendar, promise: PromiseFacts, now: datetime
) -> FollowUpDue | None:
    """The time for which a case is to be opened, now that the promise's deadline has fallen due.

    Of several whose days have passed while nobody was there to open them it is the latest. That
    the first one's time has come the deadline says: counted anew, with a day closed meanwhile, it
    may lie elsewhere.
    """
    today, skipped = calendar.local_date(now), 0
    found = next_time(calendar, promise)
    if promise.deadline is None or found is None:
        return None
    while found.day < today:
        later = next_time(calendar, replace(promise, number=found.number + 1))
        if later is None or opens_at(calendar, later) > now:
            break
        found, skipped = later, skipped + 1
    return FollowUpDue(found, skipped)


def next_time(calendar: WorkCalendar, promise: PromiseFacts) -> Occurrence | None:
    """The next time that the promise is to be kept, or None where it has none left."""
    place = promise.number - promise.first_number + 1
    found = occurrence(calendar, promise.rhythm, place)
    return replace(found, number=promise.number) if found else None


def opens_at(calendar: WorkCalendar, time: Occurrence) -> datetime:
    """The instant at which the case of that time is opened: a working day's morning."""
    return calendar.at(time.opens_on, WINDOW_OPENS)


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
    day = calendar.next_working_day(planned)
    opens_on = calendar.subtract(day, Period(rhythm.weeks_before, Unit.WEEKS))
    return Occurrence(number, planned, day, calendar.working_day_before_or_on(opens_on))


def _planned(calendar: WorkCalendar, rhythm: Rhythm, number: int) -> date | None:
    if number == 1:
        return rhythm.first
    if rhythm.every_months is None:
        return None
    months = (number - 1) * rhythm.every_months
    return calendar.add(rhythm.first, Period(months, Unit.MONTHS))
