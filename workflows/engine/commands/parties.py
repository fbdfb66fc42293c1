"""What happens to those who are heard besides their answers: links, members, mail that fails."""

from dataclasses import dataclass
from datetime import date

from workflows.engine.vocabulary import MessageKind


@dataclass(frozen=True, slots=True)
class MarkUnreachable:
    """A mail to a party bounced for good: mark the party and tell the officer."""

    party: str
    recipient: str


@dataclass(frozen=True, slots=True)
class NoteUndelivered:
    """A letter to a party was given up, though its address may be a good one: tell the officer."""

    party: str
    recipient: str
    letter: MessageKind


@dataclass(frozen=True, slots=True)
class SetInnerDeadline:
    """A party sets its own members a day, or takes it away again."""

    party: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class NoteLateInvitations:
    """Parties were invited days after the hearing was opened: the deadline may be too near now."""

    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SendLinkAgain:
    """Somebody has lost the link and asks for it: send it to where it was sent before."""

    contacts: tuple[str, ...]
