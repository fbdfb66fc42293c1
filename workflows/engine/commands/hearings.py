"""What officers do to a hearing: planned, opened, extended, closed, taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.commands.answers import StandingAnswer
from workflows.engine.commands.files import PlannedDocument, UploadedFile
from workflows.engine.definition import Contact
from workflows.engine.vocabulary import Openness


@dataclass(frozen=True, slots=True)
class PartyPlan:
    """One party to be heard."""

    name: str
    contacts: tuple[Contact, ...]
    body: str | None = None
    due_on: date | None = None
    """The party's own deadline, where it differs from the hearing's."""


@dataclass(frozen=True, slots=True)
class NotHeard:
    """Why a body that must be heard by the rules is not."""

    body: str
    """Its code."""
    reason: str


@dataclass(frozen=True, slots=True)
class PrepareHearing:
    """Write or rewrite what the coming hearing asks, whom, and until when."""

    rule: str
    text: str
    due_on: date
    parties: tuple[PartyPlan, ...]
    due_at: datetime | None = None
    """An exact instant instead of the end of `due_on`; only outside production."""
    close_when_all_answered: bool = False
    changes: str = ""
    """What is another than in the round before; a first round has none."""
    documents: tuple[PlannedDocument, ...] | None = None
    """What is heard about, in order; None leaves what the plan has."""
    documents_before: tuple[str, ...] = ()
    """Ids of the documents that the plan has, read under the lock of the case."""
    not_heard: tuple[NotHeard, ...] = ()
    """Of those that must be heard; what is said of others is left aside."""


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Put one more document to a plan that nobody is invited to yet."""

    hearing: str
    position: int
    """Its place among the documents."""
    document: PlannedDocument


@dataclass(frozen=True, slots=True)
class DropDocument:
    """Take a document out of a plan that nobody is invited to yet."""

    hearing: str
    document: str
    """Its id."""
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReplaceDocument:
    """Put the right document in the place of a wrong one while the round is open."""

    hearing: str
    document: str
    """Id of the wrong one."""
    name_before: str
    position: int
    """Its place among the round's documents, which the right one takes."""
    openness: Openness
    file: UploadedFile
    reason: str


@dataclass(frozen=True, slots=True)
class OpenHearing:
    """Send the invitations and let the parties answer."""


@dataclass(frozen=True, slots=True)
class ExtendHearing:
    """Give all parties, or one, until a later day."""

    due_on: date
    reason: str
    party: str | None = None
    standing: tuple[StandingAnswer, ...] = ()
    """The round's answers, the oldest first, read under the lock of the case."""


@dataclass(frozen=True, slots=True)
class CloseHearing:
    """Close the hearing by an officer's hand before its deadline."""

    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawHearing:
    """Take back an open hearing alone; the case goes on without it."""

    reason: str


@dataclass(frozen=True, slots=True)
class TryInvitation:
    """Send an officer the invitation that a contact will get, its link leading nowhere."""

    contact: str
    recipient: str
    content: str
    """The mail's words, as they are kept with a message."""
