"""Durable acts on the embedded database, for orientation: SQLite with WAL and synchronous FULL."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.acts import ordinary_acts
from benchmarks.crew import rate
from benchmarks.figures import Figure
from benchmarks.population import add_officer, case_on_agenda
from benchmarks.server import house_on
from benchmarks.sizes import Sizes
from workflows.records.schema import migrate


def measure(sizes: Sizes) -> Iterator[Figure]:
    """One worker on one file."""
    with tempfile.TemporaryDirectory() as folder:
        house = house_on(f"sqlite:///{Path(folder) / 'bench.db'}")
        migrate(house.database)
        add_officer(house)
        acts = partial(ordinary_acts, house, case_on_agenda(house))
        yield Figure("embedded", "acts, 1 worker", rate(acts, 3 * sizes.slice_seconds), "per s")
        house.database.dispose()
