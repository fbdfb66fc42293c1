"""Says in Danish how far a hearing has come and how it ended, alike wherever it is told."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from workflows.engine.daywords import day_words, due_words
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
    def due_on(self) -> date:
        """The last day that it may answer in time."""

    @property
    def due_at(self) -> datetime:
        """The instant before which an answer is in time."""


def due_phrase(due_at: datetime, calendar: WorkCalendar) -> str:
    """A deadline in words: its last whole day, or the very instant where it is not a day's end."""
    last_day = calendar.local_date(due_at - timedelta(microseconds=1))
    if calendar.end_of(last_day) == due_at:
        return due_words(last_day)
    local = calendar.local(due_at)
    return f"indtil {day_words(local.date())} kl. {local:%H.%M}"


def deadline_words(due_on: date, parties: Sequence[Dated], calendar: WorkCalendar) -> str:
    """The hearing's deadline `due_on`, and apart from it those of the parties that have others."""
    instants = sorted({party.due_at for party in parties}) or [calendar.end_of(due_on)]
    if len(instants) == 1:
        return due_phrase(instants[0], calendar)
    main, own = [], []
    for due_at in instants:
        if due_at == calendar.end_of(due_on):
            main.append(due_words(due_on))
            continue
        names = " og ".join(party.name for party in parties if party.due_at == due_at)
        own.append(f"for {names} {due_phrase(due_at, calendar)}")
    return "; ".join(main + own)


class Listed(Protocol):
    """A round of a list, which does not name those heard."""

    @property
    def due_on(self) -> date:
        """The hearing's deadline."""

    @property
    def last_due_on(self) -> date:
        """The last day that any of those heard may answer in time."""


def listed_deadline_words(hearing: Listed) -> str:
    """The hearing's deadline, and that some have longer where they do."""
    told = due_words(hearing.due_on)
    if hearing.last_due_on == hearing.due_on:
        return told
    return f"{told}; nogle har en anden frist, senest {day_words(hearing.last_due_on)}"


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
