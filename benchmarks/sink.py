"""A mail server that counts what it is given: aiosmtpd, in a process of its own.

It writes nothing to disk. A bare loop waits for it most of the time, so it bounds that loop's rate.
"""

import multiprocessing
import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from cli.serving.ports import HOST, free_port

_SAMPLES = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it came."""

    sender: str
    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sink:
    """The server, seen from the process that measures."""

    port: int
    count: "Synchronized[int]"
    pipe: Connection

    @property
    def url(self) -> str:
        """Where it listens, as `SAGSGANG_SMTP_URL`."""
        return f"smtp://{HOST}:{self.port}"

    def samples(self) -> list[Letter]:
        """Some of the first mails."""
        self.pipe.send("samples")
        return [Letter(*one) for one in self.pipe.recv()]


@contextmanager
def sink_running() -> Iterator[Sink]:
    """A sink; what it was given is gone after."""
    context = multiprocessing.get_context("spawn")
    port, count = free_port(), context.Value("i", 0, lock=False)
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(port, count, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.recv()
        yield Sink(port, count, ours)
    finally:
        ours.close()
        process.join()


def bare_rate(sink: Sink, seconds: float) -> float:
    """Mails per second of a loop that sends what came before, and does nothing else.

    Over one connection, which is kept.
    """
    letters = sink.samples()
    with smtplib.SMTP(HOST, sink.port, "localhost") as server:
        server.ehlo()
        began = time.perf_counter()
        sent = 0
        while (elapsed := time.perf_counter() - began) < seconds:
            letter = letters[sent % len(letters)]
            server.sendmail(letter.sender, letter.recipient, letter.content, ["body=8bitmime"])
            sent += 1
    return sent / elapsed


def _serve(port: int, count: "Synchronized[int]", orders: Connection) -> None:
    handler = _Counting(count)
    controller = Controller(handler, hostname=HOST, port=port)
    controller.start()
    orders.send("ready")
    try:
        while True:
            orders.recv()
            orders.send(handler.samples)
    except EOFError:
        controller.stop()


class _Counting:
    """What aiosmtpd hands mails to."""

    def __init__(self, count: "Synchronized[int]") -> None:
        self._count = count
        self.samples: list[tuple[str, str, bytes]] = []

    async def handle_EHLO(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        # As Postfix, Exim and Exchange do. The server reads line by line, so it is true of it.
        session.host_name = name
        return [*replies[:-1], "250-PIPELINING", replies[-1]]

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if len(self.samples) < _SAMPLES:
            content = envelope.original_content or b""
            self.samples.append((envelope.mail_from or "", envelope.rcpt_tos[0], content))
        self._count.value += 1
        return "250 OK"
