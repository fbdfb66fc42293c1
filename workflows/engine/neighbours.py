"""What the pieces of a sagsgang line say of each other: who is only heard, who treats it twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflows.engine.beside import JOINT, TREATMENT
from workflows.engine.definition import Body
from workflows.engine.pieces import Gap, LeftOut, Named, Piece, UnknownWord
from workflows.engine.route_advice import advice_on
from workflows.engine.vocabulary import BodyKind
from workflows.engine.wording import routes as say

_POLITICIANS = (BodyKind.COMMITTEE, BodyKind.COUNCIL)


def settled(line: str, read: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of the line, each as it is to be understood where it stands."""
    for at, piece in enumerate(read):
        if isinstance(piece, Named) and piece.body:
            yield _heard(line, read, at, piece.body) or piece
        elif isinstance(piece, LeftOut) and (said := TREATMENT.fullmatch(piece.text)):
            yield from _treatment(read, at, piece, said.lastgroup or "")
        elif isinstance(piece, UnknownWord) and not piece.advice:
            heard = _after_hearing(read, at)
            yield replace(piece, advice=advice_on(piece.text, after_hearing=heard))
        else:
            yield piece


def _after_hearing(read: Sequence[Piece], at: int) -> bool:
    before = next((piece for piece in reversed(read[:at]) if isinstance(piece, Named)), None)
    return before is not None and before.body is None and _joined(read, at, before)


def _heard(line: str, read: Sequence[Piece], at: int, body: Body) -> UnknownWord | None:
    """A body that only a blank or a dash parts from a hearing: it is heard rather than decides.

    Politicians are not heard, and whoever sent the case to hearing treats it again.
    """
    named = [piece for piece in read[: at + 1] if isinstance(piece, Named)]
    if body.kind in _POLITICIANS or len(named) == 1 or named[-2].body:
        return None
    if not _joined(read, at, named[-2]) or any(each.body == body for each in named[-3:-2]):
        return None
    return _unclear(
        line[named[-2].start : named[-1].end],
        named[-2].start,
        say.write_hearing_alone_or_with(body.code),
    )


def _treatment(read: Sequence[Piece], at: int, said: LeftOut, which: str) -> Iterator[Piece]:
    """A remark, and one step more where it says that the body before it treats the case again."""
    before = next((piece for piece in reversed(read[:at]) if isinstance(piece, Named)), None)
    if which == "both":
        if before and before.body and _joined(read, at, before):
            yield before
        else:
            yield _unclear(said.text, said.position - 1, say.WRITE_IT_TWICE)
        return
    yield said
    if which == "second" and before and before.body and not _named_next(read, at):
        since = read[read.index(before) : at]
        if any(_is_first(piece) for piece in since):
            yield before


def _is_first(piece: Piece) -> bool:
    said = TREATMENT.fullmatch(piece.text) if isinstance(piece, LeftOut) else None
    return said is not None and said.lastgroup == "first"


def _named_next(read: Sequence[Piece], at: int) -> bool:
    """Whether the remark belongs to the name that follows: `2. behandling KB`."""
    for piece in read[at + 1 :]:
        if isinstance(piece, Gap) and not JOINT.fullmatch(piece.text):
            return False
        if isinstance(piece, Named):
            return True
    return False


def _joined(read: Sequence[Piece], at: int, to: Named) -> bool:
    """Whether nothing but blanks, dashes and remarks stands between the two."""
    between = read[read.index(to) + 1 : at]
    return all(
        isinstance(piece, LeftOut) or (isinstance(piece, Gap) and JOINT.fullmatch(piece.text))
        for piece in between
    )


def _unclear(text: str, start: int, advice: str) -> UnknownWord:
    return UnknownWord(text, start + 1, None, "", advice, named=True)
