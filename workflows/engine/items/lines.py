"""An agenda item's text as lines that know their number and how far they are from the one above."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST_SPACED = 0.5
"""Of the lines, from which share on a blank line between two of them says nothing."""
_LONGEST_BROKEN = 160
"""Characters; a page is no wider, so a longer line is a whole paragraph."""
_NOISE = re.compile(r"side \d+(?: af \d+)?|[-–—_=*|\s:]+", re.IGNORECASE)
_MARKUP = re.compile(r"^#{1,6} (?=\S)|\*\*")
"""Headings and bold type of text that came by way of Markdown."""
_LIST_ITEM = re.compile(r"(?:\d{1,2}[.)]|[a-zæøå]\)|[-–•*·▪◦o])\s+\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something."""

    number: int
    """Counted from 1 in the text as it came."""
    text: str
    gap: int
    """How many blank lines stand above it."""


def lines_of(text: str) -> list[Line]:
    """The lines that hold something; rules and page numbers between them are left out."""
    found, blank = [], 0
    for number, raw in enumerate(text.splitlines(), start=1):
        seen = _MARKUP.sub("", " ".join(raw.replace("\xa0", " ").split()))
        if not seen or _NOISE.fullmatch(seen):
            blank += 1
            continue
        found.append(Line(number, seen, blank))
        blank = 0
    return found


def usual_gap(lines: Sequence[Line]) -> int:
    """How many blank lines stand between two lines of one paragraph.

    1 where all are spaced so; lines that were never broken are paragraphs themselves.
    """
    if any(len(line.text) > _LONGEST_BROKEN for line in lines):
        return 0
    spaced = sum(line.gap > 0 for line in lines[1:])
    return int(len(lines) > 1 and spaced > _MOST_SPACED * (len(lines) - 1))


def is_list_item(text: str) -> bool:
    """Whether the line begins with a number or a bullet."""
    return _LIST_ITEM.match(text) is not None


def paragraphs(lines: Iterable[Line], gap: int) -> str:
    """The lines as paragraphs: broken at a blank line after a full stop, and at points of lists.

    A point of a list often has no stop: after one, a blank line is enough.
    """
    text = ""
    for line in lines:
        point = is_list_item(text.rpartition("\n")[2])
        stopped = point or text.endswith((".", "!", "?", ":", "”", '"', "*"))
        ends = line.gap > gap and stopped
        if not text:
            text = line.text
        elif is_list_item(line.text):
            text += "\n" + line.text
        else:
            text += ("\n\n" if ends else " ") + line.text
    return text


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
