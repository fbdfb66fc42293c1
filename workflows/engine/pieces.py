"""Cuts a sagsgang line into its pieces: names, what parts them, remarks, and what nobody knows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workflows.engine.beside import BRACKET, GAP, JOINT, ORDINAL, REMARK
from workflows.engine.definition import Body
from workflows.engine.lexicon import Lexicon
from workflows.engine.route_advice import advice_on_bracket
from workflows.engine.wording import routes as say

_SHOWN_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A body that the line names; None where it says that there is a hearing."""

    body: Body | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two names and parts them."""

    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A date or remark beside a name: a route says who treats the case, not when or what for."""

    text: str
    position: int
    """Number of its first character in the line as one sees it, counted from 1."""

    def __str__(self) -> str:
        return say.is_left_out(self.position, on_one_line(self.text))


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A piece of the line that is no body, with the known name that it resembles most."""

    text: str
    position: int
    """Number of its first character in the line as one sees it, counted from 1."""
    nearest: str | None
    known: str
    """The first known codes, for a word that resembles none."""
    advice: str = ""
    """How to write what it probably means, where that can be told."""
    named: bool = False
    """Whether it is made of known names, but says more than one thing."""

    def __str__(self) -> str:
        return f"{self.what()}; {self.hint()}"

    def what(self) -> str:
        """What is wrong, and where."""
        wrong = say.CAN_BE_READ_IN_SEVERAL_WAYS if self.named else say.IS_NOT_KNOWN
        return say.sign_and_piece(self.position, on_one_line(self.text), wrong)

    def hint(self) -> str:
        """What may be meant."""
        if self.advice:
            return self.advice
        if self.text.startswith(("(", "[")):
            return say.IN_BRACKETS_A_DATE_OR_A_NAME
        if self.nearest:
            return say.did_you_mean(self.nearest)
        return say.known_bodies_are(self.known)


Piece = Named | Gap | LeftOut | UnknownWord


def pieces(line: str, at: int, end: int, known: Lexicon) -> Iterator[Piece]:
    """What stands from `at` to `end`, tried in this order at every place.

    Names may hold what otherwise parts them (`Børne- og Ungdomsudvalget`), so known names are
    sought first, and separators only between them.
    """
    start = at
    before: Named | UnknownWord | None = None
    while at < end:
        if name := known.longest(line, at, end):
            before = Named(name.body, at, name.end)
            yield before
            at = name.end
        elif remark := REMARK.match(line, at, end):
            yield LeftOut(remark["said"], remark.start("said") + 1)
            at = remark.end()
        elif bracket := BRACKET.match(line, at, end):
            yield from _in_bracket(line, bracket.span(), before, known)
            at = bracket.end()
        elif gap := GAP.match(line, at, end) or _ordinal(line, start, at, end, known):
            yield Gap(gap[0])
            at = gap.end()
        else:
            before = _unknown(line, at, _end_of_unknown(line, at, end, known), known)
            yield before
            at += len(before.text)


def _in_bracket(
    line: str, span: tuple[int, int], before: Named | UnknownWord | None, known: Lexicon
) -> Iterator[Piece]:
    """Dates and remarks, or the body before it by another name; all else is unknown as a whole."""
    inner = list(pieces(line, span[0] + 1, span[1] - 1, known))
    if isinstance(before, UnknownWord):  # It is refused already; one fault is enough.
        return
    if all(_says_no_step(piece, before) for piece in inner):
        yield from (piece for piece in inner if isinstance(piece, LeftOut))
    else:
        yield replace(_unknown(line, *span, known), advice=_advice_on(inner, before))


def _advice_on(inner: Sequence[Piece], before: Named | None) -> str:
    if before is None:
        return ""
    named = [piece.body for piece in inner if isinstance(piece, Named)]
    code = before.body.code if before.body else None
    return advice_on_bracket(code, bodies=any(named), hearing=None in named)


def _says_no_step(piece: Piece, before: Named | None) -> bool:
    if isinstance(piece, Named):
        return before is not None and piece.body == before.body
    return not isinstance(piece, UnknownWord)


def _ordinal(line: str, start: int, at: int, end: int, known: Lexicon) -> re.Match[str] | None:
    """The number of a step: it begins a line, or stands right before what the step is called.

    Elsewhere a number says something of the name before it: `KB 1. og 2. behandling`.
    """
    ordinal = ORDINAL.match(line, at, end)
    if ordinal is None:
        return None
    before = line[start:at].rpartition("\n")[2]
    if not before or GAP.fullmatch(before):
        return ordinal
    joint = JOINT.match(line, ordinal.end(), end)
    then = joint.end() if joint else ordinal.end()
    named = known.longest(line, then, end) or REMARK.match(line, then, end)
    return ordinal if named else None


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
