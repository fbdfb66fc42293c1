"""Decodes what a mail's headers and parts say, whatever is wrong with them."""

import re
from email.header import decode_header
from email.message import Message

LONGEST_TEXT = 200_000
"""Characters of a mail's text that are read; the rest stands in the mail itself."""

LONGEST_HEADER = 500

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def header(mail: Message, name: str) -> str:
    """The first header of this name, decoded; empty when there is none."""
    raw = str(mail.get(name, ""))[:10_000]
    try:
        pieces = decode_header(raw)
    except (ValueError, LookupError):
        return raw
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
    """The text of a part."""
    return clean(_decoded(content(part)[: 4 * LONGEST_TEXT], part.get_content_charset()))


def file_name(part: Message) -> str:
    """The name that a part has; some programs write it as a header though they should not."""
    holder = Message()
    holder["subject"] = (part.get_filename() or "").replace("\r", "").replace("\n", "")
    return one_line(header(holder, "subject"))


def _decoded(raw: bytes, charset: str | None) -> str:
    for name in (charset or "utf-8", "utf-8"):
        try:
            return raw.decode(name)
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")
