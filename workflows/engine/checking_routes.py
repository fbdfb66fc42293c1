"""Checks that bodies can be written in a route, and that a case type's route can be read."""

from collections.abc import Sequence

from workflows.engine.definition import Body, CaseType
from workflows.engine.errors import WrongInput
from workflows.engine.machine import (
    compile_machine,
    dead_ends,
    edges,
    states,
    unreachable_states,
)
from workflows.engine.quoting import shown
from workflows.engine.route import Route, read_route
from workflows.engine.sagsgang import read_line
from workflows.engine.sections import Section
from workflows.engine.vocabulary import BodyKind, StepKind


def report_unreadable_names(file: Section, bodies: Sequence[Body]) -> None:
    """A fault for each code, name or alias that a sagsgang line could read as something else."""
    for body in bodies:
        others = [other for other in bodies if other.code != body.code]
        for name in filter(None, (body.code, body.name, *body.aliases)):
            key = f"body[{body.code}]"
            if steps_named(name, bodies) != (body.code,):
                file.fault(key, f"{shown(name)} kan ikke læses i en sagsgang", "vælg et andet navn")
            elif spelled := steps_named(name, others):
                steps = ", ".join(step or "høring" for step in spelled)
                what = f"{shown(name)} kan også læses som {steps}"
                file.fault(key, what, "vælg et navn, der ikke er sat sammen af andres")


def steps_named(line: str, bodies: Sequence[Body]) -> tuple[str | None, ...]:
    """The codes that the line names, None for a hearing; nothing where it cannot be read."""
    try:
        return tuple(body.code if body else None for body in read_line(line, bodies).words)
    except WrongInput:
        return ()


def report_route_faults(file: Section, case_type: CaseType, bodies: Sequence[Body] | None) -> None:
    """Faults of the case type's own route; `bodies` is None when their file could not be read."""
    if not bodies:
        return
    route = _own_route(file, case_type, bodies) if case_type.route else _trial_route(bodies)
    if route is None:
        return
    if not case_type.hearings and _holds_hearing(route):
        file.fault("route", "har en høring, men sagstypen har ingen", "skriv en [[hearing]]")
    if case_type.words:
        _report_stuck_states(file, route, case_type)


def _report_stuck_states(file: Section, route: Route, case_type: CaseType) -> None:
    """A state that no case can come to, or that none can leave for its end."""
    machine = compile_machine(route, case_type)
    ways, names = edges(machine, case_type), states(machine)
    hint = 'tilføj et ord med effect = "advance"'
    for state in unreachable_states(ways, names):
        file.fault("words", f"på sagsgangen {route.line} når ingen sag til {state}", hint)
    for state in dead_ends(ways, names):
        file.fault("words", f"på sagsgangen {route.line} kan ingen sag afsluttes fra {state}", hint)


def _own_route(file: Section, case_type: CaseType, bodies: Sequence[Body]) -> Route | None:
    try:
        return read_route(case_type.route or "", bodies)
    except WrongInput as problem:
        for line in str(problem).splitlines():
            file.fault("route", line)
        return None


def _trial_route(bodies: Sequence[Body]) -> Route | None:
    """A case type without a route of its own is tried on the way straight to the council."""
    council = next((body for body in bodies if body.kind is BodyKind.COUNCIL), None)
    try:
        return read_route(council.code, bodies) if council else None
    except WrongInput:
        return None


def _holds_hearing(route: Route) -> bool:
    return any(step.kind is StepKind.HEARING for step in route.steps)
