"""Runs every benchmark, prints a table, and ends with 1 when a target is missed."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

from benchmarks import acts, closing, desk, embedded, machines, pages, reminders, sweeps
from benchmarks.figures import Figure, told
from benchmarks.population import settle_town
from benchmarks.server import durable_postgres, populated, vacuum
from benchmarks.sizes import FULL, Sizes


def main() -> int:
    """The exit code."""
    return told(measured(FULL), os.environ.get("BENCH_JSON"))


def measured(sizes: Sizes) -> Iterator[Figure]:
    """Every figure, as soon as it is there."""
    yield from machines.measure(sizes)
    yield from embedded.measure(sizes)
    with ExitStack() as stack:
        server = stack.enter_context(durable_postgres())
        yield from closing.measure(server, sizes)
        yield from reminders.measure(server, sizes)
        yield from desk.measure(server, sizes)
        towns = []
        for cases in (sizes.few, sizes.some, sizes.many):
            began = time.monotonic()
            house = stack.enter_context(populated(server, f"town_{cases}"))
            towns.append(settle_town(house, cases, sizes.heard))
            vacuum(house)
            seconds = time.monotonic() - began
            yield Figure("fill", f"{cases:,} cases with their rows copied", seconds, "s")
        # Before the acts, which put other deadlines in the place of those that are to fall due.
        yield from sweeps.measure(towns, sizes)
        yield from acts.measure(towns[0], towns[-1], sizes)
        yield from pages.measure(towns[-1], sizes)


if __name__ == "__main__":
    sys.exit(main())
