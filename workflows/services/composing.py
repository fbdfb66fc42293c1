"""Makes the mail itself of a letter's kept words: the same words give the same bytes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, formataddr
from functools import lru_cache
from html import escape
from itertools import chain

from workflows.records.outbox import Claimed
from workflows.services.letters import Content, address_of, link_mark
from workflows.services.mail import Mail


class _Subject(Charset):
    """Encodes a subject that fits in one line at once, where `email` goes sign by sign."""

    def header_encode_lines(self, string: str, maxlengths: Iterator[int]) -> list[str | None]:
        """The encoded lines, each no longer than the next of these lengths."""
        first = next(maxlengths)
        encoded = self.header_encode(string)
        if len(encoded) <= first:
            return [encoded]
        return super().header_encode_lines(string, chain((first,), maxlengths))


_ENCODED = _Subject("utf-8")
_ON_THE_WIRE = compat32.clone(linesep="\r\n")
_WIDTH = 78
"""Signs in a line of a header, as `email` folds it."""


def _header(name: str, value: str) -> bytes:
    """The header as the wire has it."""
    plain = value.isascii() and value.isprintable() and value == value.strip() != ""
    if plain and len(name) + len(": ") + len(value) <= _WIDTH:
        return f"{name}: {value}\r\n".encode()
    return _folded(name, value)


@lru_cache(maxsize=256)
def _folded(name: str, value: str) -> bytes:
    """The same for any header; nearly all of those that need it are as in other mails."""
    return _ON_THE_WIRE.fold_binary(name, value)


@lru_cache(maxsize=256)
def _subject(subject: str) -> bytes:
    header = Header(subject, None if subject.isascii() else _ENCODED)
    return _ON_THE_WIRE.fold_binary("Subject", header)  # type: ignore[arg-type]  # as documented


_LONGEST_LINE = 990
"""Bytes; a mail server may refuse longer lines (RFC 5321: 998)."""

_MOST_BYTES = 4
"""That one sign can have."""

_QUOTED = Charset("utf-8")
_QUOTED.body_encoding = QP


_CANCELS = "\r\nMETHOD:CANCEL\r\n"
"""The line of an entry that takes an earlier one out; a calendar program asks that both say so."""


def mail_of(message: Claimed, content: Content, link: str | None) -> Mail:
    """The mail, its link filled in."""
    words = (
        _part("plain", _filled(content.text, message, link)),
        _part("html", _filled(content.html, message, escape(link) if link else None)),
    )
    headers = b"".join(_headers(message, content))
    # Boundaries are drawn at random otherwise, and a retry would not be the same to the byte.
    if content.entry is None:
        built = _multipart("alternative", f"=_words_{message.id}", words, headers)
    else:
        inner = _multipart("alternative", f"=_words_{message.id}", words)
        built = _multipart("mixed", f"=_all_{message.id}", (inner, _entry(content.entry)), headers)
    return Mail(
        id=message.id,
        sender=envelope_sender(content.sender, message.id),
        recipient=_in_ascii(message.recipient),
        content=built,
        dated=datetime.fromisoformat(content.dated),
    )


def _multipart(kind: str, boundary: str, parts: Sequence[bytes], headers: bytes = b"") -> bytes:
    """The parts in one, with the headers of the mail where this is the whole of it."""
    # Folded once for all boundaries that are as long: there is no blank in any.
    stand_in = "0" * len(boundary)
    head = _folded("Content-Type", f'multipart/{kind}; boundary="{stand_in}"')
    line = b"--" + boundary.encode()
    return b"".join(
        (
            head.replace(stand_in.encode(), boundary.encode()),
            b"MIME-Version: 1.0\r\n",
            headers,
            b"\r\n",
            *(line + b"\r\n" + part + b"\r\n" for part in parts),
            line + b"--\r\n",
        )
    )


def _part(kind: str, text: str, more: str = "") -> bytes:
    encoding, written = _encoded(text)
    lines = written.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return (
        "MIME-Version: 1.0\r\n"
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n"
        f"{more}\r\n{lines}"
    ).encode()


def _entry(entry: str) -> bytes:
    disposition = 'Content-Disposition: attachment; filename="frist.ics"\r\n'
    method = "CANCEL" if _CANCELS in entry else "PUBLISH"
    return _part(f'calendar; method="{method}"', entry, disposition)


def _encoded(text: str) -> tuple[str, str]:
    """As it stands where lines are short, so that people and programs can read the link in it."""
    lines = text.splitlines()
    if _MOST_BYTES * max(map(len, lines), default=0) >= _LONGEST_LINE and any(
        len(line.encode()) >= _LONGEST_LINE for line in lines
    ):
        part = MIMENonMultipart("text", "plain")
        part.set_payload(text, _QUOTED)
        return "quoted-printable", str(part.get_payload())
    return ("7bit" if text.isascii() else "8bit"), text


def envelope_sender(sender: str, message: str) -> str:
    """Where bounces go."""
    return address_of(_in_ascii(sender), message)


def _headers(message: Claimed, content: Content) -> Iterator[bytes]:
    yield _header("From", _address(content.sender_name, content.sender))
    yield _header("Reply-To", _address(content.reply_name, content.reply_to))
    yield _header("To", _address(content.recipient_name, message.recipient))
    yield _subject(content.subject)
    yield _header("Date", format_datetime(datetime.fromisoformat(content.dated)))
    yield _header("Message-ID", _message_id(message.id, content))
    yield _header("Auto-Submitted", "auto-generated")
    # Exchange asks for this by a name of its own before it sends out-of-office replies.
    yield _header("X-Auto-Response-Suppress", "OOF, AutoReply")
    yield _header("Content-Language", "da")
    if content.answers_to is not None:
        invitation = _message_id(content.answers_to, content)
        yield _header("In-Reply-To", invitation)
        yield _header("References", invitation)


@lru_cache(maxsize=256)
def _address(name: str, address: str) -> str:
    return formataddr((name, _in_ascii(address)), "utf-8")


def _message_id(message: str, content: Content) -> str:
    return f"<{message}@{_in_ascii(content.sender).rpartition('@')[2]}>"


def _filled(text: str, message: Claimed, link: str | None) -> str:
    return text.replace(link_mark(message.id), link) if link else text


@lru_cache(maxsize=256)
def _in_ascii(address: str) -> str:
    """The address with a domain as mail servers write it (råd.dk is xn--rd-yia.dk)."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}@{domain.encode('idna').decode()}"
