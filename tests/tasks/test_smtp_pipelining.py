"""A server that takes the envelope in one breath is understood as one that is asked bit by bit."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Thread
from typing import BinaryIO

import pytest

from cli.serving.ports import HOST
from tasks.smtp import smtp_transport
from tests.waiting import PATIENCE_SECONDS
from workflows.services.mail import Mail, Verdict

HANG_UP = ""
"""In place of a reply: the connection ends."""

_FINAL_DOT = "."
_CONTENT = b"Subject: Hej\r\n\r\nHej Bo\r\n"
_FIRST = "first@kommune.example"

TAKEN = {
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 Go on",
    _FINAL_DOT: "250 Taken",
    "RSET": "250 OK",
    "QUIT": "221 Goodbye",
}
"""What it replies to every mail but the first."""


@dataclass
class Scripted:
    """A mail server that replies to the first mail as it is told."""

    first: Mapping[str, str]
    pipelining: bool
    mails: list[bytes] = field(default_factory=list)
    """What it took."""

    def serve(self, listening: socket.socket) -> None:
        """Until nobody can connect any more."""
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                connection.settimeout(PATIENCE_SECONDS)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with connection, connection.makefile("rb") as said, suppress(OSError):
                    self._talk(connection, said)

    def _talk(self, connection: socket.socket, said: BinaryIO) -> None:
        _say(connection, "220 Ready")
        replies: Mapping[str, str] = TAKEN
        for line in self._commands(said):
            command = line[:4].decode().strip().upper()
            if command == "EHLO":
                _say(connection, "250-here\r\n250 PIPELINING" if self.pipelining else "250 here")
                continue
            if command == "MAIL":
                replies = {**TAKEN, **self.first} if _FIRST.encode() in line else TAKEN
            if not self._replied(connection, said, replies[command]):
                return
            if replies[command].startswith("354"):
                content = _content(said)
                if content is None:
                    return
                if replies[_FINAL_DOT].startswith("250"):
                    self.mails.append(content)
                if not self._replied(connection, said, replies[_FINAL_DOT]):
                    return

    def _commands(self, said: BinaryIO) -> Iterator[bytes]:
        """Line by line; where it can pipeline, an envelope is heard whole before any reply."""
        for line in said:
            whole = self.pipelining and line[:4].upper() == b"MAIL"
            yield from [line, said.readline(), said.readline()] if whole else [line]

    def _replied(self, connection: socket.socket, said: BinaryIO, reply: str) -> bool:
        if reply != HANG_UP:
            _say(connection, reply)
            return True
        # Heard to the end, so that what was said before reaches the other side in any case.
        connection.shutdown(socket.SHUT_WR)
        said.read()
        return False


def _say(connection: socket.socket, reply: str) -> None:
    """In pieces, as a slow network has it."""
    for piece in (reply[:2], reply[2:], "\r\n"):
        connection.sendall(piece.encode())


def _content(said: BinaryIO) -> bytes | None:
    """What comes before the final dot; None where the connection ends first."""
    lines = []
    for line in said:
        if line == b".\r\n":
            return b"".join(lines)
        lines.append(line)
    return None


@contextmanager
def scripted(first: Mapping[str, str], pipelining: bool) -> Iterator[tuple[Scripted, str]]:
    """The server and its URL."""
    server = Scripted(first, pipelining)
    with socket.create_server((HOST, 0)) as listening:
        thread = Thread(target=server.serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield server, f"smtp://{HOST}:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
    thread.join(PATIENCE_SECONDS)


def mail(sender: str) -> Mail:
    return Mail(sender, sender, "bo@raad.example", _CONTENT, datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("pipelining", [False, True], ids=["bit by bit", "at once"])
@pytest.mark.parametrize(
    ("first", "verdict", "taken"),
    [
        ({}, Verdict.SENT, 2),
        ({"RCPT": "251 Will forward"}, Verdict.SENT, 2),
        ({"MAIL": "550 5.7.60 Not you", "RCPT": "503 No"}, Verdict.SENDERS_FAULT, 1),
        ({"MAIL": "451 4.3.0 Later", "RCPT": "503 No"}, Verdict.LATER, 1),
        ({"MAIL": "451 4.3.0 Later", "RCPT": HANG_UP}, Verdict.LATER, 1),
        ({"MAIL": "550 5.7.60 Not you", "RCPT": HANG_UP}, Verdict.SENDERS_FAULT, 1),
        ({"RCPT": "550 5.1.1 Nobody", "DATA": "503 No"}, Verdict.UNKNOWN_RECIPIENT, 1),
        ({"RCPT": "550 5.1.1 Nobody"}, Verdict.UNKNOWN_RECIPIENT, 1),
        ({"RCPT": "550 5.1.1 Nobody", "DATA": HANG_UP}, Verdict.UNKNOWN_RECIPIENT, 1),
        ({"RCPT": "452 4.2.2 Full", "DATA": "pardon?"}, Verdict.LATER, 1),
        ({"RCPT": "554 5.2.0 Quota"}, Verdict.SENDERS_FAULT, 1),
        ({"DATA": "451 4.3.0 Later"}, Verdict.LATER, 1),
        ({"DATA": "554 5.6.0 No"}, Verdict.REFUSED, 1),
        ({"DATA": "250 OK"}, Verdict.LATER, 1),
        ({"MAIL": HANG_UP}, Verdict.LATER, 1),
        ({"RCPT": HANG_UP}, Verdict.LATER, 1),
        ({"DATA": HANG_UP}, Verdict.LATER, 1),
        ({_FINAL_DOT: HANG_UP}, Verdict.UNSURE, 1),
        ({_FINAL_DOT: "pardon?"}, Verdict.UNSURE, 1),
        ({_FINAL_DOT: "451 4.3.0 Later"}, Verdict.LATER, 1),
        ({_FINAL_DOT: "550 5.1.1 Nobody"}, Verdict.UNKNOWN_RECIPIENT, 1),
    ],
)
def test_a_reply_means_the_same_and_the_next_mail_goes(
    first: Mapping[str, str], verdict: Verdict, taken: int, pipelining: bool
) -> None:
    with scripted(first, pipelining) as (server, url), smtp_transport(url) as transport:
        verdicts = [
            transport.send(mail(sender)).verdict for sender in (_FIRST, "next@kommune.example")
        ]
    assert verdicts == [verdict, Verdict.SENT]
    assert server.mails == [_CONTENT] * taken
