"""The changes to answers, their files, and what of them the public may read."""

from dataclasses import dataclass
from datetime import datetime

from workflows.engine.vocabulary import Channel, FileStatus, Stance


@dataclass(frozen=True, slots=True)
class ResponseAdded:
    """One version of an answer."""

    id: str
    party_id: str
    hearing_id: str
    case_id: str
    version: int
    stance: Stance
    text: str
    received_at: datetime
    late: bool
    receipt: str
    submission_key: str
    channel: Channel
    contact_id: str | None


@dataclass(frozen=True, slots=True)
class ResponseUndone:
    """The registration of an answer was a mistake; the answer stays, and counts no more."""

    id: str
    undone_at: datetime
    undone_by: str
    undone_reason: str


@dataclass(frozen=True, slots=True)
class ResponseInTime:
    """An answer that came too late came before the deadline that its party has now."""

    id: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class JointPartyAdded:
    """Another party that an answer was given for."""

    id: str
    response_id: str
    party_id: str


@dataclass(frozen=True, slots=True)
class FileAdded:
    """A file that came with an answer."""

    id: str
    response_id: str
    name: str
    size: int
    sha256: str
    media_type: str
    status: FileStatus


@dataclass(frozen=True, slots=True)
class PublicationAdded:
    """An answer as the public may read it, from now on."""

    id: str
    case_id: str
    response_id: str
    text: str
    redacted: bool
    published_at: datetime
    published_by: str


@dataclass(frozen=True, slots=True)
class PublicFileAdded:
    """A file that the public may fetch with a published answer."""

    id: str
    publication_id: str
    file_id: str
    name: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class PublicationEnded:
    """A published answer is taken back, or published anew in another form."""

    id: str
    ended_at: datetime
    ended_by: str
