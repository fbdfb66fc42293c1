"""Makes the copy of a mail that an officer may fetch: as it came, but without the links in it."""

import re
from base64 import encodebytes
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from itertools import islice

from workflows.engine.link_secrets import without_link_secrets
from workflows.services.mail_contents import MOST_PARTS
from workflows.services.mail_headers import content, file_name
from workflows.services.mail_taming import with_readable_headers

# Base64, which is most of a big mail; a secret has no line of its own that is as long.
_PACKED_LINES = re.compile(rb"((?:^[A-Za-z0-9+/=]{60,76}\r?\n){3,})", re.MULTILINE)


def without_secrets(raw: bytes) -> bytes:
    """The bytes of a mail with the secrets of links cut out; all the rest is as it was.

    What stands in plain sight is cut where it stands, and quoted-printable leaves a secret in
    plain sight. A text or a mail that is packed as base64 is unpacked, cut, and packed again.
    """
    pieces = _PACKED_LINES.split(raw)
    pieces[::2] = [_cut(piece, "latin-1") for piece in pieces[::2]]
    cut = b"".join(pieces)
    try:
        readable = with_readable_headers(cut)
        for part in islice(message_from_bytes(readable, policy=compat32).walk(), MOST_PARTS):
            cut = _with_part_cut(cut, part)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        return cut  # what cannot be unpacked here is unpacked by no reader of mails either
    return cut


def _with_part_cut(raw: bytes, part: Message) -> bytes:
    """The mail with one part of it cut, if that is packed."""
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    packed = part.get_payload()
    if encoding != "base64" or not isinstance(packed, str):
        return raw
    before = content(part)
    if part.get_content_maintype() == "text":
        after = _cut(before, part.get_content_charset() or "utf-8")
    elif part.get_content_maintype() == "message" or file_name(part).lower().endswith(".eml"):
        after = without_secrets(before)
    else:
        return raw
    if after == before:
        return raw
    lines = encodebytes(after).rstrip(b"\n").replace(b"\n", b"\r\n")
    return raw.replace(packed.strip().encode("ascii"), lines)


def _cut(raw: bytes, charset: str) -> bytes:
    """The secrets cut out of bytes in a charset; in Latin-1 where they are not in it."""
    for name in (charset, "latin-1"):
        try:
            text = raw.decode(name)
            cut = without_link_secrets(text)
            return raw if cut == text else cut.encode(name)
        except (LookupError, ValueError):
            continue
    return raw
