"""A trigger in the shared machine, against a machine of its own for every case."""

import time
from collections.abc import Callable, Iterator
from itertools import count
from statistics import median
from typing import Any

from transitions import Machine

import definitions
from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.slices import median_ratio, paired
from workflows.engine.machine import CaseMachine, compile_machine, fire
from workflows.engine.route import read_route
from workflows.engine.vocabulary import Trigger
from workflows.settings import DEFAULT_DEFINITIONS

_TIMES = 300


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Microseconds for hold and its like; the engine alone, no database."""
    read = definitions.read(DEFAULT_DEFINITIONS)
    route = read_route("Høring, VPU, ØK, KB", read.bodies)
    machine = compile_machine(route, read.case_types["politisk-sag"])
    waiting = next(state for state in machine.states if state.endswith(".waiting"))

    asked = count()

    def shared() -> None:
        # With a target never heard of before, for what was asked before is remembered.
        fire(machine, waiting, Trigger.PUT_ON_AGENDA, target=str(next(asked)))

    def its_own() -> None:
        _machine_of_its_own(machine, waiting).put_on_agenda()

    taken = paired({"shared": lambda: _each(shared), "own": lambda: _each(its_own)}, sizes.rounds)
    yield Figure("engine", "a trigger in the shared machine", median(taken["shared"]), "µs")
    yield Figure("engine", "a trigger in a machine per case", median(taken["own"]), "µs")
    ratio = median_ratio(taken["own"], taken["shared"])
    yield Figure("engine", "a machine per case / the shared machine", ratio)


class _Case:
    """What `transitions` makes a model of."""


def _machine_of_its_own(machine: CaseMachine, state: str) -> Any:
    case = _Case()
    own = Machine(case, list(machine.states), initial=state, auto_transitions=False)
    for move in machine.moves:
        own.add_transition(move.trigger.value, move.source, move.dest)
    return case


def _each(work: Callable[[], None]) -> float:
    """Microseconds for one of many."""
    began = time.perf_counter()
    for _ in range(_TIMES):
        work()
    return 1e6 * (time.perf_counter() - began) / _TIMES
