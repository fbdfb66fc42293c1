"""What waits for a body's next meeting: each case, what it still lacks, and how late it comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflows.engine.commands.meetings import MeetingRef
from workflows.engine.facts import CaseFacts
from workflows.engine.rounds import late_hearings
from workflows.engine.vocabulary import PartyStatus
from workflows.records.case_list import Viewer
from workflows.records.reports import ReportState, reports_of
from workflows.records.snapshots import load
from workflows.records.waiting import WrittenCase, waiting_cases, waiting_counts, written_cases
from workflows.services.agendas import MeetingPage
from workflows.services.desk import now
from workflows.services.installation import Installation
from workflows.services.meeting_list import CalendarMeeting
from workflows.services.placing import offered

MOST_READY = 100
"""Cases on the page of a meeting; there are more only where something is wrong."""


class Lacking(StrEnum):
    """What an agenda item should have, and the case has not."""

    TEXT = "text"
    POINTS = "points"
    REPORT = "report"
    """The report of a hearing was not finished."""
    REPORT_ANEW = "report_anew"
    """Something came after it was finished."""


@dataclass(frozen=True, slots=True)
class ReadyCase:
    """A case that waits for an agenda of the body."""

    facts: CaseFacts
    lacks: tuple[Lacking, ...]
    reports: tuple[ReportState, ...]
    """Of its hearings that are over."""
    answers_until: date | None
    """The last day that somebody who was heard may still answer in time."""
    is_late: bool
    """Whether it needs a reason to come on the agenda of the meeting."""


@dataclass(frozen=True, slots=True)
class ReadyBody:
    """A body that cases wait for."""

    body: str
    """Its name."""
    cases: int
    next: CalendarMeeting | None
    """Its next meeting; None where the calendar has none."""


@dataclass(frozen=True, slots=True)
class ReadyCases:
    """What may be put on one meeting."""

    cases: tuple[ReadyCase, ...]
    """Those opened first coming first."""
    more: int
    """How many there are besides."""


def ready_bodies(
    house: Installation, looks: Viewer, meetings: Sequence[CalendarMeeting]
) -> list[ReadyBody]:
    """The bodies that cases wait for, as far as the viewer sees; `meetings` are all, by date."""
    with house.database.connect() as connection:
        counts = waiting_counts(connection, looks)
    found = []
    for code, count in counts.items():
        body = house.around.bodies.get(code)
        coming = (one for one in meetings if one.code == code and not one.held)
        found.append(ReadyBody(body.name if body else code, count, next(coming, None)))
    return sorted(found, key=lambda one: one.body)


def ready_cases(house: Installation, looks: Viewer, page: MeetingPage) -> ReadyCases:
    """What the meeting could treat too; nothing for one that takes no cases any more."""
    if not page.takes_cases:
        return ReadyCases((), 0)
    at = now(house)
    with house.database.connect() as connection:
        found = waiting_cases(connection, looks, page.code)
        shown = found[:MOST_READY]
        snapshots, _ = load(connection, shown, house.around)
        written = written_cases(connection, shown)
        reports = reports_of(connection, shown)
    cases = tuple(_ready(page, one.facts, written[one.facts.id], reports, at) for one in snapshots)
    return ReadyCases(cases, len(found) - len(shown))


def _ready(
    page: MeetingPage,
    facts: CaseFacts,
    written: WrittenCase,
    reports: Sequence[ReportState],
    at: datetime,
) -> ReadyCase:
    today = facts.calendar.local_date(at)
    meeting = MeetingRef(page.id, page.code, page.meets_on, page.cutoff_on, page.dispatch_on)
    own = [report for report in reports if report.case == facts.id]
    offer = offered(facts, meeting, today, is_sent=bool(page.dispatches))
    return ReadyCase(
        facts=facts,
        lacks=tuple(_lacks(written, own)),
        reports=tuple(own),
        answers_until=_answers_until(facts, at),
        is_late=offer.is_late,
    )


def _lacks(written: WrittenCase, reports: Sequence[ReportState]) -> Iterator[Lacking]:
    if not written.has_text:
        yield Lacking.TEXT
    if not written.has_points:
        yield Lacking.POINTS
    if any(report.latest is None for report in reports):
        yield Lacking.REPORT
    if any(report.outdated for report in reports):
        yield Lacking.REPORT_ANEW


def _answers_until(facts: CaseFacts, at: datetime) -> date | None:
    """Where a hearing was closed early, those who have not answered may until their deadline."""
    days = [
        party.due_on
        for hearing in late_hearings(facts)
        for party in hearing.parties
        if party.due_at > at and party.status is not PartyStatus.ANSWERED
    ]
    return max(days, default=None)
