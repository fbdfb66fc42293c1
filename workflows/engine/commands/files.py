"""Files that are stored already, as commands name them."""

from dataclasses import dataclass

from workflows.engine.vocabulary import FileStatus, Openness


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file already stored by the hash of its bytes."""

    name: str
    size: int
    """In bytes."""
    sha256: str
    media_type: str
    status: FileStatus = FileStatus.CLEAN
    """Whether it may be fetched, or waits for the virus scanner."""


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that is to be heard about."""

    file: UploadedFile
    openness: Openness = Openness.OPEN
    """Whether the public may fetch it too, where the case is open."""
