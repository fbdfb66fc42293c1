"""Reads a sagsgang line: whom it names, in which order, and what in it nobody knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.lexicon import (
    BRACKET,
    GAP,
    HEADING,
    ORDINAL,
    REMARK,
    Lexicon,
    as_seen,
    lexicon_of,
)

LONGEST_LINE = 1000
"""Characters; a longer line is not a sagsgang but something pasted by mistake."""

_SHOWN_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A body that the line names; None where it says that there is a hearing."""

    body: Body | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A date or remark beside a name: a route says who treats the case, not when or what for."""

    text: str
    position: int
    """Number of its first character in the line as one sees it, counted from 1."""

    def __str__(self) -> str:
        return (
            f"tegn {self.position}: »{on_one_line(self.text)}« er udeladt; "
            "en sagsgang siger kun, hvem der behandler sagen, og i hvilken rækkefølge"
        )


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A piece of the line that is no body, with the known name that it resembles most."""

    text: str
    position: int
    """Number of its first character in the line as one sees it, counted from 1."""
    nearest: str | None
    known: str
    """The first known codes, for a word that resembles none."""

    def __str__(self) -> str:
        return f"{self.what()}; {self.hint()}"

    def what(self) -> str:
        """What is wrong, and where."""
        return f"tegn {self.position}: »{on_one_line(self.text)}« kendes ikke"

    def hint(self) -> str:
        """What may be meant."""
        if self.text.startswith(("(", "[")):
            return "i parentes kan der stå en dato eller et andet navn for det samme"
        if self.nearest:
            return f"mente du {self.nearest}?"
        return f"kendte i bodies.toml er {self.known}"


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


Piece = Named | LeftOut | UnknownWord


def read_line(line: str, bodies: Sequence[Body]) -> Reading:
    """The bodies that the line names, in order.

    Raises `UnknownBody` for all unknown words at once, and `WrongInput` for a line too long.
    """
    if len(line) > LONGEST_LINE:
        raise WrongInput(f"sagsgangen er på {len(line)} tegn; den kan højst være på {LONGEST_LINE}")
    seen, known = as_seen(line), lexicon_of(tuple(bodies))
    heading = HEADING.match(seen)
    pieces = list(_pieces(seen, heading.end() if heading else 0, len(seen), known))
    unknown = [piece for piece in pieces if isinstance(piece, UnknownWord)]
    if unknown:
        raise UnknownBody(unknown)
    return Reading(
        tuple(piece.body for piece in pieces if isinstance(piece, Named)),
        tuple(piece for piece in pieces if isinstance(piece, LeftOut)),
    )


def _pieces(line: str, at: int, end: int, known: Lexicon) -> Iterator[Piece]:
    """What stands from `at` to `end`, tried in this order at every place.

    Names may hold what otherwise parts them (`Børne- og Ungdomsudvalget`), so known names are
    sought first, and separators only between them.
    """
    before: Piece | None = None
    while at < end:
        if name := known.longest(line, at, end):
            before = Named(name.body)
            yield before
            at = name.end
        elif remark := REMARK.match(line, at, end):
            yield LeftOut(remark["said"], remark.start("said") + 1)
            at = remark.end()
        elif bracket := BRACKET.match(line, at, end):
            yield from _in_bracket(line, bracket.span(), before, known)
            at = bracket.end()
        elif gap := GAP.match(line, at, end) or ORDINAL.match(line, at, end):
            at = gap.end()
        else:
            before = _unknown(line, at, _end_of_unknown(line, at, end, known), known)
            yield before
            at += len(before.text)


def _in_bracket(
    line: str, span: tuple[int, int], before: Piece | None, known: Lexicon
) -> Iterator[Piece]:
    """Dates and remarks, or the body before it by another name; all else is unknown as a whole."""
    pieces = list(_pieces(line, span[0] + 1, span[1] - 1, known))
    if isinstance(before, UnknownWord):  # It is refused already; one fault is enough.
        return
    if all(isinstance(piece, LeftOut) or piece == before for piece in pieces):
        yield from (piece for piece in pieces if isinstance(piece, LeftOut))
    else:
        yield _unknown(line, *span, known)


def _unknown(line: str, start: int, end: int, known: Lexicon) -> UnknownWord:
    text = line[start:end].rstrip()
    return UnknownWord(text, start + 1, known.nearest(text), known.codes)


def _end_of_unknown(line: str, start: int, end: int, known: Lexicon) -> int:
    """Where the unknown piece ends: "og", dashes and spaces part it only before something known."""
    for gap in GAP.finditer(line, start, end):
        at = gap.end()
        if gap["hard"] or at == end or known.longest(line, at, end):
            return gap.start()
        if REMARK.match(line, at, end) or BRACKET.match(line, at, end):
            return gap.start()
    return end


def on_one_line(text: str) -> str:
    """The text for one line of a message: cut short, and with nothing that a terminal obeys."""
    cut = text if len(text) <= _SHOWN_AT_MOST else f"{text[:_SHOWN_AT_MOST]}…"
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in cut)
