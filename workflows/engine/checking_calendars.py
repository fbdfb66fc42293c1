"""Checks the meeting calendars and the days that the municipality is closed."""

from collections.abc import Collection, Mapping
from datetime import date, time
from itertools import pairwise

from workflows.engine.checking_layout import BODIES
from workflows.engine.closed_days import MOVABLE_DAYS
from workflows.engine.definition import Body, MeetingCalendar
from workflows.engine.faults import Unknown
from workflows.engine.periods import Period, Unit
from workflows.engine.quoting import nearest, nearest_or_all, shown
from workflows.engine.sections import Section
from workflows.engine.spans import always_shorter

_UNREAD = Period(1, Unit.DAYS)


def read_calendars(file: Section, bodies: Collection[Body] | None) -> Mapping[str, MeetingCalendar]:
    """The calendars by body code; `bodies` is None when their file could not be read."""
    calendars: dict[str, MeetingCalendar] = {}
    for section in file.tables("calendar", "body"):
        calendar = _calendar(section)
        _of_known_body(section, calendar.body, bodies)
        if calendar.body in calendars:
            section.fault("body", f'"{calendar.body}" har to kalendere', "saml dem i én")
        calendars.setdefault(calendar.body, calendar)
    file.close()
    return calendars


def _of_known_body(section: Section, code: str, bodies: Collection[Body] | None) -> None:
    if not code or bodies is None:
        return
    codes = [body.code for body in bodies]
    if code not in codes:
        unknown, what = Unknown(code, BODIES, "body"), f"kender ikke {shown(code)}"
        section.unknown("body", unknown, what, nearest_or_all(code, codes))


def _calendar(section: Section) -> MeetingCalendar:
    calendar = MeetingCalendar(
        body=section.line("body"),
        dates=_dates(section),
        starts=section.time("starts") or time(),
        cutoff=section.period("cutoff") or _UNREAD,
        dispatch=section.period("dispatch") or _UNREAD,
    )
    section.close()
    if always_shorter(calendar.cutoff, calendar.dispatch) and calendar.cutoff is not _UNREAD:
        section.fault(
            "cutoff", "dagsordenen lukker, efter at den er sendt ud", "gør cutoff længere"
        )
    return calendar


def _dates(section: Section) -> tuple[date, ...]:
    dates = section.items("dates", date)
    for number, (earlier, later) in enumerate(pairwise(dates), 2):
        if later == earlier:
            section.fault(f"dates[{number}]", f"{later} står to gange", "slet den ene")
        elif later < earlier:
            hint = "skriv datoerne i rækkefølge"
            section.fault(f"dates[{number}]", f"{later} står efter {earlier}", hint)
    return tuple(dates)


def read_closed_days(section: Section) -> tuple[str, ...]:
    """Closed days as `MM-DD`, each a day that exists (29 February too), or as a movable day."""
    days = section.lines("closed_days", required=False)
    for number, day in enumerate(days, 1):
        if not (_exists(day) or day in MOVABLE_DAYS):
            hint = nearest(day, MOVABLE_DAYS) or 'skriv måned og dag som "12-24"'
            section.fault(f"closed_days[{number}]", f"{shown(day)} er ikke en dag", hint)
        elif day in days[: number - 1]:
            section.fault(f"closed_days[{number}]", f"{shown(day)} står to gange", "slet den ene")
    return days


def _exists(day: str) -> bool:
    try:
        return date.fromisoformat(f"2024-{day}").strftime("%m-%d") == day
    except ValueError:
        return False
