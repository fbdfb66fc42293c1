"""Finds the line that begins a decision: which body, on which day, as which item."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.engine.definition import Body
from workflows.engine.items.dates import find_date
from workflows.engine.items.headings import heading_in
from workflows.engine.items.letters import loosely
from workflows.engine.items.lines import Line
from workflows.engine.items.naming_bodies import body_named, looks_like_body

_DECISION = re.compile(
    r"(?:#+\s*|\*\*)?(?:(?:tidligere|endelig|udvalgets|byrådets|kommunalbestyrelsens)\s+)?"
    rf"(?:beslutning(?:er)?|protokol|{loosely('afgørelse')}|vedtagelse|behandlet|behandling)"
    r"(?!\w)(?:\*\*)?",
    re.IGNORECASE,
)
_FOR_ITEM = re.compile(
    r"beslutning(?:er)? for (?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?(?P<item>\d{1,3})\b.*",
    re.IGNORECASE,
)
"""`Beslutning for Punkt 22: Helhedsplan`."""
_BETWEEN = re.compile(
    rf"\s*[:,-]?\s*(?:(?:truffet\s+)?(?:i|fra|af|{loosely('på')}|ved|for)\s+)?", re.IGNORECASE
)
_BEFORE_DATE = re.compile(
    rf"[\s,:(–-]*(?:\b(?:{loosely('møde')}(?:t)?|{loosely('på')}|i|af|den|d\.|d)\b\.?[\s,]*)*$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[\s,.;)–-]*(?:kl\.?\s*[\d.:]+[\s,]*)?(?:\(?(?:pkt|punkt|sag|dagsordenspunkt|punktnr)\.?"
    r"\s*(?:nr\.?\s*)?(?P<item>\d+(?:\.\d+)?)\)?)?\)?\s*(?P<colon>[:.]?)(?:\*\*)?\s*",
    re.IGNORECASE,
)
_AD = re.compile(r"ad\b|[-–•*]|\d+[.)]|[a-z]\)", re.IGNORECASE)
_OWNER = re.compile(r"(?P<body>.+?)s\s+(?:beslutning|behandling)", re.IGNORECASE)
"""`Økonomiudvalgets beslutning den …`."""
_LONGEST = 300
"""Characters; a date further on belongs to prose."""
_MOST_LINES = 4
_SENTENCE = re.compile(r"[.!?]\s")


@dataclass(frozen=True, slots=True)
class DecisionHeading:
    """Who decided when, as far as the heading says."""

    body: str
    known: Body | None
    decided_on: date | None
    item: str
    rest: str
    """What stands after it on its last line."""
    lines: int
    """How many lines it fills."""
    titled: bool
    """Whether it says that it is a decision, and does not only name a body and a day."""


def decision_heading(lines: Sequence[Line], bodies: Sequence[Body]) -> DecisionHeading | None:
    """The heading that the first of these lines begins, broken over several or not, or None."""
    text = lines[0].text
    titled = _DECISION.match(text)
    if titled and not text[titled.end() :].strip(" :*"):
        return DecisionHeading("", None, None, "", "", 1, titled=True)
    if for_item := _FOR_ITEM.fullmatch(text):
        return DecisionHeading("", None, None, for_item["item"], "", 1, titled=True)
    joined = ""
    for count, line in enumerate(lines[:_MOST_LINES], start=1):
        joined = f"{joined} {line.text}".strip()
        found = _dated(joined, count, bodies)
        if found is not None:
            return _with_item(found, joined, lines[count:], bodies)
        if count < len(lines) and _begins_anew(lines[count].text):
            break
    return _undated(text, bodies) if titled else None


def _with_item(
    found: DecisionHeading, text: str, below: Sequence[Line], bodies: Sequence[Body]
) -> DecisionHeading:
    """The heading with the number of the item, where that was broken off to the next line."""
    if found.item or found.rest or not below:
        return found
    longer = _dated(f"{text} {below[0].text}", found.lines + 1, bodies)
    return longer if longer and longer.item and not longer.rest else found


def _begins_anew(text: str) -> bool:
    """Whether a line cannot be the rest of a heading that was broken."""
    return bool(_DECISION.match(text) or _AD.match(text)) or heading_in(text) is not None


def _dated(text: str, count: int, bodies: Sequence[Body]) -> DecisionHeading | None:
    when = find_date(text[:_LONGEST])
    if when is None:
        return None
    titled = _DECISION.match(text)
    start = titled.end() if titled else 0
    if when[1] < start:
        return None
    head = text[start : when[1]]
    between = _BETWEEN.match(head) if titled else None
    name = _BEFORE_DATE.sub("", head[between.end() if between else 0 :]).strip(" ,:*#")
    if _SENTENCE.search(name):
        return None
    owner = _OWNER.fullmatch(name or (titled[0] if titled else ""))
    begins_so = titled is not None
    if owner and not titled:
        name, titled = owner["body"], owner
    elif owner and body_named(owner["body"], bodies):
        name = owner["body"]
    known = body_named(name, bodies)
    guessed = looks_like_body(name) and (begins_so or count == 1)
    if not (known or (titled and not name) or guessed):
        return None
    tail = _ITEM.match(text, when[2])
    assert tail is not None
    rest = text[tail.end() :].strip()
    if rest and not (titled or tail["colon"]):
        return None
    if rest and rest[0].islower():
        return None
    item = tail["item"] or ""
    return DecisionHeading(
        known.name if known else name, known, when[0], item, rest, count, titled=bool(titled)
    )


def _undated(text: str, bodies: Sequence[Body]) -> DecisionHeading | None:
    """`Beslutning i Økonomiudvalget:` without a day."""
    titled = _DECISION.match(text)
    assert titled is not None
    between = _BETWEEN.match(text, titled.end())
    name, colon, rest = text[between.end() if between else titled.end() :].partition(":")
    known = body_named(name, bodies)
    if known is None and not (looks_like_body(name) and not rest.strip()):
        return None
    if rest.strip() and not colon:
        return None
    shown = known.name if known else name.strip(" ,")
    return DecisionHeading(shown, known, None, "", rest.strip(), 1, titled=True)
