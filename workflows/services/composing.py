"""Makes the mail itself of a letter's kept words: the same words give the same bytes."""

from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import Compat32, compat32
from email.utils import format_datetime, formataddr
from functools import lru_cache
from html import escape

from workflows.records.outbox import Claimed
from workflows.services.letters import Content, address_of, link_mark
from workflows.services.mail import Mail


class _OnTheWire(Compat32):
    """Folds a header that was folded before by looking it up; nearly all are as in other mails.

    The newer policies parse each header that is set, which takes longer than all the rest.
    """

    def fold_binary(self, name: str, value: str | Header) -> bytes:
        """The header as the wire has it; only an encoded subject is no `str`."""
        if isinstance(value, str):
            return _folded(name, value)
        return _PLAIN.fold_binary(name, value)  # type: ignore[arg-type]  # as the docs have it


_PLAIN = compat32.clone(linesep="\r\n")
_ON_THE_WIRE = _OnTheWire(linesep="\r\n")


@lru_cache(maxsize=256)
def _folded(name: str, value: str) -> bytes:
    return _PLAIN.fold_binary(name, value)


_LONGEST_LINE = 990
"""Bytes; a mail server may refuse longer lines (RFC 5321: 998)."""

_AS_IT_STANDS = Charset("utf-8")
_AS_IT_STANDS.body_encoding = None  # type: ignore[assignment]  # as the docs have it
_QUOTED = Charset("utf-8")
_QUOTED.body_encoding = QP


def mail_of(message: Claimed, content: Content, link: str | None) -> Mail:
    """The mail, its link filled in."""
    words = MIMEMultipart("alternative", f"=_words_{message.id}")
    words.attach(_part("plain", _filled(content.text, message, link)))
    words.attach(_part("html", _filled(content.html, message, escape(link) if link else None)))
    built: MIMEBase = words
    if content.entry is not None:
        # Boundaries are drawn at random otherwise, and a retry would not be the same to the byte.
        built = MIMEMultipart("mixed", f"=_all_{message.id}")
        built.attach(words)
        built.attach(_entry(content.entry))
    for name, value in _headers(message, content):
        built[name] = value  # type: ignore[assignment]  # a Header too, as the docs have it
    return Mail(
        id=message.id,
        sender=envelope_sender(content.sender, message.id),
        recipient=_in_ascii(message.recipient),
        content=built.as_bytes(policy=_ON_THE_WIRE),
        dated=datetime.fromisoformat(content.dated),
    )


def _part(kind: str, text: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", kind)
    part.set_payload(text, _encoding(text))
    return part


def _entry(entry: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", "calendar", method="PUBLISH")
    part.set_payload(entry, _encoding(entry))
    part.add_header("Content-Disposition", "attachment", filename="frist.ics")
    return part


def envelope_sender(sender: str, message: str) -> str:
    """Where bounces go."""
    return address_of(_in_ascii(sender), message)


def _headers(message: Claimed, content: Content) -> list[tuple[str, str | Header]]:
    headers: list[tuple[str, str | Header]] = [
        ("From", _address(content.sender_name, content.sender)),
        ("Reply-To", _address(content.reply_name, content.reply_to)),
        ("To", _address(content.recipient_name, message.recipient)),
        ("Subject", Header(content.subject, None if content.subject.isascii() else "utf-8")),
        ("Date", format_datetime(datetime.fromisoformat(content.dated))),
        ("Message-ID", _message_id(message.id, content)),
        ("Auto-Submitted", "auto-generated"),
        # Exchange asks for this by a name of its own before it sends out-of-office replies.
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("Content-Language", "da"),
    ]
    if content.answers_to is not None:
        invitation = _message_id(content.answers_to, content)
        headers += [("In-Reply-To", invitation), ("References", invitation)]
    return headers


def _address(name: str, address: str) -> str:
    return formataddr((name, _in_ascii(address)), "utf-8")


def _message_id(message: str, content: Content) -> str:
    return f"<{message}@{_in_ascii(content.sender).rpartition('@')[2]}>"


def _filled(text: str, message: Claimed, link: str | None) -> str:
    return text.replace(link_mark(message.id), link) if link else text


def _encoding(text: str) -> Charset:
    """As it stands where lines are short, so that people and programs can read the link in it."""
    longest = max(len(line.encode()) for line in text.splitlines())
    return _AS_IT_STANDS if longest < _LONGEST_LINE else _QUOTED


def _in_ascii(address: str) -> str:
    """The address with a domain as mail servers write it (råd.dk is xn--rd-yia.dk)."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}@{domain.encode('idna').decode()}"
