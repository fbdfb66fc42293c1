"""Reads a mail as it came, whatever is wrong with it: whom it is from, what it says, what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from enum import Enum, auto
from html.parser import HTMLParser
from uuid import UUID

from workflows.engine.link_secrets import without_link_secrets

LONGEST_TEXT = 200_000
"""Characters of a mail's text that are read; the rest stands in the mail itself."""

MOST_ATTACHMENTS = 20
MOST_PARTS = 200
LONGEST_HEADER = 500

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TOKEN = re.compile(r"\+([0-9a-f]{32})@", re.IGNORECASE)
_OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>\s]+)>", re.IGNORECASE)
_AUTOMATIC_SUBJECT = re.compile(
    r"\s*(automatisk svar|autosvar|automatic reply|out of office)\b", re.IGNORECASE
)
_ADDRESSED = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
_THREADED = ("in-reply-to", "references")
_BULK = ("auto_reply", "bulk", "junk", "list")


class Nature(Enum):
    """What sent a mail."""

    PERSON = auto()
    MACHINE = auto()
    """An out-of-office reply, a list, or ourselves: never an answer."""
    REPORT = auto()
    """A mail server, on what became of a mail (RFC 3464)."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file in a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """What a delivery report says of one recipient."""

    recipients: frozenset[str]
    """The final and the original one, in lower case."""
    failed: bool
    """Whether the mail server has given up."""
    status: str
    """Such as `5.1.1` (RFC 3463); empty when the report has none."""
    said: str


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail, as far as it can be read."""

    sender: str
    """The address, in lower case; empty when there is none."""
    sender_name: str
    subject: str
    message_id: str
    text: str
    files: tuple[MailFile, ...]
    nature: Nature
    genuine: bool
    """False when our own mail server found that it is not from whom it says (DMARC)."""
    answers_to: tuple[str, ...]
    """Ids of messages that it may answer or report on, the surest first."""
    failures: tuple[Failure, ...]


def read_mail(raw: bytes, domain: str) -> ReadMail:
    """The mail, without what cannot be read of it; `domain` is what our own ids end with."""
    try:
        return _read(message_from_bytes(raw, policy=compat32), domain)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        # The standard library's parser promises to raise nothing, and does so for hostile mails.
        return _unreadable(raw)


def _unreadable(raw: bytes) -> ReadMail:
    text = _clean(raw[:LONGEST_TEXT].decode("utf-8", "replace"))
    return ReadMail("", "", "", "", text, (), Nature.PERSON, False, (), ())


def _read(mail: Message, domain: str) -> ReadMail:
    parts = list(_parts(mail))
    name, address = parseaddr(_header(mail, "from"))
    failures = tuple(_failures(parts))
    return ReadMail(
        sender=_one_line(address).lower(),
        sender_name=_one_line(name),
        subject=_one_line(_header(mail, "subject")),
        message_id=_one_line(_header(mail, "message-id")),
        text=_text(parts),
        files=tuple(_files(parts)),
        nature=_nature(mail, parts, domain),
        genuine="dmarc=fail" not in _header(mail, "authentication-results").lower(),
        answers_to=tuple(dict.fromkeys(_ids(mail, parts, domain))),
        failures=failures,
    )


def _parts(mail: Message) -> Iterator[Message]:
    """Every part, outermost first; what a report encloses of our own mail is among them."""
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            return
        yield part


def _header(mail: Message, name: str) -> str:
    """The first header of this name, decoded; empty when there is none."""
    raw = str(mail.get(name, ""))[:10_000]
    try:
        pieces = decode_header(raw)
    except (ValueError, LookupError):
        return raw
    return "".join(
        _decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces
    )


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())[:LONGEST_HEADER]


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(raw: bytes, charset: str | None) -> str:
    for name in (charset or "utf-8", "utf-8"):
        try:
            return raw.decode(name)
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _words(part: Message) -> str:
    return _clean(_decoded(_content(part)[: 4 * LONGEST_TEXT], part.get_content_charset()))


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(parts: list[Message]) -> str:
    """What somebody wrote: as plain text, or the words of the HTML where there is none."""
    written = [p for p in parts if not p.is_multipart() and not _is_file(p)]
    for kind in ("text/plain", "text/html"):
        texts = [_words(part) for part in written if part.get_content_type() == kind]
        texts = [words_of_html(one) for one in texts] if kind == "text/html" else texts
        if any(text.strip() for text in texts):
            whole = "\n\n".join(text.strip() for text in texts if text.strip())
            return without_link_secrets(whole)[:LONGEST_TEXT]
    return ""


def _files(parts: list[Message]) -> Iterator[MailFile]:
    files = [part for part in parts if not part.is_multipart() and _is_file(part)]
    for part in files[:MOST_ATTACHMENTS]:
        name = part.get_filename() or "fil"
        yield MailFile(_one_line(_header_text(name)), _content(part))


def _header_text(text: str) -> str:
    """A file name, which some programs write as a header though they should not."""
    holder = Message()
    holder["subject"] = text.replace("\r", "").replace("\n", "")
    return _header(holder, "subject")


def _nature(mail: Message, parts: list[Message], domain: str) -> Nature:
    kinds = [part.get_content_type() for part in parts]
    if kinds[0] == "multipart/report" and "message/delivery-status" in kinds:
        return Nature.REPORT
    submitted = _header(mail, "auto-submitted").split(";")[0].strip().lower()
    signs = (
        submitted not in ("", "no"),
        _header(mail, "precedence").strip().lower() in _BULK,
        any(mail.get(name) is not None for name in ("x-autoreply", "x-autorespond", "list-id")),
        _header(mail, "return-path").strip() == "<>",
        _AUTOMATIC_SUBJECT.match(_header(mail, "subject")) is not None,
        any(True for _ in _our_ids(_header(mail, "message-id"), domain)),
        kinds[0] == "multipart/report",
    )
    return Nature.MACHINE if any(signs) else Nature.PERSON


def _ids(mail: Message, parts: list[Message], domain: str) -> Iterator[str]:
    """Messages of ours: by the address it came to, what it answers, and what it encloses."""
    for name in _ADDRESSED:
        for _, address in getaddresses([str(one) for one in mail.get_all(name, [])][:20]):
            if address.lower().endswith(f"@{domain}".lower()):
                yield from (str(UUID(found)) for found in _TOKEN.findall(address))
    for name in _THREADED:
        for header in mail.get_all(name, [])[:5]:
            yield from _our_ids(str(header)[:20_000], domain)
    if parts[0].get_content_type() == "multipart/report":
        for part in parts[1:]:
            yield from _our_ids(str(part.get("message-id", "")), domain)
            if part.get_content_type() == "text/rfc822-headers":
                yield from _our_ids(_words(part)[:20_000], domain)


def _our_ids(text: str, domain: str) -> Iterator[str]:
    for found, where in _OUR_ID.findall(text):
        if where.lower() == domain.lower():
            yield str(UUID(found))


def _failures(parts: list[Message]) -> Iterator[Failure]:
    for report in parts:
        if report.get_content_type() != "message/delivery-status":
            continue
        groups = report.get_payload()
        for group in groups[:MOST_PARTS] if isinstance(groups, list) else []:
            if isinstance(group, Message) and "action" in group:
                yield _failure(group)


def _failure(group: Message) -> Failure:
    recipients = (
        _header(group, name).rpartition(";")[2].strip().strip("<>").lower()
        for name in ("final-recipient", "original-recipient")
    )
    status = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})", _header(group, "status"))
    return Failure(
        recipients=frozenset(one for one in recipients if one),
        failed=_header(group, "action").strip().lower() == "failed",
        status=status[1] if status else "",
        said=_one_line(_header(group, "diagnostic-code") or _header(group, "status")),
    )


class _Words(HTMLParser):
    """The words of an HTML page, with its lines."""

    _LINES = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote"})
    _UNSEEN = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new line where a page would begin one."""
        self._unseen += tag in self._UNSEEN
        if tag in self._LINES:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """What is not shown ends."""
        if tag in self._UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        """Words, unless they are not shown."""
        if not self._unseen:
            self.found.append(" ".join(data.split("\n")))


def words_of_html(page: str) -> str:
    """What a page says, its markup left out."""
    reader = _Words()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
