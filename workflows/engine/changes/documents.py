"""The changes to the documents that a hearing is about."""

from dataclasses import dataclass
from datetime import datetime

from workflows.engine.vocabulary import FileStatus, Openness


@dataclass(frozen=True, slots=True)
class DocumentAdded:
    """A document that is heard about."""

    id: str
    hearing_id: str
    case_id: str
    position: int
    name: str
    size: int
    sha256: str
    media_type: str
    status: FileStatus
    openness: Openness
    added_at: datetime
    replaces_id: str | None = None
    """The document whose place it takes while the round runs."""


@dataclass(frozen=True, slots=True)
class DocumentReplaced:
    """A document was wrong: another takes its place, and it stays in the record."""

    id: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentDropped:
    """A document taken out of a plan before the hearing was opened."""

    id: str
