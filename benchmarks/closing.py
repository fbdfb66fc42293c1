"""Closing all hearings that are due in the same second, per case, against the floor."""

import random
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from statistics import median

import psycopg

from benchmarks import floor
from benchmarks.crew import Work, crew, rate
from benchmarks.figures import Figure, at_least
from benchmarks.population import add_officer, case_in_hearing, copied_id, copy_case, today
from benchmarks.server import house_on, populated, vacuum
from benchmarks.sizes import Sizes
from tests.servers import plain
from workflows.services.installation import Installation
from workflows.services.sweeping import sweep

_ROUNDS = 3

_PROCESSES = 2
"""Of the worker that sweeps, as `sagsgang serve` starts it."""


def measure(server: str, sizes: Sizes) -> Iterator[Figure]:
    """Hearings of three parties, one of which has answered; a new database for each round."""
    rates = []
    for number in range(min(_ROUNDS, sizes.rounds)):
        with populated(server, f"closing_{number}") as house:
            rates.append(_closed(house, sizes))
    yield Figure("closing", "hearings closed", median(closed for closed, _ in rates), "per s")
    ratio = median(closed / by_hand for closed, by_hand in rates)
    name = f"{sizes.hearings:,} hearings due at once, per case / floor"
    yield Figure("closing", name, ratio, "×", at_least(8))


def _closed(house: Installation, sizes: Sizes) -> tuple[float, float]:
    """Hearings closed per second, and the floor's rate just before and after."""
    add_officer(house)
    url = house.settings.database_url
    with (
        crew(_PROCESSES, _sweeping, url, sizes.slice_seconds) as workers,
        psycopg.connect(plain(url)) as by_hand,
    ):
        model = case_in_hearing(house, today() - timedelta(days=2))
        copy_case(house, model, sizes.hearings - 1)
        vacuum(house)

        def one() -> int:
            floor.transition(by_hand, copied_id(model, random.randint(1, sizes.hearings - 1)))
            return 1

        before = rate(one, 2 * sizes.slice_seconds)
        began = time.perf_counter()
        closed = workers.once("sweep")
        seconds = time.perf_counter() - began
        after = rate(one, 2 * sizes.slice_seconds)
    assert closed == sizes.hearings
    return sizes.hearings / seconds, (before + after) / 2


def _sweeping(url: str, _number: int, _size: int) -> Mapping[str, Work]:
    """A sweep; how many cases it acted on, none of which may fail."""
    house = house_on(url)

    def swept() -> int:
        done = sweep(house)
        assert not done.failed, done
        return len(done.cases)

    return {"sweep": swept}
