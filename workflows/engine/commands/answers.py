"""What is done with answers: given, undone, published, taken back."""

from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.files import UploadedFile
from workflows.engine.vocabulary import Channel, Stance


@dataclass(frozen=True, slots=True)
class StandingAnswer:
    """A version of an answer that was not undone, as far as it bears upon what counts."""

    id: str
    party: str
    received_at: datetime
    late: bool
    jointly_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A party's answer, or a new version of it."""

    party: str
    stance: Stance
    text: str
    received_at: datetime
    """When the request's headers, the letter or the call arrived."""
    submission_key: str
    """The same key again is the same answer, not a second one."""
    base_version: int
    """The version that the writer saw; 0 for none."""
    channel: Channel = Channel.LINK
    contact: str | None = None
    """Whom the receipt goes to; None when the party has no address."""
    jointly_with: tuple[str, ...] = ()
    """Other parties of the same round that the answer is given for."""
    files: tuple[UploadedFile, ...] = ()
    standing: tuple[StandingAnswer, ...] = ()
    """What was answered in the round before, read under the lock of the case."""


@dataclass(frozen=True, slots=True)
class UndoResponse:
    """Undo an answer that an officer registered by mistake."""

    party: str
    """The party that it was registered for."""
    response: str
    reason: str
    falls_back: tuple[tuple[str, str | None], ...]
    """Each party that it counted for, with the answer that counts for it now, if any does."""
    publication: str | None = None
    """Id of its publication that stands, if one does."""
    to_attach: tuple[str, ...] = ()
    """Answers that count again, and are no attachments of the case yet."""


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file as the public may fetch it: the one that came with the answer, or a redacted one."""

    file: str
    """Id of the answer's file that it stands for."""
    shown: UploadedFile


@dataclass(frozen=True, slots=True)
class PublishResponse:
    """Show the public an answer that an officer has read through, as it may be seen."""

    response: str
    hearing: str
    party: str
    text: str
    files: tuple[PublicFile, ...]
    redacted: bool
    """Whether anything of the answer is left out."""
    replaces: str | None = None
    """Id of the publication that stands until now, if one does."""


@dataclass(frozen=True, slots=True)
class UnpublishResponse:
    """Take an answer back from the public pages."""

    response: str
    hearing: str
    party: str
    publication: str | None
    """Id of the publication that stands; None when there is none."""
