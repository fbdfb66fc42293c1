"""Says in Danish how far a hearing has come and how it ended, alike wherever it is told."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from workflows.engine.daywords import day_figures, day_words, due_words
from workflows.engine.vocabulary import HearingPhase
from workflows.engine.workdays import WorkCalendar
from workflows.services.wording.hearings import phase_words


class Course(Protocol):
    """How a round went, whoever reads of it: an officer, somebody heard, the public."""

    @property
    def phase(self) -> HearingPhase:
        """How far it has come."""

    @property
    def closed_at(self) -> datetime | None:
        """When it was closed."""

    @property
    def closed_early(self) -> bool:
        """Whether that was before the deadline that was told."""

    @property
    def ended_reason(self) -> str:
        """Why it was closed early or withdrawn, as an officer wrote it."""


class DatedCourse(Course, Protocol):
    """A round with the day that it was to last to."""

    @property
    def last_due_on(self) -> date:
        """The last day that any of those heard may answer in time."""


class Dated(Protocol):
    """One of those heard, with its own deadline."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def due_at(self) -> datetime:
        """The instant before which an answer is in time."""


class Deadlined(Protocol):
    """A round with those heard in it."""

    @property
    def own_due_at(self) -> datetime | None:
        """The instant of the hearing's own deadline; None while nobody is to be heard."""

    @property
    def due_on(self) -> date:
        """The day that it is planned to last to."""

    @property
    def parties(self) -> Sequence[Dated]:
        """Those heard."""


class Listed(Protocol):
    """A round of a list, which does not name those heard."""

    @property
    def own_due_at(self) -> datetime:
        """The instant of the hearing's own deadline."""

    @property
    def last_due_at(self) -> datetime:
        """The last instant before which the answer of any of those heard is in time."""


class ListedCourse(Course, Listed, Protocol):
    """A round of a list that may be over."""


def due_phrase(due_at: datetime, calendar: WorkCalendar) -> str:
    """A deadline in words: its last whole day, or the very instant where it is not a day's end."""
    day = last_day_before(due_at, calendar)
    if calendar.end_of(day) == due_at:
        return due_words(day)
    return f"indtil {day_words(day)} kl. {calendar.local(due_at):%H.%M}"


def due_figures(due_at: datetime, calendar: WorkCalendar) -> str:
    """The same in short: `til og med 28-03-2027`, or `indtil 28-03-2027 kl. 10.15`."""
    day = last_day_before(due_at, calendar)
    if calendar.end_of(day) == due_at:
        return f"til og med {day_figures(day)}"
    return f"indtil {day_figures(day)} kl. {calendar.local(due_at):%H.%M}"


def deadline_words(hearing: Deadlined, calendar: WorkCalendar) -> str:
    """The hearing's own deadline, and apart from it those of the parties that have others."""
    return _deadlines(hearing, calendar, due_phrase)


def deadline_figures(hearing: Deadlined, calendar: WorkCalendar) -> str:
    """The same in short, for a line among others that show days in figures."""
    return _deadlines(hearing, calendar, due_figures)


def _deadlines(
    hearing: Deadlined, calendar: WorkCalendar, told_as: Callable[[datetime, WorkCalendar], str]
) -> str:
    main = hearing.own_due_at or calendar.end_of(hearing.due_on)
    told = [told_as(main, calendar)]
    for due_at in sorted({party.due_at for party in hearing.parties} - {main}):
        names = " og ".join(party.name for party in hearing.parties if party.due_at == due_at)
        told.append(f"for {names} {told_as(due_at, calendar)}")
    return "; ".join(told)


def listed_deadline_words(hearing: Listed, calendar: WorkCalendar) -> str:
    """The hearing's own deadline and, where parties have longer, the latest of theirs."""
    told = due_phrase(hearing.own_due_at, calendar)
    if hearing.last_due_at == hearing.own_due_at:
        return told
    return f"{told}; nogle har længere, de sidste {due_phrase(hearing.last_due_at, calendar)}"


def listed_deadline_figures(hearing: Listed, calendar: WorkCalendar) -> str:
    """The same in short, for a column: `22-11-2023, for nogle 29-11-2023`."""
    told = day_figures(last_day_before(hearing.own_due_at, calendar))
    if hearing.last_due_at == hearing.own_due_at:
        return told
    return f"{told}, for nogle {day_figures(last_day_before(hearing.last_due_at, calendar))}"


def calendar_day(hearing: ListedCourse, calendar: WorkCalendar) -> date:
    """Where a round stands in a calendar: on its own deadline, or the day it was closed early."""
    if hearing.closed_at is not None and hearing.closed_early:
        return calendar.local_date(hearing.closed_at)
    return last_day_before(hearing.own_due_at, calendar)


def last_day_before(due_at: datetime, calendar: WorkCalendar) -> date:
    """The last day of a deadline, whose instant is the end of a day or an hour of it."""
    return calendar.local_date(due_at - timedelta(microseconds=1))


def status_words(course: Course) -> str:
    """How far it has come, in a word or three."""
    return "Lukket før fristen" if course.closed_early else phase_words(course.phase)


def ending_words(course: Course, calendar: WorkCalendar) -> str:
    """When and why it ended otherwise than by its deadline, in sentences; otherwise nothing."""
    why = _because(course.ended_reason)
    if course.phase is HearingPhase.WITHDRAWN:
        return f"Høringen er trukket tilbage. {why}".strip()
    if course.closed_at is None or not course.closed_early:
        return ""
    day = day_words(calendar.local_date(course.closed_at))
    return f"Høringen blev lukket {day}, før fristen. {why or 'Alle havde svaret.'}"


def last_day(course: DatedCourse, calendar: WorkCalendar) -> date:
    """The last day that it lasted: that of its deadline, or of its early closing."""
    if course.closed_at is not None and course.closed_early:
        return calendar.local_date(course.closed_at)
    return course.last_due_on


def _because(reason: str) -> str:
    if not reason:
        return ""
    return f"Begrundelse: {reason}{'' if reason.endswith(('.', '!', '?')) else '.'}"
