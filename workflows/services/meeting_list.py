"""The list of meetings: those to come, and those still to be closed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from workflows.engine.definition import MeetingChange
from workflows.records.case_list import Viewer
from workflows.records.dispatches import dispatched
from workflows.records.meeting_pages import ShownAgendaItem, ShownMeeting, open_meetings
from workflows.services.calendars import change_of, meetings_after
from workflows.services.desk import now
from workflows.services.installation import Installation

COMING_SHOWN = 3
"""Meetings of each body that are shown though nothing is on them yet."""


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """A meeting, with what is on it so far."""

    code: str
    """The body's code."""
    body: str
    """The body's name."""
    meets_on: date
    meeting: str
    """Its id."""
    items: tuple[ShownAgendaItem, ...]
    cutoff_on: date
    """The last day that its agenda takes items."""
    dispatch_on: date
    """The day that its agenda is to be sent out."""
    is_sent: bool
    """Whether its agenda was sent out."""
    dispatch_is_due: bool
    """Whether its day has come, and it was not sent out."""
    held: bool
    """Whether its day has come, so that it can be closed."""
    change: MeetingChange | None
    """Set when the calendar no longer has a meeting on that day."""

    @property
    def undecided(self) -> int:
        """How many of its items have no decision yet, as far as the viewer may know."""
        return sum(item.visible and item.word is None for item in self.items)


def agendas(house: Installation, looks: Viewer) -> list[CalendarMeeting]:
    """What is not closed, and the next meetings of every body with a calendar; by date."""
    today = house.around.calendar.local_date(now(house))
    with house.database.connect() as connection:
        opened = open_meetings(connection, looks)
        sent = dispatched(connection, [meeting.id for meeting in opened])
    found = [*_noted(house, opened, sent, today), *_empty(house, opened, today)]
    return sorted(found, key=lambda meeting: (meeting.meets_on, meeting.body))


def _noted(
    house: Installation, opened: list[ShownMeeting], sent: Collection[str], today: date
) -> Iterator[CalendarMeeting]:
    for meeting in opened:
        body = house.around.bodies.get(meeting.body)
        is_sent = meeting.id in sent
        yield CalendarMeeting(
            code=meeting.body,
            body=body.name if body else meeting.body,
            meets_on=meeting.meets_on,
            meeting=meeting.id,
            items=meeting.items,
            cutoff_on=meeting.cutoff_on,
            dispatch_on=meeting.dispatch_on,
            is_sent=is_sent,
            dispatch_is_due=not is_sent and meeting.dispatch_on <= today <= meeting.meets_on,
            held=meeting.meets_on <= today,
            change=change_of(house, meeting.body, meeting.meets_on),
        )


def _empty(
    house: Installation, opened: list[ShownMeeting], today: date
) -> Iterator[CalendarMeeting]:
    noted = {(meeting.body, meeting.meets_on) for meeting in opened}
    for code in house.definitions.calendars:
        for meeting in meetings_after(house, code, today, COMING_SHOWN):
            if (code, meeting.meets_on) not in noted:
                yield CalendarMeeting(
                    code,
                    house.around.bodies[code].name,
                    meeting.meets_on,
                    meeting.id,
                    (),
                    meeting.cutoff_on,
                    meeting.dispatch_on,
                    is_sent=False,
                    dispatch_is_due=False,
                    held=False,
                    change=None,
                )


def changed_meetings(house: Installation) -> list[tuple[str, MeetingChange]]:
    """The meetings to come that were moved or cancelled, each with its body's name, by date."""
    today = house.around.calendar.local_date(now(house))
    changed = [
        (house.around.bodies[code].name, change)
        for code, calendar in house.definitions.calendars.items()
        for change in calendar.changes
        if change.day >= today
    ]
    return sorted(changed, key=lambda one: (one[1].day, one[0]))
