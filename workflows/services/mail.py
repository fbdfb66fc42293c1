"""What a mail is on its way out, what a mail server can say to it, and what carries it there."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one address, ready to be sent."""

    id: str
    """The message's id."""
    sender: str
    """The envelope's sender, which names the message, so that a bounce finds it."""
    recipient: str
    content: bytes
    dated: datetime
    """When the mail says that it was written."""


class Verdict(Enum):
    """What became of one attempt to send a mail."""

    SENT = auto()
    UNKNOWN_RECIPIENT = auto()
    """There is nobody at that address."""
    REFUSED = auto()
    """This mail is refused for good, for another reason."""
    LATER = auto()
    """Not now; this mail may be tried again."""
    SENDERS_FAULT = auto()
    """Nothing can be sent now: no connection, no sign-in, no encryption, or the quota is used."""
    UNSURE = auto()
    """The connection was lost after the mail was handed over: it may have been accepted."""


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict, and what the mail server said."""

    verdict: Verdict
    reply: str = ""


class Transport(Protocol):
    """What carries mails to where they are delivered."""

    def send(self, mail: Mail) -> Result:
        """Try once; raises nothing that a mail server can cause."""
