"""Worker processes that all do one kind of work for a moment, then wait for the next order."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeAlias

Work: TypeAlias = Callable[[], int]
"""Does something once or a few times; how many times."""

Preparation: TypeAlias = Callable[[str, int, int], Mapping[str, Work]]
"""What a worker can do, by name; from the database's URL, its number and how many they are."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers that wait for what to do."""

    pipes: Sequence[Connection]

    def rate(self, work: str, seconds: float) -> float:
        """How often per second all workers together do the work."""
        for pipe in self.pipes:
            pipe.send((work, seconds))
        return float(sum(pipe.recv() for pipe in self.pipes))

    def once(self, work: str) -> int:
        """What comes of it when every worker does the work once, all at the same time."""
        for pipe in self.pipes:
            pipe.send((work, None))
        return int(sum(pipe.recv() for pipe in self.pipes))


@contextmanager
def crew(size: int, prepare: Preparation, url: str, warm_up: float) -> Iterator[Crew]:
    """So many workers on one database, each of which does each work for `warm_up` seconds first."""
    context = multiprocessing.get_context("spawn")
    pipes = []
    workers = []
    for number in range(size):
        ours, theirs = context.Pipe()
        arguments = (theirs, prepare, url, number, size, warm_up)
        workers.append(context.Process(target=_serve, args=arguments, daemon=True))
        workers[-1].start()
        # A worker that fails is then seen as the end of its pipe, not waited for.
        theirs.close()
        pipes.append(ours)
    try:
        for pipe in pipes:
            pipe.recv()
        yield Crew(pipes)
    finally:
        for pipe in pipes:
            pipe.close()
        for worker in workers:
            worker.join()


def _serve(
    orders: Connection, prepare: Preparation, url: str, number: int, size: int, warm_up: float
) -> None:
    works = prepare(url, number, size)
    for work in works.values():
        rate(work, warm_up)
    orders.send("ready")
    try:
        while True:
            name, seconds = orders.recv()
            orders.send(works[name]() if seconds is None else rate(works[name], seconds))
    except EOFError:
        return


def rate(work: Work, seconds: float) -> float:
    """How often per second this process does the work."""
    began = time.perf_counter()
    done = 0
    while (elapsed := time.perf_counter() - began) < seconds:
        done += work()
    return done / elapsed
