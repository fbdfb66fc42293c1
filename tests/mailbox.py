"""A real IMAP server with one mailbox, and how tests put mails into it and look at its folders."""

import imaplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cli.serving.ports import HOST, free_port
from tasks.imap import HANDLED
from tests.waiting import until

USER, PASSWORD = "sagsgang", "hest og vogn"


@dataclass(frozen=True, slots=True)
class ImapServer:
    """A server that runs."""

    port: int
    hand: imaplib.IMAP4
    """A mail program that stays signed in, for a server takes its time over each password."""

    @property
    def url(self) -> str:
        """The mailbox, as `SAGSGANG_IMAP_URL`."""
        return f"imap://{USER}:{PASSWORD.replace(' ', '%20')}@{HOST}:{self.port}/INBOX"

    def put(self, raw: bytes, received_at: datetime | None = None) -> None:
        """Let a mail arrive."""
        when = None if received_at is None else imaplib.Time2Internaldate(received_at)
        assert self.hand.append("INBOX", "", when, raw)[0] == "OK"

    def count(self, folder: str = "INBOX") -> int:
        """How many mails are in a folder."""
        self.hand.select(folder)
        found = self.hand.uid("SEARCH", "UNDELETED")[1][0]
        return len((found or b"").split())

    def empty(self) -> None:
        """Take out whatever lies in the mailbox, and forget its other folders."""
        self.hand.select("INBOX")
        self.hand.store("1:*", "+FLAGS", r"(\Deleted)")
        self.hand.expunge()
        self.hand.delete(HANDLED)


@contextmanager
def signed_in(port: int) -> Iterator[imaplib.IMAP4]:
    """The mailbox, as a mail program opens it."""
    server = imaplib.IMAP4(HOST, port, timeout=10)
    try:
        server.login(USER, PASSWORD)
        server.select("INBOX")
        yield server
    finally:
        server.logout()


@contextmanager
def imap_running() -> Iterator[ImapServer]:
    """A server that keeps its mails in memory."""
    port = free_port()
    program = Path(sys.executable).with_name("pymap")
    process = subprocess.Popen(
        [
            *(program, "--host", HOST, "--port", str(port), "--no-tls"),
            *("--no-service", "managesieve", "--no-service", "admin"),
            *("dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _greets(port))
        with signed_in(port) as hand:
            server = ImapServer(port, hand)
            server.empty()
            yield server
    finally:
        process.terminate()
        process.wait()


def _greets(port: int) -> bool:
    with suppress(OSError, imaplib.IMAP4.error), imaplib.IMAP4(HOST, port, timeout=5) as server:
        return bool(server.welcome)
    return False
