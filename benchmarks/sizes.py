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
    rounds: int
    """Paired slices of which the median is taken."""
    slice_seconds: float
    workers: int


FULL = Sizes(10_000, 100_000, 1_000_000, 1_000, 10_000, 500, 10_000, 100, 10_000, 15, 0.4, 4)

TASTE = Sizes(30, 40, 50, 4, 6, 3, 6, 1, 10, 1, 0.02, 2)
