"""A month of the municipality: meetings with the days of their agendas, deadlines, closed days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflows.engine.definition import Body
from workflows.engine.next_steps import NextStep, Turn
from workflows.records.case_list import OpenRound, Viewer
from workflows.records.due_hearings import DueHearing, due_hearings
from workflows.services.calendars import meetings_after
from workflows.services.front_page import FrontPage, front_page
from workflows.services.installation import Installation
from workflows.services.local_days import today
from workflows.services.wording.hearing_progress import last_day_before

_MOST_MEETINGS = 24
"""Of one body, from the first of the month on: the agendas of some that come later close in it."""


class Kind(StrEnum):
    """What an entry of the month is."""

    MEETING = "meeting"
    CUTOFF = "cutoff"
    """The last day that an agenda takes cases."""
    DISPATCH = "dispatch"
    """The day that an agenda is sent out."""
    DEADLINE = "deadline"
    """Of a hearing."""
    TURN = "turn"
    """When the officer's own case is to be taken a step on."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of one day."""

    day: date
    kind: Kind
    title: str
    """The name of the body, or of the case."""
    path: str
    """Where it is told of."""
    at: str = ""
    """A local time, such as `17.00`."""
    number: str = ""
    """Of the case, where it is of one."""
    due: OpenRound | None = None
    """Of a hearing's deadline."""
    turn: Turn | None = None
    """What is to be done in a case of one's own."""


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day with what is on it."""

    day: date
    closed: str
    """What it is called, where no work is done; empty for a working day."""
    entries: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """All its days."""

    today: date
    days: tuple[DayOfMonth, ...]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.days[0].day

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the next month."""
        return self.days[-1].day + timedelta(days=1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on any day."""
        return not any(one.entries for one in self.days)


def month(house: Installation, looks: Viewer, day: date, body: str, *, mine: bool) -> Month:
    """The month that the day is in: all of it, what is of one body, or what is of one's own cases.

    `body` is a code, or empty. A fixed number of statements. Days and times are those of the
    case's own page.
    """
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    with house.database.connect() as connection:
        due = [] if body else due_hearings(connection, looks, first, last, mine=mine)
    found = [_deadline(house, one) for one in due]
    found += _turns(front_page(house, looks)) if mine else _meetings(house, first, last, body)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return Month(today(house), tuple(_day(house, one, found) for one in days))


def _day(house: Installation, day: date, found: Iterable[Happening]) -> DayOfMonth:
    entries = sorted(
        (one for one in found if one.day == day), key=lambda one: (one.kind, one.at, one.title)
    )
    return DayOfMonth(day, house.around.calendar.why_closed(day) or "", tuple(entries))


def _deadline(house: Installation, one: DueHearing) -> Happening:
    return Happening(
        last_day_before(one.own_due_at, house.around.calendar),
        Kind.DEADLINE,
        one.title,
        f"/sager/{one.case}/hoeringer/{one.id}",
        number=one.number,
        due=one.round,
    )


def _turns(front: FrontPage) -> Iterator[Happening]:
    """Of one's own open cases: the day of each next step, but for deadlines, which are told."""
    for one in (*front.mine, *front.others):
        turn = one.turn
        if turn.due_on is not None and turn.step is not NextStep.WAIT_FOR_ANSWERS:
            path = f"/sager/{one.facts.id}"
            yield Happening(
                turn.due_on, Kind.TURN, one.facts.title, path, number=one.facts.number, turn=turn
            )


def _meetings(house: Installation, first: date, last: date, code: str) -> Iterator[Happening]:
    for body in house.definitions.bodies:
        if code in ("", body.code) and body.code in house.definitions.calendars:
            yield from _meetings_of(house, body, first, last)


def _meetings_of(house: Installation, body: Body, first: date, last: date) -> Iterator[Happening]:
    starts = f"{house.definitions.calendars[body.code].starts:%H.%M}"
    for meeting in meetings_after(house, body.code, first, _MOST_MEETINGS):
        path = f"/moeder/{meeting.id}"
        for day, kind, at in (
            (meeting.meets_on, Kind.MEETING, starts),
            (meeting.cutoff_on, Kind.CUTOFF, ""),
            (meeting.dispatch_on, Kind.DISPATCH, ""),
        ):
            if first <= day <= last:
                yield Happening(day, kind, body.name, path, at)
