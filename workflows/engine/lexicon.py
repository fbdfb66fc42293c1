"""The names that a sagsgang line may hold, in the forms that they are printed in."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflows.engine.beside import AFTER, DASHES, GAP, HEARINGS
from workflows.engine.definition import Body
from workflows.engine.naming import folded

_LISTED_AT_MOST = 12
_NEAR = 0.82
"""As difflib counts it: a letter more or less in a code of three, and not in one of two."""
_SHORT = 3
"""Letters of a code, whose slips are counted one by one: `OK` for `ØK`, `KBB` for `KB`."""
_BARE = str.maketrans("øæåöä", "oaaoa")
_DASH = f"[{DASHES}]"
_AND = re.compile(r"og|&|\+|samt", re.IGNORECASE)
_ENDING = re.compile(r"(?P<stem>.*?)-?(?P<noun>udvalg|råd|nævn|bestyrelse)(?:et|n)?", re.IGNORECASE)
_COMMITTEES = (
    re.compile(r"udvalg(?:et)?\s+for\s+(?P<field>.+?)s?", re.IGNORECASE),
    re.compile(r"(?P<field>.+?)s?-?udvalg(?:et)?", re.IGNORECASE),
)
"""A committee and its field: `Udvalget for Ældre og Sundhed`, `Ældre- og Sundhedsudvalget`."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name that stands in a line; `body` is None for a hearing."""

    body: Body | None
    end: int
    exact: bool
    """Whether it stands as the definitions write it, dashes and spaces aside."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to print a name."""

    pattern: re.Pattern[str]
    body: Body | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The known names, the codes first."""

    forms: tuple[Form, ...]
    shown: dict[str, str]
    """Folded name to the name that a hint shows."""
    codes: str
    """The first known codes, for a message."""

    def longest(self, line: str, at: int, end: int) -> Found | None:
        """The longest name that stands at a place; a loose form of two bodies is nobody's name."""
        found = [
            Found(form.body, match.end(), form.exact)
            for form in self.forms
            if (match := form.pattern.match(line, at, end))
        ]
        best = max(found, key=lambda each: (each.end, each.exact), default=None)
        if best and not best.exact:
            rivals = {each.body for each in found if each.end == best.end}
            return best if len(rivals) == 1 else None
        return best

    def nearest(self, text: str) -> str | None:
        """The known name that a text nearly is, if any; so many end alike that less is a guess."""
        wanted = folded(text)
        close = difflib.get_close_matches(wanted, self.shown, n=1, cutoff=_NEAR)
        if not close and len(wanted) <= _SHORT:
            close = [name for name in self.shown if len(name) <= _SHORT and _slip(wanted, name)]
        return self.shown[close[0]] if len(close) == 1 else None


def _slip(wanted: str, name: str) -> bool:
    """Whether a letter is missing, or too many, or has lost its stroke or ring.

    With another letter it is as likely another municipality's code: `BR` is not meant as `HR`.
    """
    if len(wanted) == len(name):
        return wanted.translate(_BARE) == name.translate(_BARE)
    longer, shorter = sorted((wanted, name), key=len, reverse=True)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


@lru_cache(maxsize=64)
def lexicon_of(bodies: tuple[Body, ...]) -> Lexicon:
    """The names of these bodies, and those of a hearing."""
    named = [(body.code, body) for body in bodies]
    named += [(name, body) for body in bodies for name in (body.name, *body.aliases)]
    hearings = (Form(_compiled(form), None, exact=True) for form in HEARINGS)
    return Lexicon(
        (*hearings, *(form for name, body in named for form in _forms(name, body))),
        {"høring": "høring", **{folded(name): _with_name(body) for name, body in reversed(named)}},
        _listed([*(body.code for body in bodies), "høring"]),
    )


def as_seen(text: str) -> str:
    """The text without what nobody sees in it: two forms of å, soft hyphens copied from a page."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=4096)
def _forms(name: str, body: Body) -> tuple[Form, ...]:
    seen = as_seen(name).strip()
    # One that begins like a separator (a body called "Og") would be taken for it inside a line.
    if not seen or GAP.match(seen):
        return ()
    loose = (Form(_compiled(form), body, exact=False) for form in _loose_forms(seen))
    return (Form(_compiled(_as_written(seen)), body, exact=True), *loose)


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(f"(?:{form}){AFTER}", re.IGNORECASE)


def _as_written(name: str) -> str:
    """A pattern for the name with whatever dash, and however wide the space or line break in it.

    Spaces about a dash come and go where the name has any: `Børne-og Ungdomsudvalget`.
    """
    loose = re.sub(rf"\s*{_DASH}\s+|\s+{_DASH}", " - ", name)
    words = (re.sub(rf"\\?{_DASH}", lambda _: _DASH, re.escape(word)) for word in loose.split())
    return r"\s+".join(words).replace(rf"\s+{_DASH}\s+", rf"\s*{_DASH}\s*")


def _loose_forms(name: str) -> Iterator[str]:
    """Patterns for the name with `&` for "og", without its dashes, indefinite, or turned around."""
    yield _loosely(name)
    for committee in _COMMITTEES:
        if named := committee.fullmatch(name):
            field = f"{_loosely(named['field'])}s?"
            yield rf"{field}[\s{DASHES}]*udvalg(?:et)?"
            yield rf"udvalg(?:et)?\s+(?:for\s+)?{field}"


def _loosely(name: str) -> str:
    words = re.sub(_DASH, "- ", name).split()
    return rf"[\s{DASHES}]+".join(map(_loose_word, words))


def _loose_word(word: str) -> str:
    bare = word.rstrip("-")
    if _AND.fullmatch(bare):
        return "(?:og|&|\\+|samt)"
    if ending := _ENDING.fullmatch(bare):
        apart = rf"{re.escape(ending['stem'])}[\s{DASHES}]*" if ending["stem"] else ""
        return f"{apart}{ending['noun']}(?:et|n)?"
    return re.escape(bare)


def _listed(codes: Sequence[str]) -> str:
    more = "" if len(codes) <= _LISTED_AT_MOST else " …"
    return ", ".join(codes[:_LISTED_AT_MOST]) + more


def _with_name(body: Body) -> str:
    return body.code if body.code == body.name else f"{body.code} ({body.name})"
