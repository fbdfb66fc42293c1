"""Cuts out of a mail what would take minutes to read: endless headers, markup without an end."""

import re

_LONGEST_HEADER = 8_000

# Folded or not; every later step looks through a header as often as it has parts.
_HEADERS = re.compile(
    rb"^((?:content-[a-z-]+|from|to|cc|sender|reply-to|subject|references|in-reply-to|message-id)"
    rb":(?:[^\r\n]|\r?\n[ \t]){%d})(?:[^\r\n]|\r?\n[ \t])++" % _LONGEST_HEADER,
    re.IGNORECASE | re.MULTILINE,
)
_PACKED = re.compile(
    rb"^(content-transfer-encoding:[ \t]*[a-z0-9-]{1,40})[ \t]*\([^()\r\n]*\)",
    re.IGNORECASE | re.MULTILINE,
)
_SECTIONS = re.compile(r"<!\[[^<>]{0,200}\]?\]>")
_TAG_WITHOUT_END = re.compile(r"<(?![^<>]*+>)")
_LONGEST_TAG = re.compile(r"<[^<>]{8000,}+>")


def with_readable_headers(raw: bytes) -> bytes:
    """The mail with its headers cut to what any can need, and no comment on how a part is packed.

    RFC 2045 allows such a comment, and the standard library knows no packing with one.
    """
    return _PACKED.sub(rb"\1", _HEADERS.sub(rb"\1", raw))


def tamed(page: str) -> str:
    """The page with only such tags and comments as come to an end.

    The standard library's parser begins anew at each sign that opens something, and looks for its
    end as far as the page goes.
    """
    page = _LONGEST_TAG.sub("", _SECTIONS.sub("", page))
    ended, end, rest = page.rpartition("-->")
    page = ended + end + rest.replace("<!--", "")
    return _TAG_WITHOUT_END.sub("&lt;", page.replace("<![", "&lt;!["))
