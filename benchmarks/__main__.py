"""Runs every benchmark, prints a table, and ends with 1 when a target is missed."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks import acts, closing, embedded, machines, sweeps
from benchmarks.figures import Figure, document, row
from benchmarks.population import settle_town
from benchmarks.server import durable_postgres, populated, vacuum
from benchmarks.sizes import FULL, Sizes


def main() -> int:
    """The exit code."""
    began = time.monotonic()
    figures = []
    for figure in measured(FULL):
        print(row(figure), flush=True)
        figures.append(figure)
    seconds = time.monotonic() - began
    print(f"\n{sum(figure.missed for figure in figures)} of the targets missed, {seconds:.0f} s")
    if file := os.environ.get("BENCH_JSON"):
        Path(file).write_text(
            json.dumps(document(figures, seconds), ensure_ascii=False, indent=1) + "\n"
        )
    return int(any(figure.missed for figure in figures))


def measured(sizes: Sizes) -> Iterator[Figure]:
    """Every figure, as soon as it is there."""
    yield from machines.measure(sizes)
    yield from embedded.measure(sizes)
    with ExitStack() as stack:
        server = stack.enter_context(durable_postgres())
        yield from closing.measure(server, sizes)
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


if __name__ == "__main__":
    sys.exit(main())
