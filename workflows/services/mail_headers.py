"""Decodes what a mail's headers and parts say, whatever is wrong with them."""

import re
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

LONGEST_TEXT = 200_000
"""Characters of a mail's text that are read; the rest stands in the mail itself."""

MOST_BYTES = 10 * LONGEST_TEXT
"""Of a part's text, markup and all."""

LONGEST_HEADER = 500

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def header(mail: Message, name: str) -> str:
    """The first header of this name, decoded; empty when there is none."""
    return _plain(written(mail, name))


def written(mail: Message, name: str) -> str:
    """The first header of this name as it was written, with its encoded words."""
    found = next((value for known, value in mail.raw_items() if known.lower() == name), "")
    return as_meant(str(found)[:10_000])


def as_meant(text: str) -> str:
    """What the parser took for ASCII; letters beyond it, as some programs write, it sets aside."""
    try:
        return _decoded(text.encode("ascii", "surrogateescape"), None)
    except UnicodeEncodeError:
        return text


def mailbox(mail: Message, name: str) -> tuple[str, str]:
    """Name and address of a header with one mailbox.

    What is encoded is decoded afterwards: a comma or a sign in a name is none between mailboxes,
    and an address that is encoded is part of the name.
    """
    named, address = parseaddr(written(mail, name))
    return _plain(named), address


def _plain(text: str) -> str:
    """The text with its encoded words decoded (RFC 2047)."""
    try:
        pieces = decode_header(text)
    except (ValueError, LookupError):
        return text
    return "".join(
        _decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces
    )


def one_line(text: str) -> str:
    """The text on one line, as long as a header may be."""
    return " ".join(clean(text).split())[:LONGEST_HEADER]


def clean(text: str) -> str:
    """The text with plain line ends, without what cannot be shown or stored."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def content(part: Message) -> bytes:
    """The bytes of a part, unpacked."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def words(part: Message) -> str:
    """The text of a part, or as much as is read of it."""
    raw = content(part)
    text = clean(_decoded(raw[:MOST_BYTES], part.get_content_charset()))
    # The end of what is read may stand within a letter.
    return text if len(raw) <= MOST_BYTES else text.rstrip("\ufffd")


def file_name(part: Message) -> str:
    """The name that a part has; some programs write it as a header though they should not."""
    holder = Message()
    holder["subject"] = (part.get_filename() or "").replace("\r", "").replace("\n", "")
    return one_line(header(holder, "subject"))


def _decoded(raw: bytes, charset: str | None) -> str:
    """The text in its charset, else in UTF-8, also with a few wrong bytes; else in Latin-1."""
    for name in (_codec(charset), "utf-8"):
        try:
            return raw.decode(name)
        except (LookupError, ValueError):
            continue
    beyond_ascii = sum(byte > 0x7F for byte in raw)
    mended = raw.decode("utf-8", "replace")
    few_are_wrong = 4 * mended.count("\ufffd") <= beyond_ascii
    return mended if few_are_wrong else raw.decode("cp1252", "replace")


def _codec(charset: str | None) -> str:
    """The codec of a charset; Windows' programs say Latin-1 and mean their own letters."""
    name = (charset or "utf-8").lower()
    if name in _SLOW:
        return "utf-8"
    return "cp1252" if name in _LATIN else name


_LATIN = ("iso-8859-1", "iso8859-1", "latin-1", "latin1")
_SLOW = ("punycode", "idna", "unicode_escape", "raw_unicode_escape", "unicode-escape")
"""No mail is written in these, and they take as long as anybody likes."""
