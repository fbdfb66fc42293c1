"""Reads who was absent: names with the party, union or role in brackets."""

import re
from collections.abc import Sequence

from workflows.engine.items.description import Doubt, ReadAbsentee
from workflows.engine.items.lines import Line

_APART = re.compile(r"\s*(?:,|;|\bog\b|\bsamt\b|&)\s*(?![^()]*\))")
_PERSON = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<role>[^()]{1,60})\))?\s*(?P<rest>[.:]?)")
_NAME = re.compile(r"[^\W\d_][\w.'’´-]*(?:\s+[^\W\d_][\w.'’´-]*){0,6}")
_PARTY = re.compile(r"[A-ZÆØÅ]{1,4}")
_NOBODY = re.compile(r"(?:ingen|-|intet|ingen fravær\w*|ingen afbud)\.?", re.IGNORECASE)
_STOOD_IN = re.compile(
    r"[.\s]*[-–:(]?\s*(?:som\s+)?(?:i stedet|stedfortræder|suppleant)"
    r"(?:\s+(?:var|mødte|deltog))?\b:?(?P<who>.*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[-–•*·▪◦]\s+")


def is_person(text: str) -> bool:
    """Whether a line may hold names alone: with roles in brackets, or a few capitals, no stop."""
    parts = [part for part in _APART.split(_BULLET.sub("", text)) if part]
    # The last of several may go on in the next line.
    surely = parts[:-1] or parts
    return bool(parts) and all(_is_person(part) for part in surely)


def runs_on(text: str) -> bool:
    """Whether several names stand in the line, so that the list may be broken anywhere."""
    return len(_APART.split(text)) > 1


def _is_person(part: str) -> bool:
    found = _PERSON.fullmatch(part.strip())
    if found is None or not _NAME.fullmatch(found["name"].strip()):
        return False
    words = found["name"].split()
    capitals = sum(word[0].isupper() for word in words)
    return capitals == len(words) if found["role"] else len(words) > 1 and capitals >= 2


def absentees_in(lines: Sequence[Line], *, spread: bool) -> tuple[list[ReadAbsentee], list[Doubt]]:
    """The absent; `spread` says that each line is a name of its own, otherwise they run on."""
    texts = [(line.number, _BULLET.sub("", line.text)) for line in lines]
    if not spread and texts:
        texts = [(texts[0][0], " ".join(text for _, text in texts))]
    found: list[ReadAbsentee] = []
    doubts: list[Doubt] = []
    for number, text in texts:
        for part in _APART.split(text):
            _add(part.strip(" ."), number, found, doubts)
    return found, doubts


def _add(part: str, line: int, found: list[ReadAbsentee], doubts: list[Doubt]) -> None:
    if stood_in := _STOOD_IN.search(part):
        told = f"»{stood_in['who'].strip()}« deltog i stedet; skriv det på beslutningen"
        doubts.append(Doubt(line, told))
        part = part[: stood_in.start()]
    if not part or _NOBODY.fullmatch(part):
        return
    if _PARTY.fullmatch(part) and found and not found[-1].role:
        found[-1] = ReadAbsentee(found[-1].name, part)
        return
    person = _PERSON.fullmatch(part)
    if person is None or not any(sign.isalpha() for sign in person["name"]):
        doubts.append(Doubt(line, f"»{part}« kan ikke læses som en fraværende; se efter"))
        return
    found.append(ReadAbsentee(person["name"].strip(), (person["role"] or "").strip()))
