"""Breaks one promise after the other, prints a table, and ends with 1 when one did not hold."""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from benchmarks.figures import Figure, told
from benchmarks.server import durable_server
from chaos import acknowledged, broker, due_at_once, links, mail, outage
from chaos.extent import FULL_SECONDS, Extent
from chaos.town import Server
from tests.servers import forget_installation

PROMISES: Mapping[str, Callable[[Server, Extent], Iterator[Figure]]] = {
    "P1": acknowledged.measure,
    "P3": due_at_once.measure,
    "P4": mail.measure,
    "P5": broker.measure,
    "P9": outage.measure,
    "P10": links.measure,
}


def main(wanted: Collection[str]) -> int:
    """The exit code; only these promises, or all."""
    forget_installation()
    extent = Extent(float(os.environ.get("CHAOS_SECONDS") or FULL_SECONDS))
    suffered = on_sqlite if os.environ.get("CHAOS_ON") == "sqlite" else on_postgresql
    return told(suffered(extent, wanted or PROMISES), os.environ.get("CHAOS_JSON"))


def on_postgresql(extent: Extent, wanted: Collection[str]) -> Iterator[Figure]:
    """Every figure, as soon as it is there."""
    with durable_server() as server:
        yield from _suffered(server, extent, wanted)


def on_sqlite(extent: Extent, wanted: Collection[str]) -> Iterator[Figure]:
    """The same on the embedded database, but for what it is not served with."""
    for figure in _suffered(None, extent, [name for name in wanted if name not in _OF_A_SERVER]):
        yield replace(figure, subject=f"{figure.subject} SQLite")


_OF_A_SERVER = ("P3",)
"""Four workers at thousands of rows: SQLite has one writer, and one worker is served with it."""


def _suffered(server: Server, extent: Extent, wanted: Collection[str]) -> Iterator[Figure]:
    for name, measure in PROMISES.items():
        if name in wanted:
            yield from measure(server, extent)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
