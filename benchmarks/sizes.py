"""How much is generated and how long is measured: all of it, or a taste for the tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The extent of one run."""

    few: int
    """Cases of the small database, each on an agenda with a deadline of its own."""
    some: int
    many: int
    heard: int
    """Cases of each database in an open hearing."""
    hearings: int
    """Due at once."""
    due: int
    """Deadlines that one sweep is to find."""
    reminders: int
    """Due at once, and then sent."""
    lot: int
    """Letters that are sent one by one before others come in between."""
    tasks: int
    """After which a worker is weighed, and after a tenth of them."""
    young: int
    """Cases of a town whose desk is measured, nearly all of them ended."""
    old: int
    """Cases of the town that the first is measured against: a lifetime's."""
    rounds: int
    """Paired slices of which the median is taken."""
    slice_seconds: float
    workers: int


FULL = Sizes(
    few=10_000,
    some=100_000,
    many=1_000_000,
    heard=1_000,
    hearings=10_000,
    due=500,
    reminders=10_000,
    lot=100,
    tasks=10_000,
    young=1_000,
    old=100_000,
    rounds=15,
    slice_seconds=0.4,
    workers=4,
)

TASTE = Sizes(
    few=30,
    some=40,
    many=50,
    heard=4,
    hearings=6,
    due=3,
    reminders=6,
    lot=1,
    tasks=10,
    young=120,
    old=240,
    rounds=1,
    slice_seconds=0.02,
    workers=2,
)
