"""Finds the decision word (beslutningsord) that a verbatim text is, by what bodies write."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflows.engine.definition import DecisionWord
from workflows.engine.items.letters import loosely
from workflows.engine.naming import folded

_WRITTEN = (
    (
        "Godkendt med bemærkning",
        ("godkendt,? med (?:den|følgende|de) bemærkning", "godkendt,? med bemærkning"),
    ),
    (
        "Godkendt med ændringer",
        ("godkendt,? med (?:den|følgende|de)? ?(?:ændring|præcisering|tilføjelse)",),
    ),
    ("Sendt i høring", ("sendt i høring", "sendes i høring", "godkendt udsendt i høring")),
    ("Hjemvist", ("hjemvist", "hjemvises", "tilbagesendt", "sendt tilbage", "tilbagevist")),
    ("Oversendt", ("oversendt", "oversendes")),
    ("Henvist", ("henvist", "henvises", "videresendt")),
    ("Udsat", ("udsat", "udsættes", "genoptages på", "punktet blev udskudt", "udskudt")),
    ("Bortfaldet", ("bortfaldet", "bortfalder", "udgår", "udgået", "taget af dagsordenen")),
    ("Forkastet", ("forkastet", "forkastes", "ikke godkendt", "faldt", "kunne ikke godkendes")),
    ("Afvist", ("afvist", "afvises", "ikke imødekommet", "afslag")),
    ("Tiltrådt", ("tiltrådt", "tiltrådte", "tiltrædes", "tiltræder", "indstillingen følges")),
    (
        "Anbefales",
        (
            "anbefales",
            "anbefalet",
            "anbefalede",
            "anbefaler",
            "indstilles godkendt",
            "indstilles til godkendelse",
            "indstilles",
        ),
    ),
    (
        "Taget til efterretning",
        (
            "taget til efterretning",
            "tages til efterretning",
            "taget til orientering",
            "til efterretning",
            "tog orienteringen til efterretning",
            "til orientering",
            "taget ad notam",
            "orientering givet",
            "orienteret",
            "efterretning",
        ),
    ),
    (
        "Godkendt",
        (
            "godkendt",
            "godkendte",
            "godkendes",
            "godkender",
            "vedtaget",
            "vedtog",
            "bevilget",
            "imødekommet",
            "valgt",
            "beslutning som indstillet",
            "som indstillet",
            "bifaldt",
            "besluttet",
        ),
    ),
    ("Drøftet", ("drøftet", "drøftede", "drøftes", "drøfter", "blev drøftet", "drøftelse")),
)
"""A decision word's text and how it is written; the row that stands first in a text counts."""


@dataclass(frozen=True, slots=True)
class WordFound:
    """The decision word of a text, and whether the text begins with it."""

    code: str
    sure: bool


def word_in(text: str, words: Sequence[DecisionWord]) -> WordFound | None:
    """The decision word that comes first in the text, or None."""
    first: tuple[int, int, str] | None = None
    for pattern, code in _patterns(tuple(words)):
        found = pattern.search(text)
        if found is None:
            continue
        here = (found.start(), -found.end(), code)
        first = here if first is None else min(first, here)
    if first is None:
        return None
    before = text[: first[0]].split()
    sure = len(before) <= 4 and not re.search(r"[.!?]", text[: first[0]])
    return WordFound(first[2], sure)


def codes_by_text(words: Iterable[DecisionWord]) -> dict[str, str]:
    """Folded texts of the definitions' words, with their codes."""
    return {folded(word.text): word.code for word in words}


@lru_cache(maxsize=8)
def _patterns(words: tuple[DecisionWord, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    codes = codes_by_text(words)
    found: list[tuple[re.Pattern[str], str]] = []
    for name, forms in _WRITTEN:
        if folded(name) in codes:
            found += [(_pattern(form), codes[folded(name)]) for form in forms]
    known = {folded(name) for name, _ in _WRITTEN}
    found += [
        (_pattern(re.escape(text)), code) for text, code in codes.items() if text not in known
    ]
    return tuple(found)


def _pattern(form: str) -> re.Pattern[str]:
    """The form with lost letters; groups and `?` in it stay as they are."""
    loose = "".join(
        loosely(sign) if sign in "æøå" else r"\s+" if sign == " " else sign for sign in form
    )
    loose = loose.replace(r"\s+?", r"\s*")
    return re.compile(rf"(?<!\w)(?<!ikke ){loose}", re.IGNORECASE)
