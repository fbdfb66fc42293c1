"""Reads a recommendation (indstilling): who proposes, and its points."""

import re
from collections.abc import Sequence

from workflows.engine.items.lines import Line, flat

_PROPOSES = re.compile(
    r"\b(?:indstiller|indstilles|anbefaler|anbefales|foreslår|foreslar|foresl.{0,3}r|"
    r"fremsender|innstiller)\b",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?P<sign>\(?(?P<number>\d{1,2})\s?[.):]|\(?(?P<letter>[a-zæøå])\)|(?P<dotted>[a-h])\.|[-–•*·▪◦])\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_PROPOSER_ALONE = re.compile(
    r"[A-ZÆØÅ][^.:!?]{2,80}\s(?:indstiller|foreslår|anbefaler)(?:\s*,?\s*at)?\s*[:,]?"
)
_THAT = re.compile(r"at\b\s*[:,]?\s*(?P<rest>.*)", re.IGNORECASE)
_PASSIVE = ("det", "der", "hermed", "derfor")
_SHORT = 90
_WRAPPED_FROM = 0.75
"""Of the longest line: what is shorter ends where its writer ended it."""


def recommendation_in(lines: Sequence[Line]) -> tuple[str, tuple[str, ...]]:
    """The proposer (empty where it only says "det indstilles") and the points without numbers."""
    intro, points = _split(lines)
    proposer = ""
    verb = _PROPOSES.search(intro)
    if verb:
        proposer = _proposer(intro[: verb.start()])
        if not points:
            points = [_said_at_once(intro[verb.end() :])]
    elif intro and not points:
        points = [intro]
    return proposer, tuple(point for point in map(_bare, points) if point)


def _bare(point: str) -> str:
    """A point without the comma or "og" that leads on to the next."""
    return re.sub(r"(?:\s*,)?(?:\s+og)?\s*[,;]?$", "", flat(point))


def _split(lines: Sequence[Line]) -> tuple[str, list[str]]:
    """The words before the first point, and each point with the lines that it goes over."""
    intro: list[str] = []
    points: list[list[str]] = []
    signs: str | None = None
    width = max((len(line.text) for line in lines), default=0)
    for line in lines:
        mark = _POINT.fullmatch(line.text)
        that = _THAT.fullmatch(line.text)
        kind = _kind(mark) if mark else "at"
        new = mark is not None or (that is not None and _opens(intro, points, width))
        if new and signs in (None, kind):
            signs = kind
            points.append([mark["rest"] if mark else line.text])
        elif points:
            points[-1].append(line.text)
        else:
            intro.append(line.text)
    return " ".join(intro), [" ".join(point) for point in points]


def is_point(text: str) -> bool:
    """Whether the line begins a point of a list."""
    return _POINT.fullmatch(text) is not None


def proposes(text: str) -> bool:
    """Whether the line is somebody who recommends what the next lines say."""
    return _PROPOSER_ALONE.fullmatch(text) is not None


def _opens(intro: Sequence[str], points: Sequence[Sequence[str]], width: int) -> bool:
    """Whether "at" at the beginning of a line is a point, not the wrapped rest of a sentence.

    `width` is the longest line's; one that is far shorter was not wrapped.
    """
    before = points[-1][-1] if points else intro[-1] if intro else ""
    if points:
        ended = before.rstrip().endswith((".", ",", ";", " og"))
        return ended or len(before) < _WRAPPED_FROM * width
    return before.rstrip().endswith((":", ",")) or proposes(before)


def _kind(mark: re.Match[str]) -> str:
    lettered = mark["letter"] or mark["dotted"]
    return "number" if mark["number"] else "letter" if lettered else "bullet"


def _proposer(before: str) -> str:
    words = before.strip(" ,:")
    last = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", words)[-1].strip()
    if last.lower().split()[:1] == [] or last.lower().split()[0] in _PASSIVE:
        by = re.search(r"\baf\s+(.+)$", last)
        return by[1] if by else ""
    return last if len(last) <= _SHORT else ""


def _said_at_once(after: str) -> str:
    """What follows the verb: the point itself, past whom it is put to."""
    words = after.strip(" :,")
    that = re.match(r"(?:(?:til|over\s+for|overfor)\s+[^,:]{3,80}[,:]\s*)?(?P<point>.+)", words)
    return that["point"] if that else words
