"""Reads a sagsgang line: whom it names, in which order, and what in it nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflows.engine.beside import HEADING, QUOTED
from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.lexicon import Lexicon, as_seen, lexicon_of
from workflows.engine.neighbours import settled
from workflows.engine.pieces import LeftOut, Named, UnknownWord, on_one_line, pieces
from workflows.engine.wording import routes as say

__all__ = [
    "LONGEST_LINE",
    "LeftOut",
    "Reading",
    "UnknownBody",
    "UnknownWord",
    "on_one_line",
    "read_line",
]

LONGEST_LINE = 1000
"""Characters; a longer line is not a sagsgang but something pasted by mistake."""


class UnknownBody(WrongInput):
    """The line names bodies that the definitions do not know; one line of Danish for each."""

    def __init__(self, words: Sequence[UnknownWord]) -> None:
        super().__init__("\n".join(str(word) for word in words))
        self.words = tuple(words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says, and what was left out of it."""

    words: tuple[Body | None, ...]
    """The bodies named, in order, with None wherever there is a hearing."""
    left_out: tuple[LeftOut, ...] = ()


def read_line(line: str, bodies: Sequence[Body]) -> Reading:
    """The bodies that the line names, in order.

    Raises `UnknownBody` for all that cannot be read at once, and `WrongInput` for a line too long.
    """
    if len(line) > LONGEST_LINE:
        raise WrongInput(say.line_is_too_long(len(line), LONGEST_LINE))
    seen, known = as_seen(line), lexicon_of(tuple(bodies))
    read = list(settled(seen, list(pieces(seen, *_bounds(seen, known), known))))
    unknown = [piece for piece in read if isinstance(piece, UnknownWord)]
    if unknown:
        raise UnknownBody(unknown)
    return Reading(
        tuple(piece.body for piece in read if isinstance(piece, Named)),
        tuple(piece for piece in read if isinstance(piece, LeftOut)),
    )


def _bounds(line: str, known: Lexicon) -> tuple[int, int]:
    """Where the names begin and end: after a heading, and inside quotes about the whole."""
    start, end = _unquoted(line, 0, len(line), known)
    heading = HEADING.match(line, start, end)
    return _unquoted(line, heading.end(), end, known) if heading else (start, end)


def _unquoted(line: str, start: int, end: int, known: Lexicon) -> tuple[int, int]:
    quoted = QUOTED.match(line, start, end)
    if quoted is None or known.longest(line, quoted.start("quoted"), end):  # It is a name's own.
        return start, end
    return quoted.start("quoted") + 1, quoted.end("quoted") - 1
