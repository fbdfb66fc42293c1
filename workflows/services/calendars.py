"""Finds a body's meetings in the live calendars, with the days its agenda closes and goes out."""

from collections.abc import Collection
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from workflows.engine.commands.meetings import MeetingRef
from workflows.engine.definition import MeetingCalendar, MeetingChange
from workflows.engine.facts import CaseFacts
from workflows.engine.meeting import agenda_closes
from workflows.services.installation import Installation


def next_open_agenda(
    house: Installation, facts: CaseFacts, body: str, day: date, closed: Collection[date] = ()
) -> MeetingRef | None:
    """The body's first meeting whose agenda still takes the case on the day (dagsordensfrist).

    `closed` are days of meetings that are over. None when its calendar has run out.
    """
    calendar = house.definitions.calendars.get(body)
    coming = (
        (_meeting(house, calendar, on) for on in calendar.dates if on >= day) if calendar else ()
    )
    return next(
        (m for m in coming if agenda_closes(facts, m) >= day and m.meets_on not in closed),
        None,
    )


def meeting_on(house: Installation, body: str, day: date) -> MeetingRef | None:
    """The body's meeting on that very day, if its calendar has one."""
    calendar = house.definitions.calendars.get(body)
    return _meeting(house, calendar, day) if calendar and day in calendar.dates else None


def meetings_after(house: Installation, body: str, day: date, most: int) -> list[MeetingRef]:
    """The body's next meetings, at most so many."""
    calendar = house.definitions.calendars.get(body)
    if calendar is None:
        return []
    coming = [meets_on for meets_on in calendar.dates if meets_on >= day]
    return [_meeting(house, calendar, meets_on) for meets_on in coming[:most]]


def meeting_by_its_id(house: Installation, meeting: str) -> MeetingRef | None:
    """The meeting of a calendar that has this id, whether or not anything is on it."""
    return next(
        (
            _meeting(house, calendar, meets_on)
            for calendar in house.definitions.calendars.values()
            for meets_on in calendar.dates
            if meeting_id(calendar.body, meets_on) == meeting
        ),
        None,
    )


def meeting_id(body: str, day: date) -> str:
    """The id of the body's meeting on the day, the same wherever it is asked for."""
    return str(uuid5(NAMESPACE_URL, f"sagsgang:meeting:{body}:{day.isoformat()}"))


def change_of(house: Installation, body: str, day: date) -> MeetingChange | None:
    """What became of the body's meeting of a day, if it was moved or cancelled."""
    calendar = house.definitions.calendars.get(body)
    return calendar.change_of(day) if calendar and day not in calendar.dates else None


def _meeting(house: Installation, calendar: MeetingCalendar, meets_on: date) -> MeetingRef:
    days = house.around.calendar
    return MeetingRef(
        id=meeting_id(calendar.body, meets_on),
        body=calendar.body,
        meets_on=meets_on,
        cutoff_on=days.subtract(meets_on, calendar.cutoff),
        dispatch_on=days.subtract(meets_on, calendar.dispatch),
    )
