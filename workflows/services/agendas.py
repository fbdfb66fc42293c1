"""What the page of meetings shows: the coming ones of each body, and those still to be closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflows.records.case_list import Viewer
from workflows.records.meeting_pages import (
    ShownAgendaItem,
    ShownMeeting,
    meeting_by_id,
    open_meetings,
)
from workflows.services.acting import existing_id
from workflows.services.calendars import meetings_after
from workflows.services.desk import now
from workflows.services.errors import NotFound
from workflows.services.installation import Installation

COMING_SHOWN = 3
"""Meetings of each body that are shown though nothing is on them yet."""


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """A meeting, with what is on it so far."""

    body: str
    """The body's name."""
    meets_on: date
    meeting: str | None
    """Its id, once something was placed on it."""
    items: tuple[ShownAgendaItem, ...]
    held: bool
    """Whether its day has come, so that it can be closed."""

    @property
    def undecided(self) -> int:
        """How many of its items have no decision yet, as far as the viewer may know."""
        return sum(item.visible and item.word is None for item in self.items)


def agendas(house: Installation, looks: Viewer) -> list[CalendarMeeting]:
    """What is not closed, and the next meetings of every body with a calendar; by date."""
    today = house.around.calendar.local_date(now(house))
    with house.database.connect() as connection:
        opened = open_meetings(connection, looks)
    found = [*_noted(house, opened, today), *_empty(house, opened, today)]
    return sorted(found, key=lambda meeting: (meeting.meets_on, meeting.body))


def _noted(
    house: Installation, opened: list[ShownMeeting], today: date
) -> Iterator[CalendarMeeting]:
    for meeting in opened:
        body = house.around.bodies.get(meeting.body)
        yield CalendarMeeting(
            body=body.name if body else meeting.body,
            meets_on=meeting.meets_on,
            meeting=meeting.id,
            items=meeting.items,
            held=meeting.meets_on <= today,
        )


def _empty(
    house: Installation, opened: list[ShownMeeting], today: date
) -> Iterator[CalendarMeeting]:
    noted = {(meeting.body, meeting.meets_on) for meeting in opened}
    for code in house.definitions.calendars:
        for meeting in meetings_after(house, code, today, COMING_SHOWN):
            if (code, meeting.meets_on) not in noted:
                yield CalendarMeeting(
                    house.around.bodies[code].name,
                    meeting.meets_on,
                    None,
                    (),
                    held=False,
                )


def noted_meeting(house: Installation, meeting: str) -> tuple[str, date]:
    """Body and day of a meeting that something was placed on; raises NotFound."""
    meeting = existing_id(meeting)
    with house.database.connect() as connection:
        found = meeting_by_id(connection, meeting)
    if found is None:
        raise NotFound(meeting)
    return found
