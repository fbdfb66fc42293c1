"""How long cases stood in each step, read from their journals, and what is usual of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from workflows.engine.route import CLOSED, ENDED, split_state

FEWEST = 3
"""Stays from which on a median says something of the next one."""

SHORTEST = timedelta(minutes=1)
"""What is over sooner was passed through: an import walks the steps of years in a second."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A line of the journal by which a case came to a state."""

    case: str
    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A case in one place: a step, whatever its phases, or drafting, or on hold."""

    case: str
    place: str
    """The key of the step, or the state where it belongs to none."""
    began_at: datetime
    ended_at: datetime | None
    """None while the case is still there."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What is usual of some durations."""

    count: int
    median: timedelta | None
    """None where there are too few to say."""
    most: timedelta | None
    """What nine of ten do not exceed; None where there are too few to say."""


def stays(entered: Iterable[Entered]) -> Iterator[Stay]:
    """The stays of cases, whose lines come case by case and in their order."""
    for case, lines in groupby(entered, key=lambda line: line.case):
        found = [next(same) for _, same in groupby(lines, key=lambda line: place_of(line.state))]
        for line, after in zip(found, (*found[1:], None), strict=True):
            passed = after is not None and after.at - line.at < SHORTEST
            if line.state not in ENDED and not passed:
                yield Stay(case, place_of(line.state), line.at, after.at if after else None)


def journeys(entered: Iterable[Entered]) -> Iterator[Stay]:
    """From the opening of each case to its last end, as one stay; None where it has not ended."""
    for case, lines in groupby(entered, key=lambda line: line.case):
        first, *others = lines
        last = others[-1] if others else first
        yield Stay(case, CLOSED, first.at, last.at if last.state == CLOSED else None)


def place_of(state: str) -> str:
    """The key of the step that a state belongs to, or the state itself."""
    return split_state(state)[0] or state


def spread(durations: Iterable[timedelta]) -> Spread:
    """The middle one, and the one that nine of ten do not exceed (by nearest rank)."""
    ordered = sorted(durations)
    if len(ordered) < FEWEST:
        return Spread(len(ordered), None, None)
    return Spread(len(ordered), _median(ordered), ordered[-(-len(ordered) * 9 // 10) - 1])


def _median(ordered: Sequence[timedelta]) -> timedelta:
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
