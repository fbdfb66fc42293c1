"""The changes to the report of a hearing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReportNoteAdded:
    """One version of a section of a hearing's report."""

    id: str
    case_id: str
    hearing_id: str
    section: str
    party_id: str | None
    response_id: str | None
    version: int
    comment: str
    changes: str
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class ReportFinished:
    """A finished version of a hearing's report."""

    id: str
    case_id: str
    hearing_id: str
    version: int
    contents: str
    finished_at: datetime
    finished_by: str


@dataclass(frozen=True, slots=True)
class ReportFileAdded:
    """A file of a finished report; its bytes lie by hash outside the database."""

    id: str
    report_id: str
    name: str
    size: int
    sha256: str
    media_type: str
