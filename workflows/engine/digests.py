"""When an officer's one mail of the day goes."""

from datetime import date, datetime, time, timedelta

from workflows.engine.workdays import WorkCalendar


def digest_due(calendar: WorkCalendar, at: time, now: datetime) -> date | None:
    """The local day whose digest may go now: today from the hour on, if today is worked.

    What a day without a digest left behind (a weekend, an outage) is told by the next one.
    """
    today = calendar.local_date(now)
    return today if calendar.is_working_day(today) and calendar.at(today, at) <= now else None


def digest_after(calendar: WorkCalendar, at: time, event: datetime) -> datetime:
    """The instant, in UTC, of the digest that tells of something which happened at `event`."""
    today = calendar.local_date(event)
    day = calendar.next_working_day(today)
    if calendar.at(day, at) <= event:
        day = calendar.next_working_day(today + timedelta(days=1))
    return calendar.at(day, at)
