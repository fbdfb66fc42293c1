"""Verifies that no journal was changed: every hash computed again, and the head of each chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflows.records.chain import FIRST, chained, payload_digest
from workflows.records.histories import CaseHead, Head, History, StoredLine, histories, strays
from workflows.services.anchoring import anchored
from workflows.services.installation import Installation
from workflows.services.replaying import wanted_case


class Tampering(StrEnum):
    """What can have been done to a journal."""

    ALTERED = "altered"
    """A column of the line is not what was sealed."""
    PAYLOAD_ALTERED = "payload_altered"
    """The payload is not the one that was sealed; an erased one is no fault."""
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


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, by the number of the row that it was found in."""

    seq: int
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
    with house.database.connect() as connection:
        only = wanted_case(connection, case)
        for history in histories(connection, only):
            cut = _cut(history, kept.pop(history.case.id, None))
            faults = (*faults_of(history, house.keys.journal), *cut)
            yield Verified(history.case.number, len(history.lines), faults)
        if only is None:
            for gone in kept.values():
                yield Verified(gone.case, 0, (Fault(gone.seq, Tampering.CUT),))
            for stray in strays(connection):
                what = Tampering.STRAY_PAYLOAD if stray.payload_only else Tampering.STRAY_LINE
                yield Verified(stray.case, 0, (Fault(stray.seq, what),))


def _cut(history: History, kept: Head | None) -> tuple[Fault, ...]:
    """Whether the line that was the head once is gone, or another now."""
    if kept is None or any(
        stored.line.seq == kept.seq and stored.hash == kept.hash for stored in history.lines
    ):
        return ()
    return (Fault(kept.seq, Tampering.CUT),)


def faults_of(history: History, key: bytes) -> Iterator[Fault]:
    """The faults of one journal, in the order of its lines."""
    counted, expected, valid = history.case.seq, 1, {FIRST}
    for stored in history.lines:
        seq = stored.line.seq
        if seq > counted:
            yield Fault(seq, Tampering.ADDED)
            continue
        if seq != expected:
            yield from (Fault(gone, Tampering.MISSING) for gone in range(expected, seq))
            valid = set()
        computed = {chained(key, before, stored.line, stored.digest) for before in valid}
        if valid and stored.hash not in computed:
            yield Fault(seq, Tampering.ALTERED)
        if not _payload_fits(stored):
            yield Fault(seq, Tampering.PAYLOAD_ALTERED)
        # The next line is chained to what this one's hash was before anything was altered:
        # the stored one, or the computed one where the hash itself was altered.
        valid, expected = {stored.hash, *computed}, seq + 1
    yield from (Fault(gone, Tampering.MISSING) for gone in range(expected, counted + 1))
    if _head_differs(history.case, history.lines, valid):
        yield Fault(counted, Tampering.HEAD_ALTERED)


def _payload_fits(stored: StoredLine) -> bool:
    if stored.salt is None or stored.payload is None:
        return True
    return payload_digest(stored.salt, stored.payload) == stored.digest


def _head_differs(case: CaseHead, lines: tuple[StoredLine, ...], valid: set[str]) -> bool:
    """Whether the head is another, where the line that it should be is there to compare with."""
    reached = any(stored.line.seq == case.seq for stored in lines)
    return case.head_hash not in valid if reached else case.seq < 1
