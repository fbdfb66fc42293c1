"""A mail server that breaks its word: says "later", hangs up or falls silent once it has a mail."""

import asyncio
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers import DROP, SmtpSink
from workflows.services.marking import MOMENT

STALL_SECONDS = 3.0

_NOTED_WITHIN = 2 * MOMENT
"""A sender that goes on after so long has noted what went before; half is for a busy machine."""


class Fault(Enum):
    """What is done to one mail."""

    NONE = auto()
    LATER = auto()
    """451, and nothing kept."""
    DROP = auto()
    """Kept, and the connection lost before that is said."""
    STALL = auto()
    """Kept, and nothing said for a while."""


@dataclass(slots=True)
class Copy:
    """One mail that was kept."""

    message_id: str
    recipients: tuple[str, ...]
    raw: bytes
    kept_at: float = field(default_factory=time.monotonic)
    confirmed: bool = False
    """Whether its sender went on for long enough to have written down that it was kept."""


class FaultySink(SmtpSink):
    """Takes every mail as it should, until it is given faults to draw from."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: tuple[Fault, ...] = (Fault.NONE,)
        self.copies: list[Copy] = []
        self._open: dict[Session, list[Copy]] = defaultdict(list)

    async def handle_MAIL(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The next mail of a connection; a sender notes the group before it first."""
        self._confirm(session, time.monotonic() - _NOTED_WITHIN)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_QUIT(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """The end of a connection whose sender lived to say so."""
        self._confirm(session, time.monotonic())
        return "221 Bye"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail or not, and tell the truth about it or not."""
        fault = random.choice(self.faults)
        if fault is Fault.LATER:
            return "451 4.3.0 Try later"
        self._keep(envelope)
        mail = self.mails[-1]
        copy = Copy(str(mail.message["Message-ID"]), mail.recipients, mail.raw)
        self.copies.append(copy)
        if fault is Fault.DROP:
            server.transport.abort()  # type: ignore[union-attr]  # it is a socket's
            return DROP
        if fault is Fault.STALL:
            await asyncio.sleep(STALL_SECONDS)
        self._open[session].append(copy)
        return "250 OK"

    def _confirm(self, session: Session, until: float) -> None:
        """What this connection's sender was told it had kept, up to an instant, is noted."""
        for copy in self._open[session]:
            copy.confirmed = copy.confirmed or copy.kept_at <= until
