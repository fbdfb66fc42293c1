"""Lays a state diagram out as a picture: boxes below each other, arrows between and beside them."""

from dataclasses import dataclass

from workflows.services.definition_previews import Drawing

_BOX_WIDTH, _BOX_HEIGHT, _PITCH, _MARGIN = 470, 34, 66, 12
_NEAREST, _PER_STATE, _FARTHEST = 34, 16, 250
"""How far beside the boxes an arrow bends out: the more states it passes, the farther."""
_LONGEST_LABEL = 58


@dataclass(frozen=True, slots=True)
class Box:
    """A state: the upper edge of its box, and what stands in it."""

    top: int
    title: str


@dataclass(frozen=True, slots=True)
class Step:
    """An arrow from a box to the one below it, with its label cut where it is long."""

    top: int
    bottom: int
    label: str


@dataclass(frozen=True, slots=True)
class Bend:
    """An arrow past other boxes, as an SVG path; `is_back` where it leads up."""

    path: str
    is_back: bool
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A state diagram with all its measures, in units of its own."""

    width: int
    height: int
    left: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    steps: tuple[Step, ...]
    bends: tuple[Bend, ...]


def picture_of(drawing: Drawing) -> Picture:
    """The drawing as a picture; arrows that join the same two boxes are one."""
    joined: dict[tuple[int, int], list[str]] = {}
    for source, state in enumerate(drawing.states):
        for way in state.ways:
            joined.setdefault((source, way.dest), []).append(way.label)
    labels = {ends: ", ".join(found) for ends, found in joined.items()}
    boxes = tuple(Box(_top(number), one.title) for number, one in enumerate(drawing.states))
    return Picture(
        width=2 * _MARGIN + _BOX_WIDTH + _FARTHEST,
        height=_top(len(boxes)) - _PITCH + _BOX_HEIGHT + _MARGIN,
        left=_MARGIN,
        box_width=_BOX_WIDTH,
        box_height=_BOX_HEIGHT,
        boxes=boxes,
        steps=tuple(
            Step(_top(source) + _BOX_HEIGHT, _top(dest), _cut(label))
            for (source, dest), label in labels.items()
            if dest == source + 1
        ),
        bends=tuple(
            _bend(source, dest, label)
            for (source, dest), label in labels.items()
            if dest != source + 1
        ),
    )


def _top(number: int) -> int:
    return _MARGIN + number * _PITCH


def _bend(source: int, dest: int, label: str) -> Bend:
    right = _MARGIN + _BOX_WIDTH
    # Out below the middle of the one and in above that of the other, so that ends lie apart.
    begin, end = _top(source) + _BOX_HEIGHT * 2 // 3, _top(dest) + _BOX_HEIGHT // 3
    out = right + min(_NEAREST + _PER_STATE * abs(dest - source), _FARTHEST) * 4 // 3
    path = f"M {right} {begin} C {out} {begin}, {out} {end}, {right + 2} {end}"
    return Bend(path, dest < source, label)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
