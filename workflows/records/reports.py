"""What is written in the reports of hearings, and how far each report has come."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from workflows.engine.reporting import INTRODUCTION, report_contents
from workflows.engine.vocabulary import HearingPhase
from workflows.records.given_answers import is_collected
from workflows.records.hearings import Hearing, Party, Response
from workflows.records.report_tables import FinishedReport, ReportFile, ReportNote

_OVER = (HearingPhase.LATE, HearingPhase.SEALED)


@dataclass(frozen=True, slots=True)
class ShownNote:
    """One version of a section."""

    section: str
    response: str | None
    """The version of the answer that it was written about."""
    version: int
    comment: str
    changes: str
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class ShownReportFile:
    """A file of a finished report."""

    id: str
    name: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class FinishedVersion:
    """A finished version of a report."""

    version: int
    contents: str
    finished_at: datetime
    finished_by: str
    files: tuple[ShownReportFile, ...]


@dataclass(frozen=True, slots=True)
class ReportState:
    """How far the report of one hearing has come."""

    case: str
    hearing: str
    round: int
    closed_at: datetime
    contents: str
    """As `report_contents` of the rows that there are now."""
    versions: tuple[FinishedVersion, ...]
    """The finished ones, newest first."""

    @property
    def latest(self) -> FinishedVersion | None:
        """The finished version that counts."""
        return self.versions[0] if self.versions else None

    @property
    def outdated(self) -> bool:
        """Whether something has come or was written since the latest version was finished."""
        return self.latest is not None and self.latest.contents != self.contents


def notes_of(connection: Connection, hearing: str) -> list[ShownNote]:
    """Every version of every section, the oldest first."""
    rows = connection.execute(
        select(
            ReportNote.section,
            ReportNote.response_id,
            ReportNote.version,
            ReportNote.comment,
            ReportNote.changes,
            ReportNote.saved_at,
            ReportNote.saved_by,
        )
        .where(ReportNote.hearing_id == hearing)
        .order_by(ReportNote.version, ReportNote.section)
    )
    return [ShownNote(*row) for row in rows]


def reports_of(connection: Connection, cases: Sequence[str]) -> list[ReportState]:
    """The reports of the hearings of these cases that are over, by their closing; six statements.

    A round that was withdrawn has none.
    """
    rounds = connection.execute(
        select(Hearing.id, Hearing.case_id, Hearing.round, Hearing.closed_at)
        .where(Hearing.case_id.in_(cases), Hearing.phase.in_(_OVER), Hearing.closed_at.is_not(None))
        .order_by(Hearing.closed_at, Hearing.id)
    ).all()
    hearings = [row.id for row in rounds]
    if not hearings:
        return []
    owners, saved = _owners(connection, hearings), _saved(connection, hearings)
    versions = _versions(connection, hearings)
    return [
        ReportState(
            case=row.case_id,
            hearing=row.id,
            round=row.round,
            closed_at=row.closed_at,
            contents=_contents(owners[row.id], saved[row.id]),
            versions=tuple(versions[row.id]),
        )
        for row in rounds
    ]


def state_of(connection: Connection, case: str, hearing: str) -> ReportState | None:
    """How far the report of this hearing of the case has come; None when it is not over."""
    found = reports_of(connection, [case])
    return next((one for one in found if one.hearing == hearing), None)


def _contents(owners: Mapping[str, str], saved: Mapping[str, int]) -> str:
    """What was written about an answer that does not count any more is no part of the report."""
    sections = {INTRODUCTION, *owners.values()}
    return report_contents(owners, {key: saved[key] for key in saved if key in sections})


def _owners(connection: Connection, hearings: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """For each hearing, the answers that are in its report with the party whose section it is in.

    That is who gave it, or the first of those for whom alone it counts by now.
    """
    counted: dict[str, list[str]] = defaultdict(list)
    for response, party in connection.execute(
        select(Party.response_id, Party.id)
        .where(Party.hearing_id.in_(hearings), Party.response_id.is_not(None))
        .order_by(Party.position, Party.id)
    ):
        counted[str(response)].append(party)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for hearing, response, party in connection.execute(
        select(Response.hearing_id, Response.id, Response.party_id).where(
            Response.hearing_id.in_(hearings), is_collected()
        )
    ):
        others = counted[str(response)]
        found[hearing][response] = party if party in others or not others else others[0]
    return found


def _saved(connection: Connection, hearings: Sequence[str]) -> Mapping[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for hearing, section, version in connection.execute(
        select(ReportNote.hearing_id, ReportNote.section, func.max(ReportNote.version))
        .where(ReportNote.hearing_id.in_(hearings))
        .group_by(ReportNote.hearing_id, ReportNote.section)
    ):
        found[hearing][section] = version
    return found


def _versions(
    connection: Connection, hearings: Sequence[str]
) -> Mapping[str, list[FinishedVersion]]:
    files = _files(connection, hearings)
    found: dict[str, list[FinishedVersion]] = defaultdict(list)
    for row in connection.execute(
        select(
            FinishedReport.id,
            FinishedReport.hearing_id,
            FinishedReport.version,
            FinishedReport.contents,
            FinishedReport.finished_at,
            FinishedReport.finished_by,
        )
        .where(FinishedReport.hearing_id.in_(hearings))
        .order_by(FinishedReport.version.desc())
    ):
        found[row.hearing_id].append(
            FinishedVersion(
                row.version, row.contents, row.finished_at, row.finished_by, tuple(files[row.id])
            )
        )
    return found


def _files(connection: Connection, hearings: Sequence[str]) -> Mapping[str, list[ShownReportFile]]:
    found: dict[str, list[ShownReportFile]] = defaultdict(list)
    for row in connection.execute(
        select(
            ReportFile.report_id,
            ReportFile.id,
            ReportFile.name,
            ReportFile.size,
            ReportFile.sha256,
            ReportFile.media_type,
        )
        .join(FinishedReport, FinishedReport.id == ReportFile.report_id)
        .where(FinishedReport.hearing_id.in_(hearings))
        .order_by(ReportFile.media_type)
    ):
        found[row.report_id].append(
            ShownReportFile(row.id, row.name, row.size, row.sha256, row.media_type)
        )
    return found
