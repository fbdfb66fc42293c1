"""Speaks to a mailbox by IMAP: what waits in it, the mails themselves, and where they go then."""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from workflows.services.inbox import Fetched
from workflows.urls import LOOPBACK

SECONDS = 30.0
"""For each step."""

HANDLED = "Behandlet"
"""The folder that mails are moved to once they are taken in."""

MOST_BYTES = 40_000_000
"""Of a mail; of a bigger one only the beginning is fetched."""

BEGINNING = 256 * 1024

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_RECEIVED = re.compile(rb'INTERNALDATE "([^"]+)"')
_NOT_ASCII = re.compile(r"[^\x20-\x7e]+")


@contextmanager
def imap_mailbox(url: str) -> Iterator["ImapMailbox"]:
    """The folder that `imap[s]://user:password@host:port/folder` names; INBOX when it names none.

    Raises OSError and imaplib.IMAP4.error when it cannot be opened.
    """
    parts = urlsplit(url)
    server = _connected(parts)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        yield ImapMailbox(server, folder)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


class ImapMailbox:
    """A folder on a mail server, opened."""

    def __init__(self, server: imaplib.IMAP4, folder: str) -> None:
        self._server = server
        _ok(server.select(_name(folder)))
        server.create(HANDLED)
        found, listed = server.list('""', HANDLED)
        self._moves = found == "OK" and any(listed)

    def waiting(self) -> list[str]:
        """The mails to be collected; the unread ones where none can be moved away."""
        wanted = "UNDELETED" if self._moves else "UNDELETED UNSEEN"
        (found,) = _ok(self._server.uid("SEARCH", wanted))
        return (found or b"").decode("ascii").split()

    def fetch(self, mark: str) -> Fetched | None:
        """A mail, left unread, or its beginning when it is too big; None when it is gone."""
        told = _told(self._server.uid("FETCH", mark, "(RFC822.SIZE INTERNALDATE)"))
        size, received = _SIZE.search(told), _RECEIVED.search(told)
        if size is None:
            return None
        bytes_ = int(size[1])
        whole = bytes_ <= MOST_BYTES
        part = "(BODY.PEEK[])" if whole else f"(BODY.PEEK[]<0.{BEGINNING}>)"
        raw = _literal(self._server.uid("FETCH", mark, part))
        if raw is None:
            return None
        return Fetched(raw, bytes_, whole, _instant(received[1] if received else b""))

    def put_away(self, mark: str) -> None:
        """Move the mail to the folder of handled ones; mark it as read where that cannot be."""
        if self._moves and self._moved(mark):
            return
        _ok(self._server.uid("STORE", mark, "+FLAGS", r"(\Seen)"))

    def _moved(self, mark: str) -> bool:
        try:
            return self._server.uid("MOVE", mark, HANDLED)[0] == "OK"
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            return self._copied(mark)

    def _copied(self, mark: str) -> bool:
        """For servers without MOVE (RFC 6851)."""
        if self._server.uid("COPY", mark, HANDLED)[0] != "OK":
            return False
        return self._server.uid("STORE", mark, "+FLAGS", r"(\Deleted)")[0] == "OK"


def _connected(parts: SplitResult) -> imaplib.IMAP4:
    host = parts.hostname or ""
    context = _encryption(host)
    if parts.scheme == "imaps":
        return imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=context, timeout=SECONDS)
    server = imaplib.IMAP4(host, parts.port or 143, timeout=SECONDS)
    try:
        if "STARTTLS" in server.capabilities:
            server.starttls(context)
    except BaseException:
        server.shutdown()
        raise
    return server


def _encryption(host: str) -> ssl.SSLContext:
    """The server proves who it is, unless it is on this machine, where nobody is in between."""
    context = ssl.create_default_context()
    if host in LOOPBACK:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _ok(reply: tuple[str, list[Any]]) -> list[Any]:
    if reply[0] != "OK":
        raise imaplib.IMAP4.error(f"the mail server said {reply[0]}: {reply[1]!r}"[:200])
    return reply[1]


def _told(reply: tuple[str, list[Any]]) -> bytes:
    """What the server says of a mail, in one piece."""
    parts = (part[0] if isinstance(part, tuple) else part for part in reply[1])
    return b" ".join(part for part in parts if isinstance(part, bytes))


def _literal(reply: tuple[str, list[Any]]) -> bytes | None:
    """What came as a literal; None when the mail is gone meanwhile."""
    return next((bytes(part[1]) for part in reply[1] if isinstance(part, tuple)), None)


def _instant(text: bytes) -> datetime:
    """An instant as the server writes it; now for what is none."""
    try:
        return datetime.strptime(text.decode("ascii").strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError:
        return datetime.now(UTC)


def _name(folder: str) -> str:
    """A folder's name as IMAP writes it: modified UTF-7 (RFC 3501, 5.1.3), in quotes."""

    def shifted(found: re.Match[str]) -> str:
        packed = b64encode(found[0].encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
        return f"&{packed}-"

    name = _NOT_ASCII.sub(shifted, folder.replace("&", "&-"))
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
