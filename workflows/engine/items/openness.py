"""Whether a line says that the case is open or closed to the public."""

import re

from workflows.engine.items.letters import loosely
from workflows.engine.vocabulary import Openness

_CLOSED = re.compile(
    r"\b(?:lukket|lukkede|fortrolig(?:t)?|ikke[- ]offentlig(?:t)?|personsag)\b", re.IGNORECASE
)
_OPEN = re.compile(rf"(?<!\w)(?:{loosely('åben')}t?|{loosely('åbne')}|offentlig(?:t)?)(?!\w)", re.I)
STATED = re.compile(
    rf"[(\[]?(?:(?P<open>{loosely('åben')}t?|offentlig(?:t)?)|(?P<closed>lukket|fortrolig(?:t)?"
    r"|ikke[- ]offentlig(?:t)?))(?:\s+(?:sag|punkt|dagsorden|dagsordenspunkt|del))?[)\]]?"
    r"(?=\s*(?:$|[-–:|,;]))",
    re.IGNORECASE,
)
"""A statement of its own, not a word in a title."""


def openness_in(text: str) -> Openness | None:
    """What the words say; closed wins, and None where they say nothing."""
    if _CLOSED.search(text):
        return Openness.CLOSED
    return Openness.OPEN if _OPEN.search(text) else None
