"""Reads the list of attachments (bilag): number, openness, title, document and record number."""

import re
from collections.abc import Sequence

from workflows.engine.items.description import Doubt, ReadAttachment
from workflows.engine.items.lines import Line
from workflows.engine.items.openness import openness_in
from workflows.engine.vocabulary import Openness

_NUMBERED = re.compile(
    r"(?:bilag\s*)?(?:nr\.?\s*)?(?P<number>\d{1,3}|l|I)(?P<sign>\s*[-–—.:)]\s*|\s+)(?P<rest>.*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-–•*·▪◦]\s+(?P<rest>.*)")
_DOCUMENT = re.compile(r"\(?\b(?P<document>\d{3,7}/\d{2,4})\b\)?")
_MAIN = re.compile(r"\(\s*H\s*\)")
_RECORD = re.compile(r"(?<![\d./-])\d{6,9}(?![\d./-])")
_OPENNESS = re.compile(r"\s*(?P<word>\S?\S?ben|lukket|fortrolig(?:t)?)(?!\w)\s*[:–-]?\s*", re.I)
_NONE = re.compile(r"\(?ingen(?: bilag)?\.?\)?", re.IGNORECASE)


def attachments_in(lines: Sequence[Line]) -> tuple[tuple[ReadAttachment, ...], list[Doubt]]:
    """The attachments in their order; one without a number gets the next."""
    doubts: list[Doubt] = []
    found: list[ReadAttachment] = []
    for number, first, words in _entries(lines):
        read = _attachment(number or len(found) + 1, " ".join(words))
        if not read.title:
            doubts.append(Doubt(first, f"bilag {read.number} har ingen titel; skriv den i sagen"))
        found.append(read)
    numbers = [one.number for one in found]
    if len(set(numbers)) != len(numbers):
        doubts.append(Doubt(lines[0].number, "to bilag har samme nummer; se listen efter"))
    return tuple(found), doubts


def _entries(lines: Sequence[Line]) -> list[tuple[int, int, list[str]]]:
    """(number or 0, line, words) of each attachment, over as many lines as it fills."""
    entries: list[tuple[int, int, list[str]]] = []
    shown = [_cells(line.text) for line in lines]
    numbered = any(_numbered(text, 1) for text in shown)
    bulleted = not numbered and any(_BULLET.match(text) for text in shown)
    for line, text in zip(lines, shown, strict=True):
        if not text or _NONE.fullmatch(text):
            continue
        mark = _numbered(text, len(entries) + 1) if numbered else None
        bullet = _BULLET.match(text) if bulleted else None
        if mark is not None:
            entries.append((mark[0], line.number, [mark[1]]))
        elif bullet is not None:
            entries.append((0, line.number, [bullet["rest"]]))
        elif not entries or not (numbered or bulleted or _goes_on(text)):
            entries.append((0, line.number, [text]))
        else:
            entries[-1][2].append(text)
    return entries


def _cells(text: str) -> str:
    """A line of a table as words."""
    inside = re.sub(r"^- (?=\|)", "", text)
    return " ".join(inside.replace("|", " ").split()) if "|" in inside else inside


def _numbered(text: str, expected: int) -> tuple[int, str] | None:
    """The number that begins an attachment, if it is the one that comes now."""
    found = _NUMBERED.fullmatch(text) or _NUMBERED.fullmatch(text + " ")
    if found is None:
        return None
    number = int(found["number"]) if found["number"].isdigit() else 1
    plain = not found["sign"].strip()
    if number != expected or (plain and not _OPENNESS.match(found["rest"])):
        return None
    return number, found["rest"].strip()


def _goes_on(text: str) -> bool:
    return text[0].islower() or text[0] == "("


def _attachment(number: int, words: str) -> ReadAttachment:
    words, main = _taken(words, _MAIN)
    words, document = _taken(words, _DOCUMENT)
    words, record = _taken(words, _RECORD)
    stated = _OPENNESS.match(words)
    openness: Openness | None = openness_in(stated["word"]) if stated else None
    title = words[stated.end() :] if stated and openness else words
    title = " ".join(title.split()).strip(" -–—:;,")
    return ReadAttachment(number, title, openness, document.strip("()"), record, is_main=bool(main))


def _taken(words: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    found = pattern.search(words)
    return (pattern.sub(" ", words, count=1), found[0]) if found else (words, "")
