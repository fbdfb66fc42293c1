"""Cuts the secrets of mailed links out of texts: who has one can answer in a council's name."""

import re

# The key's id, a dot, and 256 bits in lower-case base32; wherever it stands, in a link or alone.
_SECRET = re.compile(r"(?<![a-z0-9])[a-z2-7]{4}\.[a-z2-7]{52}(?![a-z0-9])", re.IGNORECASE)

CUT = "[linket er fjernet]"


def without_link_secrets(text: str) -> str:
    """The text as it may be kept and shown; a reply quotes the mail, link and all."""
    return _SECRET.sub(CUT, text)
