"""Bodies that a route was written with and the register calls otherwise, or has no more."""

from collections.abc import Iterable, Sequence

from workflows.engine.definition import Body
from workflows.engine.naming import find_body
from workflows.engine.route import Route, Step
from workflows.engine.vocabulary import BodyKind


def bodies_gone(route: Route, bodies: Sequence[Body]) -> tuple[Body, ...]:
    """The bodies of a route that no body of today goes by, as the route knows them.

    A case keeps what it has walked (after an election the committees are others), so its line
    must be readable still.
    """
    gone = {
        step.body: Body(step.body, step.title, step.body_kind or BodyKind.COMMITTEE)
        for step in route.steps
        if step.body is not None and find_body(bodies, step.body) is None
    }
    return tuple(gone.values())


def same_stations(steps: Sequence[Step], others: Sequence[Step], bodies: Iterable[Body]) -> bool:
    """Whether the steps are the same ones, a body by its code or by any name it has today."""
    register = tuple(bodies)

    def called(step: Step) -> tuple[str, str | None]:
        body = find_body(register, step.body) if step.body is not None else None
        return step.kind, body.code if body else step.body

    return [called(one) for one in steps] == [called(one) for one in others]
