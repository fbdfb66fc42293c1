"""Dates as the law counts them: working days, periods and deadlines in local time."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from workflows.engine.closed_days import LAST_YEAR_KNOWN, closed_in
from workflows.engine.daywords import (
    day_figures,
    month_day_words,
    month_words,
    weekday_word,
)
from workflows.engine.errors import WrongInput
from workflows.engine.faults import printable
from workflows.engine.periods import Period, Unit, period_words
from workflows.engine.quoting import shown
from workflows.engine.wording import days as say

_DAY = timedelta(days=1)
_SATURDAY = 5

_Date: TypeAlias = date  # A field named `date` hides the type of that name.


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked in one municipality, and in which time zone.

    Working days (hverdage) are Monday to Friday less holidays and less the closed days. Methods
    that would leave the years 1 to 9999 raise `WrongInput`.
    """

    timezone: str
    closed_days: tuple[str, ...] = ()
    """Closed though not holidays: `MM-DD`, or a name of `closed_days.MOVABLE_DAYS`."""

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked."""
        return day.weekday() < _SATURDAY and day not in closed_in(day.year, self.closed_days)

    def why_closed(self, day: date) -> str | None:
        """What the day is called that makes it closed (`1. påskedag`, `lørdag`), or None."""
        named = closed_in(day.year, self.closed_days).get(day)
        return named or (weekday_word(day) if day.weekday() >= _SATURDAY else None)

    def next_working_day(self, day: date) -> date:
        """The first working day on or after the day."""
        return self._nearest_working_day(day, _DAY)

    def working_day_before_or_on(self, day: date) -> date:
        """The last working day before or on the day."""
        return self._nearest_working_day(day, -_DAY)

    def add(self, day: date, period: Period) -> date:
        """The day that ends a period begun on `day`, which itself is day 0 and not counted.

        A month ends on the same day of the month, or on its last day where there is no such day.
        """
        return self._moved(day, period, 1)

    def subtract(self, day: date, period: Period) -> date:
        """The day that lies a period before `day`, counted as `add` counts."""
        return self._moved(day, period, -1)

    def end_of(self, day: date) -> datetime:
        """The exclusive instant, in UTC, at which the local day ends: the next local midnight."""
        return _end_of(self.timezone, day)

    def at(self, day: date, wall: time) -> datetime:
        """The instant, in UTC, at which local clocks show `wall` on the day.

        A time that is skipped in spring counts as if the clock had not been moved yet (02:30 is
        the instant shown as 03:30); of a time that comes twice in autumn the first is meant.
        """
        return _instant(self.timezone, day, wall)

    def local(self, instant: datetime) -> datetime:
        """The instant as local clocks show it; `ValueError` for one without a time zone."""
        if instant.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return instant.astimezone(_zone(self.timezone))

    def local_date(self, instant: datetime) -> date:
        """The local day that the instant falls on; `ValueError` for one without a time zone."""
        return self.local(instant).date()

    def _nearest_working_day(self, day: date, step: timedelta) -> date:
        try:
            while not self.is_working_day(day):
                day += step
        except OverflowError:
            raise WrongInput(say.no_workday_near(day_figures(day))) from None
        return day

    def _moved(self, day: date, period: Period, sign: int) -> date:
        count = sign * period.count
        try:
            match period.unit:
                case Unit.DAYS:
                    return day + timedelta(days=count)
                case Unit.WEEKS:
                    return day + timedelta(weeks=count)
                case Unit.MONTHS:
                    return _months_on(day, count)
                case Unit.WORKING_DAYS:
                    return self._working_days_on(day, count)
        except (OverflowError, ValueError):
            way = "efter" if sign > 0 else "før"
            raise WrongInput(
                say.is_outside_the_calendar(period_words(period), way, day_figures(day))
            ) from None

    def _working_days_on(self, day: date, count: int) -> date:
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day


@dataclass(frozen=True, slots=True)
class ComputedDate:
    """A deadline as computed, with what people need to judge it; it is never moved silently."""

    date: _Date
    ends_before: datetime
    """The exclusive instant in UTC: the deadline lasts to the end of the local day."""
    working_day: bool
    next_working_day: _Date
    """The day proposed instead of one that is not worked; otherwise the date itself."""
    reasons: tuple[str, ...]
    """Danish sentences; the first says what the date is, the others why it is not another."""


def compute_deadline(calendar: WorkCalendar, start: date, period: Period) -> ComputedDate:
    """The deadline a period after `start`, with the reasons for it.

    Raises `WrongInput` when it lies beyond the year 9999.
    """
    day = calendar.add(start, period)
    proposed = calendar.next_working_day(day)
    return ComputedDate(
        date=day,
        ends_before=calendar.end_of(day),
        working_day=day == proposed,
        next_working_day=proposed,
        reasons=tuple(_reasons(calendar, start, period, day, proposed)),
    )


def reason_before(calendar: WorkCalendar, meets_on: date, period: Period) -> str:
    """Why a day before a meeting is that day: `4 hverdage før mødet; 1. januar er nytårsdag`."""
    told = say.before_the_meeting(period_words(period))
    if period.unit is not Unit.WORKING_DAYS:
        return told
    first = calendar.subtract(meets_on, period)
    passed_over = ", ".join(
        say.day_is_called(month_day_words(day), called)
        for day, called in _closed_days_between(calendar, first, meets_on)
    )
    return f"{told}; {passed_over}" if passed_over else told


def _reasons(
    calendar: WorkCalendar, start: date, period: Period, day: date, proposed: date
) -> Iterator[str]:
    found = say.day_from_a_day(period_words(period), day_figures(start), _named(day))
    if day == proposed:
        yield say.found_a_workday(found)
    else:
        called = calendar.why_closed(day)
        why = say.NOT_A_WORKDAY if called == weekday_word(day) else called
        yield say.found_and_proposed(found, why, _named(proposed))
    if period.unit is Unit.MONTHS and day.day != start.day:
        yield say.month_has_only(month_words(day), day.day)
    on_the_way = period.unit is Unit.WORKING_DAYS
    counted_from, where = (
        (start, "undervejs") if on_the_way else (day, say.BETWEEN_THE_DATE_AND_THE_PROPOSED)
    )
    passed_over = ", ".join(_closed_between(calendar, counted_from, proposed))
    if passed_over:
        yield say.no_workdays_between(where, passed_over)
    if proposed.year > LAST_YEAR_KNOWN:
        yield say.holidays_are_unknown_after(LAST_YEAR_KNOWN)


def _closed_between(calendar: WorkCalendar, first: date, last: date) -> Iterator[str]:
    for day, called in _closed_days_between(calendar, first, last):
        yield f"{_named(day)} ({called})"


def _closed_days_between(
    calendar: WorkCalendar, first: date, last: date
) -> Iterator[tuple[date, str]]:
    """Closed days strictly between, other than plain weekends, which need no explanation."""
    for passed in range(1, (last - first).days):
        day = first + timedelta(days=passed)
        called = calendar.why_closed(day)
        if called is not None and day.weekday() < _SATURDAY:
            yield day, called


def _named(day: date) -> str:
    return f"{weekday_word(day)} {day_figures(day)}"


def _months_on(day: date, count: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


@lru_cache(maxsize=32)
def _zone(timezone: str) -> ZoneInfo:
    return ZoneInfo(timezone)


@lru_cache(maxsize=8192)
def _end_of(timezone: str, day: date) -> datetime:
    if day == date.max:
        raise WrongInput(say.day_is_outside_the_calendar(day_figures(day)))
    return _instant(timezone, day + _DAY, time.min)


def _instant(timezone: str, day: date, wall: time) -> datetime:
    try:
        return datetime.combine(day, wall, tzinfo=_zone(timezone)).astimezone(UTC)
    except OverflowError:
        raise WrongInput(say.lies_outside_the_calendar(day_figures(day))) from None


_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_DANISH = re.compile(r"(?P<day>[0-9]{1,2})([-.])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_AMBIGUOUS = re.compile(r"[0-9]{1,4}([-./ ])[0-9]{1,2}\1[0-9]{1,4}")


def read_date(text: str) -> date:
    """The day written `2027-02-28`, `28-02-2027` or `28.02.2027`.

    Raises `WrongInput`, in Danish and on one line, for a day that does not exist and for every
    other form, such as `01/02/27`, which is the first of February or the second of January.
    """
    plain = text.strip()
    found = _ISO.fullmatch(plain) or _DANISH.fullmatch(plain)
    quoted = shown(printable(plain))
    if found is None:
        what = say.IS_AMBIGUOUS if _AMBIGUOUS.fullmatch(plain) else say.IS_NO_DATE
        raise WrongInput(say.write_the_date_as(quoted, what))
    return _existing(int(found["year"]), int(found["month"]), int(found["day"]), quoted)


def _existing(year: int, month: int, day: int, quoted: str) -> date:
    if year < 1:
        raise WrongInput(say.years_begin_with_one(quoted))
    if not 1 <= month <= 12:
        raise WrongInput(say.months_go_to_twelve(quoted))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        named = month_words(date(year, month, 1))
        raise WrongInput(say.month_has_days(quoted, named, last))
    return date(year, month, day)
