"""Makes the mail itself of a letter's kept words: the same words give the same bytes."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from workflows.records.outbox import Claimed
from workflows.services.letters import Content, link_mark
from workflows.services.mail import Mail

# Folded at 78 characters, a Message-ID under a long domain would be encoded as if it were words.
_POLICY = SMTP.clone(max_line_length=200)
_LONGEST_LINE = 990
"""Bytes; a mail server may refuse longer lines (RFC 5321: 998)."""


def mail_of(message: Claimed, content: Content, link: str | None) -> Mail:
    """The mail, its link filled in."""
    built = _with_headers(message, content)
    built.set_content(_filled(content.text, message, link), cte=_encoding(content.text))
    page = _filled(content.html, message, escape(link) if link else None)
    built.add_alternative(page, subtype="html", cte=_encoding(content.html))
    if content.entry is not None:
        built.add_attachment(
            content.entry,
            subtype="calendar",
            params={"method": "PUBLISH"},
            filename="frist.ics",
            cte="8bit",
        )
    for number, part in enumerate(p for p in built.walk() if p.is_multipart()):
        # Drawn at random otherwise, and a retry would not be the same to the byte.
        part.set_boundary(f"=_{number}_{message.id}")
    return Mail(
        id=message.id,
        sender=envelope_sender(content.sender, message.id),
        recipient=_in_ascii(message.recipient),
        content=built.as_bytes(),
        dated=datetime.fromisoformat(content.dated),
    )


def envelope_sender(sender: str, message: str) -> str:
    """Where bounces go: the sender's mailbox, with the message's id after a plus."""
    mailbox, _, domain = _in_ascii(sender).rpartition("@")
    return f"{mailbox}+{message.replace('-', '')}@{domain}"


def _with_headers(message: Claimed, content: Content) -> EmailMessage:
    built = EmailMessage(policy=_POLICY)
    built["From"] = Address(content.sender_name, addr_spec=_in_ascii(content.sender))
    built["Reply-To"] = Address(content.reply_name, addr_spec=_in_ascii(content.reply_to))
    built["To"] = Address(content.recipient_name, addr_spec=_in_ascii(message.recipient))
    built["Subject"] = content.subject
    built["Date"] = format_datetime(datetime.fromisoformat(content.dated))
    built["Message-ID"] = _message_id(message.id, content)
    if content.answers_to is not None:
        built["In-Reply-To"] = _message_id(content.answers_to, content)
        built["References"] = _message_id(content.answers_to, content)
    built["Auto-Submitted"] = "auto-generated"
    # Exchange asks for this by a name of its own before it sends out-of-office replies.
    built["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    built["Content-Language"] = "da"
    return built


def _message_id(message: str, content: Content) -> str:
    return f"<{message}@{_in_ascii(content.sender).rpartition('@')[2]}>"


def _filled(text: str, message: Claimed, link: str | None) -> str:
    return text.replace(link_mark(message.id), link) if link else text


def _encoding(text: str) -> str:
    """As it stands where lines are short, so that people and programs can read the link in it."""
    longest = max(len(line.encode()) for line in text.splitlines())
    return "8bit" if longest + 300 < _LONGEST_LINE else "quoted-printable"


def _in_ascii(address: str) -> str:
    """The address with a domain as mail servers write it (råd.dk is xn--rd-yia.dk)."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}@{domain.encode('idna').decode()}"
