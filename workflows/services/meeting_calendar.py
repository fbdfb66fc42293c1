"""The bodies' meetings as a calendar to subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from workflows.engine.daywords import day_words
from workflows.engine.definition import Body, MeetingCalendar
from workflows.records.clock import read_clock
from workflows.services.atom import printable
from workflows.services.calendars import meeting_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording import meetings as say

BACK = timedelta(days=90)
AHEAD = timedelta(days=400)
"""How far from today meetings are told; a calendar is fetched again and again."""


def meeting_calendar(house: Installation, code: str) -> bytes:
    """The meetings of the body with this code, or of all when it is empty; raises NotFound.

    A meeting keeps its UID when it is moved, and one that is cancelled stays as such, so that
    calendars take it out.
    """
    bodies = [body for body in house.definitions.bodies if code in ("", body.code)]
    if not bodies:
        raise NotFound(code)
    with house.database.connect() as connection:
        now = house.now(read_clock(connection))
    today = house.around.calendar.local_date(now)
    whole = Calendar()
    whole.add("prodid", "-//Sagsgang//Møder//DA")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whose = bodies[0].name if code else house.definitions.municipality.name
    whole.add("x-wr-calname", printable(say.meetings_of(whose)))
    for body in bodies:
        calendar = house.definitions.calendars.get(body.code)
        for entry in _entries(house, body, calendar, today) if calendar else ():
            entry.add("dtstamp", house.around.calendar.end_of(today - timedelta(days=1)))
            whole.add_component(entry)
    written: bytes = whole.to_ical()
    return written


def _entries(
    house: Installation, body: Body, calendar: MeetingCalendar, today: date
) -> Iterator[Event]:
    moved = {change.to: change for change in calendar.changes if change.to is not None}
    for day in calendar.dates:
        if today - BACK <= day <= today + AHEAD:
            change = moved.get(day)
            entry = _entry(house, body, calendar, change.day if change else day, day)
            if change:
                entry.add(
                    "description", printable(say.moved_from(day_words(change.day), change.reason))
                )
            entry.add("sequence", int(change is not None))
            entry.add("status", "CONFIRMED")
            yield entry
    for change in calendar.changes:
        if change.to is None and today - BACK <= change.day <= today + AHEAD:
            entry = _entry(house, body, calendar, change.day, change.day)
            entry.add("description", printable(say.is_cancelled(change.reason)))
            entry.add("sequence", 1)
            entry.add("status", "CANCELLED")
            yield entry


def _entry(
    house: Installation, body: Body, calendar: MeetingCalendar, planned: date, day: date
) -> Event:
    host = urlsplit(house.settings.base_url).hostname or "sagsgang"
    entry = Event()
    entry.add("uid", f"moede-{meeting_id(body.code, planned)}@{host}")
    entry.add("dtstart", house.around.calendar.at(day, calendar.starts))
    entry.add("summary", printable(say.meeting_in(body.name)))
    return entry
