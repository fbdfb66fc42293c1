"""Cuts the secrets of mailed links out of texts: who has one can answer in a council's name."""

import re

from workflows.engine.wording import values as say

CUT = say.LINK_IS_TAKEN_AWAY

MOST_BREAKS = 3
"""Lines that a secret may be broken over; words that stand alone on more of them are a list."""

# What mail programs put into a long word: nothing that is seen, or a new line (soft, quoted).
_BREAK = r"(?:=(?:20)?)?[ \t]*\r?\n[\s>|]*"
_INSIDE = rf"(?:[\u00ad\u200b-\u200d\u2060\ufeff]|{_BREAK})?"
_LETTER = rf"[a-z2-7]{_INSIDE}"

_DOT = r"(?:\.|=2e|%(?:25)*2e|&#(?:46|x2e);|&period;)"

# The key's id, a dot, and 256 bits in lower-case base32; wherever it stands, in a link or alone,
# also after the slash or the sign of a link that filters have packed into links of their own, once
# or twice (%2F, %252F, -2F, %3D). HTML may write the dot by its number or name.
_SECRET = re.compile(
    rf"(?:(?<![a-z0-9])|(?<=2f)|(?<=3d))(?:{_LETTER}){{4}}{_DOT}{_INSIDE}"
    rf"(?:{_LETTER}){{51}}[a-z2-7]"
    r"(?![a-z0-9])",
    re.IGNORECASE,
)
_BROKEN = re.compile(_BREAK)


def without_link_secrets(text: str) -> str:
    """The text as it may be kept and shown; a reply quotes the mail, link and all."""
    return _SECRET.sub(_cut, text)


def _cut(found: re.Match[str]) -> str:
    return CUT if len(_BROKEN.findall(found[0])) <= MOST_BREAKS else found[0]
