"""Dates as the law counts them: working days, periods and deadlines in local time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked in one municipality, and in which time zone."""

    timezone: str
    closed_days: tuple[str, ...] = ()
