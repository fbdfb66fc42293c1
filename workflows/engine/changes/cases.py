"""The changes to a case itself, its recommendation and its attachments."""

from dataclasses import dataclass
from datetime import datetime

from workflows.engine.vocabulary import AttachmentKind, FileStatus, Openness


@dataclass(frozen=True, slots=True)
class CaseTextSet:
    """The case's own words are written anew."""

    id: str
    title: str
    text: str
    proposer: str
    revision: int
    """Which points and parts are the valid ones: those of the same revision."""


@dataclass(frozen=True, slots=True)
class CaseMarksSet:
    """The case is said to be about something else."""

    id: str
    marks: str
    """Codes with a space between them."""


@dataclass(frozen=True, slots=True)
class CaseOfficerSet:
    """Another officer is responsible for the case."""

    id: str
    officer_id: str


@dataclass(frozen=True, slots=True)
class PointAdded:
    """One point of the recommendation."""

    id: str
    case_id: str
    revision: int
    """The case's journal number when the points were written."""
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class PartAdded:
    """One part of the item beside its main text."""

    id: str
    case_id: str
    revision: int
    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseVersionKept:
    """The words as they stand from now on, to be looked up when they are written anew."""

    id: str
    case_id: str
    revision: int
    title: str
    text: str
    proposer: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class ReaderNamed:
    """One more officer sees the closed case."""

    id: str
    case_id: str
    officer_id: str
    named_at: datetime
    named_by: str


@dataclass(frozen=True, slots=True)
class ReaderRemoved:
    """An officer who was named on the case sees it no more."""

    id: str


@dataclass(frozen=True, slots=True)
class AttachmentAdded:
    """A document on the case (bilag): an answer, a hearing's report, or a file laid on it."""

    id: str
    case_id: str
    kind: AttachmentKind
    hearing_id: str | None
    response_id: str | None
    openness: Openness
    added_at: datetime
    name: str | None = None
    """Of the file; this and what follows is None for answers and reports, which have their own."""
    size: int | None = None
    sha256: str | None = None
    media_type: str | None = None
    status: FileStatus | None = None


@dataclass(frozen=True, slots=True)
class AttachmentRemoved:
    """An attachment is no more on the case; it stays in the record."""

    id: str
    removed_at: datetime
    removed_by: str
    removed_reason: str
