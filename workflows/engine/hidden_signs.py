"""Signs that are not seen and change what is read: no line that a person writes may have them."""

import re
import unicodedata

from workflows.engine.wording import values as say

_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NO_WIDTH = "\u200b\ufeff"


def hidden_sign_fault(line: str) -> str:
    """What to do about the first hidden sign in a line, in Danish; empty when there is none.

    Such signs turn the direction of what follows, so that a title is read as another, or make two
    numbers look the same.
    """
    found = _HIDDEN.search(line)
    if found is None:
        return ""
    does = say.HAS_NO_WIDTH if found[0] in _NO_WIDTH else say.TURNS_THE_WRITING
    return say.has_an_unseen_sign(ord(found[0]), does)


def is_empty(text: str) -> bool:
    """Whether there is nothing in the text that anybody can see: a reason of it gives none."""
    return all(sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc") for sign in text)
