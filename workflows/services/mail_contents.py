"""Finds what a mail holds: what somebody wrote, in whatever parts, and what was sent along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

import filetype

from workflows.engine.link_secrets import without_link_secrets
from workflows.services.html_words import words_of_html
from workflows.services.mail_headers import (
    LONGEST_TEXT,
    MOST_BYTES,
    as_meant,
    clean,
    content,
    file_name,
    header,
    one_line,
    words,
)
from workflows.services.wording import letters as say

MOST_ATTACHMENTS = 20
MOST_PARTS = 200
DEEPEST = 20
"""How far mails in mails are followed."""

_FORWARDED = ("message/rfc822", "message/global")
# What mail servers write for each other; a part of a report, never a file that somebody sent.
_REPORTED = (
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "text/rfc822-headers",
)
_NOTICE = re.compile(r"multi-?part|mime", re.IGNORECASE)
_WRITTEN = ("text/plain", "text/html")
_ENDINGS = {"text/plain": "txt", "text/calendar": "ics", "message/rfc822": "eml"}
_HAS_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file in a mail."""

    name: str
    content: bytes
    within: bool = False
    """Whether it is a picture in the text, such as a logo, and nothing that was attached."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a mail holds, as far as it is read."""

    text: str
    files: tuple[MailFile, ...]
    cut: bool
    """Whether the text is longer than what is read of it."""
    left_out: int
    """Files that are not among `files`, for there are too many of them."""


@dataclass(slots=True)
class _Found:
    """What has been found on the way through the parts."""

    files: list[Message] = field(default_factory=list)
    parts: int = 0
    unread: int = 0
    """Parts that were not looked into."""
    cut: bool = False
    """Whether a text was longer than what is read of it."""


def contents(mail: Message) -> Contents:
    """What a mail holds; a mail that it forwards as a file is read with it."""
    found = _Found()
    written = "\n\n".join(filter(None, map(str.strip, _texts(mail, found, 0))))
    text = without_link_secrets(written)
    return Contents(
        text=text[:LONGEST_TEXT],
        files=tuple(map(_file, found.files[:MOST_ATTACHMENTS])),
        cut=found.cut or len(text) > LONGEST_TEXT,
        left_out=len(found.files[MOST_ATTACHMENTS:]) + found.unread,
    )


def _texts(part: Message, found: _Found, depth: int) -> Iterator[str]:
    """The texts of a part and of those in it, in their order; the files are noted."""
    kind = part.get_content_type()
    found.parts += 1
    if found.parts > MOST_PARTS or depth > DEEPEST:
        found.unread += 1
    elif kind in _REPORTED and not _is_attached(part):
        return
    elif kind in _FORWARDED and part.is_multipart():
        for inner in _children(part):
            yield _heading(inner)
            yield from _texts(inner, found, depth + 1)
    elif kind == "multipart/alternative" and part.is_multipart():
        yield from _best(part, found, depth)
    elif part.is_multipart():
        yield _beside(part.preamble)
        for inner in _children(part):
            yield from _texts(inner, found, depth + 1)
        yield _beside(part.epilogue)
    elif kind in _WRITTEN and not _is_attached(part):
        found.cut |= len(content(part)) > MOST_BYTES
        yield _shown(part)
    else:
        found.files.append(part)


def _beside(told: str | None) -> str:
    """What stands before or after all parts: a notice for old programs, or words of a list."""
    text = clean(as_meant(told or ""))[:LONGEST_TEXT].strip()
    return "" if _NOTICE.search(text) else text


def _children(part: Message) -> list[Message]:
    inside = part.get_payload()
    return [one for one in inside if isinstance(one, Message)]


def _heading(mail: Message) -> str:
    sender, subject = (one_line(header(mail, name)) for name in ("from", "subject"))
    return say.enclosed_mail(sender or "ukendt", subject or say.NO_SUBJECT)


def _best(part: Message, found: _Found, depth: int) -> Iterator[str]:
    """Of several ways to write the same, the plain one, unless it says far less than another."""
    ways = [
        "\n\n".join(filter(None, map(str.strip, _texts(inner, found, depth + 1))))
        for inner in _children(part)
        if not _is_other_wording(inner)
    ]
    longest = max(ways, key=len, default="")
    if not longest:
        found.files += [one for one in _children(part) if _is_other_wording(one) and content(one)]
    yield next((way for way in ways if way and 3 * len(way) >= len(longest)), longest)


def _is_other_wording(part: Message) -> bool:
    """Whether it is the same text once more, for programs of some kind (AMP, watches)."""
    kind = part.get_content_type()
    return kind.startswith("text/") and kind not in (*_WRITTEN, "text/calendar")


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _shown(part: Message) -> str:
    text = words(part)
    if part.get_content_type() != "text/html":
        return text
    if len(content(part)) > MOST_BYTES and text.rfind("<") > text.rfind(">"):
        text = text[: text.rfind("<")]
    return words_of_html(text)


def _file(part: Message) -> MailFile:
    raw = content(part)
    # Apple's programs give what was attached an id too, and put it into the text.
    shown = part.get_content_disposition() != "attachment" and part.get("content-id") is not None
    within = shown and (part.get_content_maintype() == "image" or filetype.is_image(raw[:8192]))
    return MailFile(_named(part, raw), raw, within)


def _named(part: Message, raw: bytes) -> str:
    """The name of a file; by its bytes it gets the extension that its name lacks."""
    name = file_name(part) or "fil"
    if _HAS_EXTENSION.search(name):
        return name
    guessed: str | None = filetype.guess_extension(raw[:8192])
    ending = guessed or _ENDINGS.get(part.get_content_type())
    return f"{name}.{ending}" if ending else name
