"""When two names mean the same: Unicode form, case and spacing set aside."""

import unicodedata
from collections.abc import Iterable

from workflows.engine.definition import Body

_DANISH_IN_ASCII = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss"}
)


def folded(text: str) -> str:
    """The text as names are compared: NFKC, casefolded, single spaces, no space at the ends.

    Folding can undo the normal form (and the other way round), so both are done twice.
    """
    once = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).casefold().split())


def ascii_letters(text: str) -> str:
    """The text with `ae`, `oe` and `aa` for the letters that ASCII has not."""
    return unicodedata.normalize("NFC", text).translate(_DANISH_IN_ASCII)


def ascii_key(code: str) -> str:
    """A body code as step keys are made from it, lower-case ASCII: `ØK` gives `oek`.

    Letters without an ASCII form and other signs fall away, so the key can be empty.
    """
    bare = unicodedata.normalize("NFKD", ascii_letters(code)).encode("ascii", "ignore").decode()
    return "".join(sign for sign in bare.lower() if sign.isalnum())


def find_body(bodies: Iterable[Body], text: str) -> Body | None:
    """The body that goes by this code, name or alias, or None."""
    wanted = folded(text)
    return next((body for body in bodies if wanted in names_of(body)), None)


def names_of(body: Body) -> frozenset[str]:
    """All that the body is called (code, name, aliases), folded."""
    return frozenset(folded(name) for name in (body.code, body.name, *body.aliases))
