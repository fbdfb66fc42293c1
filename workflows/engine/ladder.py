"""The reminder ladder: when those who have not answered are reminded, and when they may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol, TypeVar

from workflows.engine.definition import Ladder
from workflows.engine.workdays import WorkCalendar

WINDOW_OPENS = time(7)
WINDOW_CLOSES = time(18)
"""Exclusive: at 18:00 no more is sent."""

QUIET = timedelta(hours=20)
"""No party is reminded twice within this time."""


class Reminder(Protocol):
    """What is due to be sent to one party: a planned reminder, or the deadline row of one."""

    @property
    def rung(self) -> int | None:
        """Place in the ladder, from 0."""

    @property
    def due_at(self) -> datetime:
        """When it is to be sent, in UTC."""


AnyReminder = TypeVar("AnyReminder", bound=Reminder)


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """One reminder of a hearing to come."""

    rung: int
    """Place in the ladder, from 0."""
    due_at: datetime
    """In UTC."""
    day: date
    """The local day that it is sent on; always a working day."""


def rungs(
    ladder: Ladder, calendar: WorkCalendar, opened: datetime, due_on: date
) -> tuple[PlannedReminder, ...]:
    """The reminders of a hearing opened at `opened` that can be answered until `due_on`, in order.

    A rung on a day that is not worked moves to the working day before. Of rungs that meet on one
    day only the latest stays, and none is sent on the day of the opening or before it.
    """
    opening_day = calendar.local_date(opened)
    by_day: dict[date, PlannedReminder] = {}
    for rung, before in enumerate(ladder.rungs):
        day = calendar.working_day_before_or_on(calendar.subtract(due_on, before))
        if day > opening_day:
            by_day[day] = PlannedReminder(rung, calendar.at(day, ladder.at), day)
    return tuple(sorted(by_day.values(), key=lambda planned: planned.due_at))


def latest_that_makes_sense(
    due: Iterable[AnyReminder], deadline: datetime, now: datetime
) -> AnyReminder | None:
    """Of one party's due reminders the only one still to be sent; all others are stale.

    None when there is none, or when the party's deadline (exclusive) has passed.
    """
    if now >= deadline:
        return None
    return max(due, key=lambda reminder: (reminder.rung or 0, reminder.due_at), default=None)


def within_window(calendar: WorkCalendar, now: datetime) -> bool:
    """Whether reminders may be sent now: from 07 until 18 local time on a working day."""
    local = calendar.local(now)
    return WINDOW_OPENS <= local.time() < WINDOW_CLOSES and calendar.is_working_day(local.date())


def next_window(calendar: WorkCalendar, now: datetime) -> datetime:
    """The first instant from `now` on, in UTC, at which reminders may be sent."""
    if within_window(calendar, now):
        return now.astimezone(UTC)
    today = calendar.local_date(now)
    opens = calendar.at(calendar.next_working_day(today), WINDOW_OPENS)
    if opens > now:
        return opens
    tomorrow = today + timedelta(days=1)
    return calendar.at(calendar.next_working_day(tomorrow), WINDOW_OPENS)
