"""Marks what must be looked through before a document is given out (aktindsigt)."""

import re
from enum import StrEnum


class Review(StrEnum):
    """Why a person must look at a document first."""

    CLOSED = "closed"
    """It belongs to what is not for everybody: a closed case, a closed attachment."""
    PERSONAL_NUMBER = "personal_number"
    """It has what looks like a civil registration number (CPR)."""
    CONTACT_DETAILS = "contact_details"
    """It has addresses of mail or numbers of telephones."""
    INTERNAL = "internal"
    """Officers wrote it to each other (offentlighedsloven § 23)."""
    NOT_READ = "not_read"
    """Somebody else made the file, and nothing here has read it."""


# Day and month can be; the last four may stand after a hyphen or a blank.
_PERSONAL_NUMBER = re.compile(
    r"(?<![\d-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?![\d-])"
)
_MAIL_ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+")
_TELEPHONE = re.compile(r"(?<![\d/-])(?:\+45 ?)?\d\d[ .]?\d\d[ .]?\d\d[ .]?\d\d(?![\d/-])")


def marks_of(text: str) -> tuple[Review, ...]:
    """What there is to look at in a text; too much rather than too little."""
    found = []
    if _PERSONAL_NUMBER.search(text):
        found.append(Review.PERSONAL_NUMBER)
    if _MAIL_ADDRESS.search(text) or _TELEPHONE.search(text):
        found.append(Review.CONTACT_DETAILS)
    return tuple(found)
