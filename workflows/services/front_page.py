"""What an officer's day begins with: what waits, for whom, by when, and the meetings to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from workflows.engine.deciding import possibilities
from workflows.engine.facts import CaseFacts
from workflows.engine.meeting import agenda_closes
from workflows.engine.next_steps import NextStep, Side, Turn, turn_in
from workflows.engine.route import split_state, step
from workflows.records.absences import ShownAbsence, absences_about
from workflows.records.case_list import (
    Viewer,
    open_cases_beside,
    open_cases_of,
    open_cases_of_others,
)
from workflows.records.database import Transaction
from workflows.records.inbox import count_mails
from workflows.records.snapshots import load
from workflows.services.calendars import next_open_agenda
from workflows.services.installation import Installation
from workflows.services.mail_desk import WAITING
from workflows.services.meeting_list import CalendarMeeting, agendas

MOST_CASES = 200
"""Open cases of one officer that the page looks at."""

AHEAD = timedelta(days=14)
"""How far the page looks for meetings and days of agendas."""

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """An open case with what is next in it."""

    facts: CaseFacts
    turn: Turn
    today: date

    @property
    def is_overdue(self) -> bool:
        """Whether the officer's turn should have been made before today."""
        due_on = self.turn.due_on
        return self.turn.side is Side.OFFICER and due_on is not None and due_on < self.today

    @property
    def is_soon(self) -> bool:
        """Whether it should be made within a week."""
        due_on = self.turn.due_on
        return due_on is not None and self.today <= due_on <= self.today + SOON


@dataclass(frozen=True, slots=True)
class StandingIn:
    """A colleague who is away, with what waits for him or her."""

    absence: ShownAbsence
    lines: tuple[CaseLine, ...]
    """The most overdue first."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The officer's own cases by whose turn it is, and what comes for all."""

    today: date
    mine: tuple[CaseLine, ...]
    """Those that wait for the officer: the most overdue first, those with no day last."""
    others: tuple[CaseLine, ...]
    """Those that wait for somebody else, the nearest day first."""
    resting: tuple[CaseLine, ...]
    more: bool
    """Whether the officer has more open cases than were looked at."""
    meetings: tuple[CalendarMeeting, ...]
    """Those of the next fortnight, and those held and not closed."""
    mails: int
    """How many in the inbox wait for a person."""
    standing_in: tuple[StandingIn, ...] = ()
    """For colleagues who are away today."""


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The open cases of one's colleagues by whose turn it is."""

    today: date
    theirs: tuple[CaseLine, ...]
    """Those that wait for the officer responsible: the most overdue first."""
    others: tuple[CaseLine, ...]
    """Those that wait for somebody else, the nearest day first."""
    resting: tuple[CaseLine, ...]
    more: bool
    """Whether there are more than were looked at."""


def front_page(house: Installation, looks: Viewer) -> FrontPage:
    """The page of the officer who looks; a fixed number of statements."""
    with house.database.connect() as connection:
        cases = open_cases_of(connection, looks.officer, MOST_CASES + 1)
        today, lines = _lines(house, connection, cases[:MOST_CASES])
        mails = count_mails(connection, looks, WAITING)
        standing_in = _standing_in(house, connection, looks, today)
    return FrontPage(
        today=today,
        mine=_sorted(one for one in lines if one.turn.side is Side.OFFICER),
        others=_sorted(one for one in lines if one.turn.side in (Side.HEARD, Side.BODY)),
        resting=tuple(one for one in lines if one.turn.side is Side.NOBODY),
        more=len(cases) > MOST_CASES,
        meetings=tuple(one for one in agendas(house, looks) if _is_near(one, today)),
        mails=mails,
        standing_in=standing_in,
    )


def _standing_in(
    house: Installation, connection: Transaction, looks: Viewer, today: date
) -> tuple[StandingIn, ...]:
    """What waits for colleagues who are away today; one statement where nobody is."""
    away = [
        one
        for one in absences_about(connection, looks.officer)
        if one.stand_in == looks.officer and one.has(today)
    ]
    if not away:
        return ()
    cases = open_cases_of_others(connection, looks, [one.officer for one in away], MOST_CASES)
    lines = [one for one in _lines(house, connection, cases)[1] if one.turn.side is Side.OFFICER]
    return tuple(
        StandingIn(one, _sorted(line for line in lines if line.facts.officer.id == one.officer))
        for one in away
    )


def team_page(house: Installation, looks: Viewer, department: str) -> TeamPage:
    """The cases of the viewer's colleagues in the department; a fixed number of statements."""
    with house.database.connect() as connection:
        cases = open_cases_beside(connection, looks, department, MOST_CASES + 1)
        today, lines = _lines(house, connection, cases[:MOST_CASES])
    return TeamPage(
        today=today,
        theirs=_sorted(one for one in lines if one.turn.side is Side.OFFICER),
        others=_sorted(one for one in lines if one.turn.side in (Side.HEARD, Side.BODY)),
        resting=tuple(one for one in lines if one.turn.side is Side.NOBODY),
        more=len(cases) > MOST_CASES,
    )


def _lines(
    house: Installation, connection: Transaction, cases: Sequence[str]
) -> tuple[date, list[CaseLine]]:
    """Today, and the cases with whose turn it is."""
    snapshots, shown = load(connection, cases, house.around)
    now = house.now(shown)
    today = house.around.calendar.local_date(now)
    return today, [
        CaseLine(one.facts, _move(house, one.facts, now, today), today) for one in snapshots
    ]


def _move(house: Installation, facts: CaseFacts, now: datetime, today: date) -> Turn:
    """With the day of the agenda that still takes the case, which the calendar knows."""
    turn = turn_in(facts, possibilities(facts, now), today)
    if turn.step is not NextStep.PUT_ON_AGENDA:
        return turn
    key, _ = split_state(facts.state)
    body = step(facts.route, key or "").body or ""
    meeting = next_open_agenda(house, facts, body, today)
    return replace(turn, due_on=agenda_closes(facts, meeting) if meeting else None)


def _sorted(lines: Iterable[CaseLine]) -> tuple[CaseLine, ...]:
    return tuple(
        sorted(lines, key=lambda one: (one.turn.due_on is None, one.turn.due_on or date.max))
    )


def _is_near(meeting: CalendarMeeting, today: date) -> bool:
    last = today + AHEAD
    days = (meeting.meets_on, meeting.cutoff_on, meeting.dispatch_on)
    return meeting.held or meeting.dispatch_is_due or any(today <= day <= last for day in days)
