"""What may stand in a sagsgang line: known names in the forms they are printed in, and the rest."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflows.engine.definition import Body
from workflows.engine.naming import folded

# What is no name. Lines are in NFKC, so there is one form of each letter and of most spaces.

_DASHES = "\\-\u2010-\u2015\u2212"
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_MONTH_WORD = (
    "(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sept?(?:ember)?"
    "|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = "(?:man|tirs|ons|tors|fre|lør|søn)dag"
_TREATMENTS = {
    "both": rf"(?:1\.|første)\s*(?:og|samt|[,/&+{_DASHES}])\s*(?:2\.|anden)\s*behandling",
    "first": r"(?:1\.|første)\s*behandling",
    "second": r"(?:2\.|anden)\s*behandling",
}
_REMARKS = (
    # A date: 2024-01-16, 16-01-2024, 16.1.24, 16/1, tirsdag d. 16. januar 2024, uge 3
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    rf"(?:{_WEEKDAY}\s+)?(?:(?:den|d\.?)\s*)?{_DAY}[./-]{_MONTH}(?:[./-](?:[0-9]{{4}}|[0-9]{{2}}))?",
    rf"(?:{_WEEKDAY}\s+)?(?:(?:den|d\.?)\s*)?{_DAY}\.?\s*{_MONTH_WORD}\.?(?:\s+[0-9]{{4}})?",
    rf"{_MONTH_WORD}\.?\s+[0-9]{{4}}",
    r"(?:i\s+)?uge\s+[0-9]{1,2}",
    r"kl\.?\s*[0-9]{1,2}(?:[.:][0-9]{2})?",
    # How long: 4 uger, i 14 dage, 8 ugers (høring)
    r"(?:i\s+)?[0-9]{1,3}\s*(?:uge(?:rs?)?|dag(?:es?)?|måned(?:ers?)?|mdr\.?)",
    # What for: til orientering, 2. behandling
    r"(?:til\s+)?(?:orientering|drøftelse|indstilling|anbefaling|godkendelse|beslutning"
    r"|efterretning|udtalelse)",
    *_TREATMENTS.values(),
)
_HEARINGS = (
    r"(?:(?:ud)?sendes\s+|sendt\s+)?(?:(?:ud\s+)?i\s+)?"
    r"(?:(?:offentlig|ekstern|intern|administrativ|fornyet|ny)\s+)*"
    r"h(?:ø|oe)ring(?:en|s(?:periode|fase|runde)n?)?",
    r"offentlig\s+fremlæggelse",
)
_HEADINGS = (
    r"(?:(?:forventet|videre|politisk|planlagt)\s+)*(?:sagsgang|sagsforløb)(?:\s+og\s+sagstype)?",
    r"sagens\s+(?:videre\s+)?(?:gang|forløb)",
    r"(?:beslutnings|behandlings)(?:gang|forløb|proces)",
)

_BULLETS = "•·‣▪*"
_HARD = ",;/|>→⇒⟶⟹➔➜➝➞➡⇨\\n"
_CONJUNCTION = "og|samt|derefter|herefter|dernæst"
_AFTER = rf"(?=[\s{_HARD}{_DASHES}{_BULLETS}.&+(\[]|=>|$|:\s*(?:[0-9]|den\s|d\.|{_WEEKDAY}))"

GAP = re.compile(
    rf"(?:(?P<hard>=>|[{_HARD}])|[\s{_DASHES}{_BULLETS}&+]|\.+(?=\s|$)"
    rf"|\b(?:{_CONJUNCTION}){_AFTER})+",
    re.IGNORECASE,
)
"""What parts two names; commas and arrows always do, the rest may also stand inside a name."""
JOINT = re.compile(rf"(?:[^\S\n]|[{_DASHES}])*")
"""What may stand between a word and that which it is about: blanks and dashes, or nothing."""
ORDINAL = re.compile(r"[0-9]{1,2}[.)](?=\s)(?!\s+(?:og|samt)\b)", re.IGNORECASE)
"""The number of a line in a list of steps."""
REMARK = re.compile(rf"(?::\s*)?(?P<said>{'|'.join(_REMARKS)}){_AFTER}", re.IGNORECASE)
"""What is said beside a name and is no part of the route."""
TREATMENT = re.compile(
    "|".join(f"(?P<{which}>{form})" for which, form in _TREATMENTS.items()), re.IGNORECASE
)
"""The remarks that say how many times a body treats the case."""
BRACKET = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
HEADING = re.compile(rf"\s*(?:{'|'.join(_HEADINGS)})(?!\w)\s*:?", re.IGNORECASE)

# Names

_LISTED_AT_MOST = 12
_NEAR = 0.82
"""As difflib counts it: a letter more or less in a code of three, and not in one of two."""
_DASH = f"[{_DASHES}]"
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
        close = difflib.get_close_matches(folded(text), self.shown, n=1, cutoff=_NEAR)
        return self.shown[close[0]] if close else None


@lru_cache(maxsize=64)
def lexicon_of(bodies: tuple[Body, ...]) -> Lexicon:
    """The names of these bodies, and those of a hearing."""
    named = [(body.code, body) for body in bodies]
    named += [(name, body) for body in bodies for name in (body.name, *body.aliases)]
    hearings = (Form(_compiled(form), None, exact=True) for form in _HEARINGS)
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
    return re.compile(f"(?:{form}){_AFTER}", re.IGNORECASE)


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
            yield rf"{field}[\s{_DASHES}]*udvalg(?:et)?"
            yield rf"udvalg(?:et)?\s+(?:for\s+)?{field}"


def _loosely(name: str) -> str:
    words = re.sub(_DASH, "- ", name).split()
    return rf"[\s{_DASHES}]+".join(map(_loose_word, words))


def _loose_word(word: str) -> str:
    bare = word.rstrip("-")
    if _AND.fullmatch(bare):
        return "(?:og|&|\\+|samt)"
    if ending := _ENDING.fullmatch(bare):
        apart = rf"{re.escape(ending['stem'])}[\s{_DASHES}]*" if ending["stem"] else ""
        return f"{apart}{ending['noun']}(?:et|n)?"
    return re.escape(bare)


def _listed(codes: Sequence[str]) -> str:
    more = "" if len(codes) <= _LISTED_AT_MOST else " …"
    return ", ".join(codes[:_LISTED_AT_MOST]) + more


def _with_name(body: Body) -> str:
    return body.code if body.code == body.name else f"{body.code} ({body.name})"
