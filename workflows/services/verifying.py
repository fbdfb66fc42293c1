"""Verifies that no journal was changed: every hash computed again, and the head of each chain."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from workflows.engine.faults import printable
from workflows.engine.vocabulary import Event
from workflows.records.chain import FIRST, chained, payload_digest
from workflows.records.database import Transaction
from workflows.records.histories import CaseHead, Head, History, StoredLine, histories, strays
from workflows.records.spoilt import reading_anything
from workflows.services.anchoring import Anchored, anchored
from workflows.services.installation import Installation
from workflows.services.replaying import wanted_case


class Tampering(StrEnum):
    """What can have been done to a journal."""

    ALTERED = "altered"
    """A column of the line is not what was sealed."""
    PAYLOAD_ALTERED = "payload_altered"
    """The payload is not the one that was sealed."""
    PAYLOAD_MISSING = "payload_missing"
    """The payload is gone, and no later line of the journal says that it was erased."""
    MISSING = "missing"
    """A line is gone."""
    ADDED = "added"
    """A line that the case does not count."""
    HEAD_ALTERED = "head_altered"
    """The case's head is not its last line."""
    CUT = "cut"
    """The journal ends before a line that was written down outside the database, or has another."""
    STRAY_LINE = "stray_line"
    """A line of a case that is not there."""
    STRAY_PAYLOAD = "stray_payload"
    """A payload whose line is not there."""
    ANCHOR_ALTERED = "anchor_altered"
    """A line of a file outside the database that is none of ours; the file stands for the case."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, by the number of the row that it was found in."""

    seq: int | str
    """Text where no number stands in the row: what stands there instead."""
    what: Tampering


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying one case came to; all right when there is no fault in it."""

    number: str
    """The case's number; its id where there is no case any more."""
    lines: int
    faults: tuple[Fault, ...]


def verify(house: Installation, case: str | None = None) -> Iterator[Verified]:
    """Every case's journal verified, or that of the case with this id or number; one at a time.

    Raises WrongInput for a case that is not there. What was cut away together with the head that
    the case has, the heads kept outside the database tell.
    """
    kept = anchored(house)
    with reading_anything(house.database) as connection:
        only = wanted_case(connection, case)
        for history in histories(connection, only):
            cut = _cut(history, kept.heads.pop(history.case.id, []))
            faults = (*faults_of(history, house.keys.journal), *cut)
            yield Verified(printable(history.case.number), len(history.lines), faults)
        if only is None:
            yield from _outside_of_cases(connection, kept)


def _outside_of_cases(connection: Transaction, kept: Anchored) -> Iterator[Verified]:
    for case, heads in kept.heads.items():
        yield Verified(case, 0, tuple(Fault(head.seq, Tampering.CUT) for head in heads))
    for stray in strays(connection):
        what = Tampering.STRAY_PAYLOAD if stray.payload_only else Tampering.STRAY_LINE
        yield Verified(printable(stray.case), 0, (Fault(stray.seq, what),))
    for file, line in kept.unreadable:
        yield Verified(file, 0, (Fault(line, Tampering.ANCHOR_ALTERED),))


def _cut(history: History, kept: Iterable[Head]) -> Iterator[Fault]:
    """The lines that were the head once and are gone, or others now."""
    hashes = {stored.seq: stored.hash for stored in history.lines}
    for head in kept:
        if hashes.get(head.seq) != head.hash:
            yield Fault(head.seq, Tampering.CUT)


def faults_of(history: History, key: bytes) -> Iterator[Fault]:
    """The faults of one journal, in the order of its lines; last the payloads that are gone."""
    counted = history.case.seq
    expected, valid, gone = 1, {FIRST}, set[int]()
    for stored in history.lines:
        seq = stored.seq
        if not isinstance(seq, int):
            yield Fault(seq, Tampering.ALTERED)
            continue
        if seq < expected or (isinstance(counted, int) and seq > counted):
            yield Fault(seq, Tampering.ADDED)
            continue
        if seq != expected:
            yield from _missing(expected, seq - 1)
            valid = set()
        computed = _computed(key, valid, stored)
        sealed = stored.hash in computed
        if stored.line is None or (valid and not sealed):
            yield Fault(seq, Tampering.ALTERED)
        match _payload_of(stored):
            case _Payload.MISSING:
                gone.add(seq)
            case _Payload.ALTERED:
                yield Fault(seq, Tampering.PAYLOAD_ALTERED)
            case _Payload.WHOLE if sealed:
                gone -= _erased_by(stored)
        # The next line is chained to what this one's hash was before anything was altered:
        # the stored one, or the computed one where the hash itself was altered.
        valid, expected = {stored.hash, *computed}, seq + 1
    if isinstance(counted, int):
        yield from _missing(expected, counted)
    if _head_differs(history.case, expected - 1, valid):
        yield Fault(counted, Tampering.HEAD_ALTERED)
    yield from (Fault(seq, Tampering.PAYLOAD_MISSING) for seq in sorted(gone))


def _missing(first: int, last: int) -> Iterator[Fault]:
    """A fault for each line from the first to the last.

    A case whose number was altered may claim any number of lines: of very many the last is named
    after the first thousand.
    """
    for seq in range(first, min(last, first + _NAMED) + 1):
        yield Fault(seq, Tampering.MISSING)
    if last > first + _NAMED:
        yield Fault(last, Tampering.MISSING)


_NAMED = 1000


def _computed(key: bytes, valid: Iterable[str], stored: StoredLine) -> set[str]:
    """What the line's hash may be, after each hash that the one before it may have had."""
    if stored.line is None:
        return set()
    return {chained(key, before, stored.line, stored.digest) for before in valid}


class _Payload(Enum):
    """How the payload of a line is found."""

    WHOLE = auto()
    ALTERED = auto()
    MISSING = auto()


def _payload_of(stored: StoredLine) -> _Payload:
    if stored.salt is None and stored.payload is None:
        return _Payload.MISSING
    if stored.salt is None or stored.payload is None:
        return _Payload.ALTERED
    whole = payload_digest(stored.salt, stored.payload) == stored.digest
    return _Payload.WHOLE if whole else _Payload.ALTERED


def _erased_by(stored: StoredLine) -> set[int]:
    """The numbers of the lines whose payloads this line, which is sealed, says were erased."""
    if stored.line is None or stored.line.event != Event.JOURNAL_ERASED:
        return set()
    return set(json.loads(stored.payload or "{}")["lines"])


def _head_differs(case: CaseHead, reached: int, valid: set[str]) -> bool:
    """Whether the head is another, where the line that it should be is there to compare with."""
    if not isinstance(case.seq, int) or case.seq < 1:
        return True
    return case.seq == reached and case.head_hash not in valid
