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
class AttachFiles:
    """Lay files on the case as attachments (bilag)."""

    files: tuple[UploadedFile, ...]
    openness: Openness


@dataclass(frozen=True, slots=True)
class RemoveAttachment:
    """Take an attachment that an officer laid on the case off it again."""

    attachment: str
    name: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that is to be heard about."""

    file: UploadedFile
    openness: Openness = Openness.OPEN
    """Whether the public may fetch it too, where the case is open."""
