"""The officers' pages after a lifetime of cases, against the same in a young town."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.desk_town import EVERYWHERE, DeskTown, settle_desk_town
from benchmarks.figures import Figure, at_most
from benchmarks.pages import product
from benchmarks.population import OFFICER_ID
from benchmarks.readers import Readers, get, readers
from benchmarks.server import populated, vacuum
from benchmarks.sizes import Sizes
from benchmarks.slices import median_ratio, paired
from workflows.services.installation import Installation
from workflows.services.signin import one_time_link, sign_in_by_link

_SESSION = "a page that only checks the session"

_PATHS: Mapping[str, Callable[[DeskTown, int], str]] = {
    _SESSION: lambda town, number: "/sager/ny",
    "front page": lambda town, number: "/",
    "list": lambda town, number: "/sager?vis=alle",
    "search for a rare word": lambda town, number: f"/sager?vis=alle&q={town.rare_word(number)}",
    "search for a word of all": lambda town, number: f"/sager?vis=alle&q={EVERYWHERE}",
    "search for a misspelt word": lambda town, number: "/sager?vis=alle&q=cyklesti",
    "case page": lambda town, number: f"/sager/{town.case(number)}",
}


def measure(server: str, sizes: Sizes) -> Iterator[Figure]:
    """Milliseconds of each page, for one reader of one web process on each town."""
    with ExitStack() as stack:
        towns: list[Mapping[str, Readers]] = []
        for cases in (sizes.young, sizes.old):
            began = time.monotonic()
            house = stack.enter_context(populated(server, f"desk_{cases}"))
            town = settle_desk_town(house, cases)
            vacuum(house)
            seconds = time.monotonic() - began
            yield Figure("fill", f"{cases:,} cases with answers and words", seconds, "s")
            towns.append(_readers(stack, house, town))
        yield from _figures(*towns, sizes)


def _readers(stack: ExitStack, house: Installation, town: DeskTown) -> dict[str, Readers]:
    """One for each page, by a web process as `serve` starts it."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    address = stack.enter_context(product(town.url, folder))
    secret = one_time_link(house, OFFICER_ID).rpartition("/")[2]
    session = f"sagsgang={sign_in_by_link(house, secret)}"

    def ask(path: Callable[[DeskTown, int], str]) -> bytes:
        return get(path(town, random.randint(1, town.cases)), session)

    return {
        name: stack.enter_context(readers(address, 1, partial(ask, path)))
        for name, path in _PATHS.items()
    }


def _figures(
    young: Mapping[str, Readers], old: Mapping[str, Readers], sizes: Sizes
) -> Iterator[Figure]:
    for name in _PATHS:
        measured = {"young": young[name], "old": old[name], "session": old[_SESSION]}
        for side in measured.values():
            side.rate(sizes.slice_seconds)
        rates = paired(
            {who: partial(side.rate, sizes.slice_seconds) for who, side in measured.items()},
            sizes.rounds,
        )
        yield Figure("desk", f"{name}, {sizes.old:,} cases", 1000 / median(rates["old"]), "ms")
        if name == _SESSION:
            continue
        grown = median_ratio(rates["young"], rates["old"])
        yield Figure("desk", f"{name} / with {sizes.young:,} cases", grown, "×", at_most(1.3))
        beside = median_ratio(rates["session"], rates["old"])
        yield Figure("desk", f"{name} / session page", beside, "×", at_most(8))
