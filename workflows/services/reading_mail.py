"""Reads a mail as it came, whatever is wrong with it: whom it is from, what it says, what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from itertools import islice
from uuid import UUID

from workflows.engine.link_secrets import without_link_secrets
from workflows.services.bounces import Failure, is_from_a_server, reported, told
from workflows.services.mail_contents import MOST_PARTS, Contents, contents
from workflows.services.mail_headers import LONGEST_TEXT, clean, header, mailbox, one_line, words
from workflows.services.mail_nature import Nature, nature_of
from workflows.services.mail_taming import with_readable_headers

_TOKEN = re.compile(r"\+([0-9a-f]{32})@", re.IGNORECASE)
_OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>\s]+)>", re.IGNORECASE)
_ADDRESSED = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
_THREADED = ("in-reply-to", "references")


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail, as far as it can be read."""

    sender: str
    """The address, in lower case; empty when there is none."""
    sender_name: str
    subject: str
    message_id: str
    contents: Contents
    nature: Nature
    genuine: bool
    """False when our own mail server found that it is not from whom it says (DMARC)."""
    own_ids: tuple[str, ...]
    """What its own id would be among our messages; Apple's programs make ids just like ours."""
    answers_to: tuple[str, ...]
    """Ids of messages that it may answer or report on, the surest first."""
    failures: tuple[Failure, ...]

    is_unread: bool = False
    """Whether it took too long to be read."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, in words or in files."""
        return not (self.contents.text or self.contents.files or self.contents.left_out)


def read_mail(raw: bytes, domain: str) -> ReadMail:
    """The mail, without what cannot be read of it; `domain` is what our own ids end with."""
    try:
        readable = with_readable_headers(raw)
        return _read(message_from_bytes(readable, policy=compat32), domain)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        # The standard library's parser promises to raise nothing, and does so for hostile mails.
        return _unreadable(raw)


def unread() -> ReadMail:
    """A mail that takes too long to read: nothing of it but its size is known."""
    nothing = Contents("", (), True, 0)
    return ReadMail("", "", "", "", nothing, Nature.PERSON, False, (), (), (), is_unread=True)


def _unreadable(raw: bytes) -> ReadMail:
    text = without_link_secrets(clean(raw.decode("utf-8", "replace")))
    held = Contents(text[:LONGEST_TEXT], (), len(text) > LONGEST_TEXT, 0)
    return ReadMail("", "", "", "", held, Nature.PERSON, False, (), (), ())


def _read(mail: Message, domain: str) -> ReadMail:
    # Outermost first; what a report encloses of our own mail is among them.
    parts = list(islice(mail.walk(), MOST_PARTS))
    name, address = mailbox(mail, "from")
    sender = one_line(address).lower()
    held = contents(mail)
    from_server = is_from_a_server(mail, sender)
    failures = tuple(reported(parts)) or tuple(told(mail, sender, held.text) if from_server else ())
    message_id = one_line(header(mail, "message-id"))
    enclosed = parts if from_server or parts[0].get_content_type() == "multipart/report" else ()
    ids = (*_addressed(mail, domain), *_enclosed(enclosed, domain))
    return ReadMail(
        sender=sender,
        sender_name=one_line(name),
        subject=without_link_secrets(one_line(header(mail, "subject"))),
        message_id=message_id,
        contents=held,
        nature=nature_of(mail, parts, sender, held, failures),
        genuine=not any(
            "dmarc=fail" in str(found).lower()
            for found in mail.get_all("authentication-results", [])[:20]
        ),
        own_ids=tuple(_our_ids(message_id, domain)),
        answers_to=tuple(dict.fromkeys(ids)),
        failures=failures,
    )


def _addressed(mail: Message, domain: str) -> Iterator[str]:
    """Messages of ours, by the address that the mail came to and by what it answers."""
    for name in _ADDRESSED:
        for _, address in getaddresses([str(one) for one in mail.get_all(name, [])][:20]):
            if address.lower().endswith(f"@{domain}".lower()):
                yield from (str(UUID(found)) for found in _TOKEN.findall(address))
    for name in _THREADED:
        for value in mail.get_all(name, [])[:5]:
            yield from _our_ids(str(value)[:20_000], domain)


def _enclosed(parts: Sequence[Message], domain: str) -> Iterator[str]:
    """Messages of ours that a mail server returns, whole, by their headers, or in its words."""
    for part in parts[1:]:
        yield from _our_ids(str(part.get("message-id", "")), domain)
    for part in parts:
        if part.get_content_type() in ("text/rfc822-headers", "text/plain"):
            yield from _our_ids(words(part)[:LONGEST_TEXT], domain)


def _our_ids(text: str, domain: str) -> Iterator[str]:
    for found, where in _OUR_ID.findall(text):
        if where.lower() == domain.lower():
            yield str(UUID(found))
