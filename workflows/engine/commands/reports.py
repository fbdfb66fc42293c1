"""What is done with the report of a hearing."""

from dataclasses import dataclass

from workflows.engine.commands.files import UploadedFile


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One section of a hearing's report (høringsnotat), as an officer writes it."""

    party: str | None
    """The party whose answer it is about; None for the introduction."""
    response: str | None
    """The version of the answer that the writer saw; None for the introduction."""
    comment: str
    """The administration's comment, or the introduction's text."""
    changes: str
    """What is changed in the proposal because of the answer."""
    base_version: int
    """How often the section had been saved when the writer saw it; 0 for never."""
    version: int
    """How often it has been saved now, read under the lock of the case."""


@dataclass(frozen=True, slots=True)
class EditReport:
    """Write sections of a hearing's report; those that were not changed are left out."""

    hearing: str
    sections: tuple[ReportSection, ...]


@dataclass(frozen=True, slots=True)
class FinishReport:
    """Keep the report as it stands as a numbered version of two files: PDF and Word."""

    hearing: str
    version: int
    seen: str
    """The contents that the files were made from (`report_contents`)."""
    contents: str
    """The contents now, read under the lock of the case."""
    files: tuple[UploadedFile, ...]
