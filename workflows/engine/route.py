"""The sagsgang line as a route: `BUU, høring, BUU, ØK, KB` becomes five steps in order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.naming import ascii_key
from workflows.engine.sagsgang import LONGEST_LINE, UnknownBody, UnknownWord, read_line
from workflows.engine.vocabulary import BodyKind, StepKind
from workflows.engine.wording import routes as say

__all__ = [
    "CLOSED",
    "DRAFTING",
    "ENDED",
    "JOINED",
    "MOST_STEPS",
    "ON_HOLD",
    "WITHDRAWN",
    "Phase",
    "Route",
    "Step",
    "UnknownBody",
    "UnknownWord",
    "carried_over",
    "decided",
    "find_step",
    "first_state",
    "hearing_step",
    "index_of",
    "insert_after",
    "meeting_step",
    "next_step",
    "on_agenda",
    "opened",
    "preparing",
    "read_route",
    "rewrite",
    "route_through",
    "split_state",
    "states_of",
    "step",
    "to_council",
    "waiting",
    "with_body_after",
    "with_hearing_after",
]

MOST_STEPS = 40

DRAFTING: Final = "drafting"
ON_HOLD: Final = "on_hold"
WITHDRAWN: Final = "withdrawn"
CLOSED: Final = "closed"
JOINED: Final = "joined"
ENDED: Final = (CLOSED, WITHDRAWN, JOINED)
"""In these nothing waits; out of the last there is no way."""


class Phase(StrEnum):
    """How far the treatment at one step has come; a state is `step key.phase`."""

    PREPARING = "preparing"
    OPEN = "open"
    WAITING = "waiting"
    ON_AGENDA = "on_agenda"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Step:
    """One station between drafting and closed."""

    key: str
    """Body code in lower-case ASCII and a running number: `buu-1`, `hearing-1`, `oek-1`."""
    kind: StepKind
    body: str | None
    """The body's code; None for a hearing."""
    title: str
    body_kind: BodyKind | None = None

    def __hash__(self) -> int:
        """By the key alone: a machine is looked up by its steps at every move of a case."""
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Route:
    """Who treats a case, in order."""

    line: str
    """The line in its canonical form: `BUU, høring, BUU, ØK, KB`, or `Høring, VPU, ØK, KB`."""
    steps: tuple[Step, ...]


def read_route(line: str, bodies: Sequence[Body]) -> Route:
    """The route that a sagsgang line tells of, as municipalities print it, heading or not.

    Raises `UnknownBody` when it names what is not among `bodies`, and `WrongInput` when it is
    empty, too long, or has two hearings in a row.
    """
    return route_through(read_line(line, bodies).words)


def route_through(words: Iterable[Body | None]) -> Route:
    """The route by way of these bodies, with a hearing for each None.

    Raises `WrongInput` when it is empty, too long, or has two hearings in a row.
    """
    return _route((), [meeting_step(body) if body else hearing_step() for body in words])


def meeting_step(body: Body) -> Step:
    """The body's treatment of a case; the route that takes the step in gives it its number."""
    # Codes may share their ASCII form, or have none: the number still keeps the keys apart.
    key = f"{ascii_key(body.code) or 'body'}-1"
    return Step(key, StepKind.MEETING, body.code, body.name, body.kind)


def hearing_step() -> Step:
    """A hearing; the route that takes the step in gives it its number."""
    return Step("hearing-1", StepKind.HEARING, None, "Høring")


# Rewriting: the part walked stays as it was.


def rewrite(route: Route, walked: int, rest: Route | Sequence[Step]) -> Route:
    """The route with its first `walked` steps untouched and `rest` after them, numbered on.

    Raises `WrongInput` when the whole is empty, too long, or has two hearings in a row.
    """
    following = rest.steps if isinstance(rest, Route) else rest
    return _route(route.steps[:walked], following)


def insert_after(route: Route, key: str, steps: Sequence[Step]) -> Route:
    """The route with `steps` put in after the step `key`; raises `WrongInput` like `rewrite`."""
    walked = index_of(route, key) + 1
    return rewrite(route, walked, [*steps, *route.steps[walked:]])


def with_hearing_after(route: Route, key: str) -> Route:
    """The route where the body at `key` has the case heard and then treats it again.

    A route that has a hearing there already is returned as it is.
    """
    sender = step(route, key)
    following = next_step(route, key)
    if following and following.kind is StepKind.HEARING:
        return route
    return insert_after(route, key, [hearing_step(), sender])


def with_body_after(route: Route, key: str, body: Body) -> Route:
    """The route where `body` treats the case next; as it is when it does so already."""
    following = next_step(route, key)
    if following and following.body == body.code:
        return route
    return insert_after(route, key, [meeting_step(body)])


def to_council(route: Route, key: str, council: Body, via: Body | None = None) -> Route:
    """The route after a call-in at `key`: only the council is left, by way of `via` if given.

    Styrelsesloven § 23 (standsningsret).
    """
    rest = [via, council] if via else [council]
    return rewrite(route, index_of(route, key) + 1, [meeting_step(body) for body in rest])


def step(route: Route, key: str) -> Step:
    """The step with this key; raises `WrongInput` when the route has none such."""
    return route.steps[index_of(route, key)]


def index_of(route: Route, key: str) -> int:
    """The place of a step in the route, from 0; raises `WrongInput` when it has none such."""
    for index, candidate in enumerate(route.steps):
        if candidate.key == key:
            return index
    raise WrongInput(say.has_no_step(route.line, key))


def find_step(route: Route, key: str) -> Step | None:
    """The step with this key, or None."""
    return next((each for each in route.steps if each.key == key), None)


def next_step(route: Route, key: str) -> Step | None:
    """The step after this one, or None after the last."""
    after = index_of(route, key) + 1
    return route.steps[after] if after < len(route.steps) else None


def _route(walked: tuple[Step, ...], rest: Iterable[Step]) -> Route:
    steps = (*walked, *_numbered(walked, rest))
    if not steps:
        raise WrongInput(say.ROUTE_IS_EMPTY)
    if len(steps) > MOST_STEPS:
        raise WrongInput(say.has_too_many_steps(len(steps), MOST_STEPS))
    for number, (one, other) in enumerate(pairwise(steps), 1):
        if one.kind is other.kind is StepKind.HEARING:
            raise WrongInput(say.two_hearings_in_a_row(number, number + 1))
    line = _line(steps)
    if len(line) > LONGEST_LINE:
        raise WrongInput(say.route_is_too_long(len(line), LONGEST_LINE))
    return Route(line, steps)


def _line(steps: Iterable[Step]) -> str:
    """As it is printed: codes and `høring` with commas, beginning with a capital letter."""
    line = ", ".join(each.body or "høring" for each in steps)
    return line[:1].upper() + line[1:] if line.startswith("høring") else line


def _numbered(walked: Iterable[Step], rest: Iterable[Step]) -> Iterator[Step]:
    """The steps of `rest` with the running numbers that follow upon those walked."""
    last = Counter[str]()
    for each in walked:
        stem, _, number = each.key.rpartition("-")
        last[stem] = max(last[stem], int(number))
    for each in rest:
        stem = each.key.rpartition("-")[0]
        last[stem] += 1
        yield _with_number(each, stem, last[stem])


def _with_number(each: Step, stem: str, number: int) -> Step:
    if each.kind is StepKind.HEARING:
        title = "Høring" if number == 1 else say.hearing_number(number)
        return replace(each, key=f"{stem}-{number}", title=title)
    return replace(each, key=f"{stem}-{number}")


# States: what a step's treatment goes through.


def preparing(hearing: Step) -> str:
    """The hearing is being written; nobody is invited yet."""
    return f"{hearing.key}.{Phase.PREPARING}"


def opened(hearing: Step) -> str:
    """The hearing takes answers."""
    return f"{hearing.key}.{Phase.OPEN}"


def waiting(meeting: Step) -> str:
    """The case waits for a meeting of the body."""
    return f"{meeting.key}.{Phase.WAITING}"


def on_agenda(meeting: Step) -> str:
    """The case is on the agenda of a meeting."""
    return f"{meeting.key}.{Phase.ON_AGENDA}"


def decided(meeting: Step) -> str:
    """The body has decided; the decision takes effect when the meeting is closed."""
    return f"{meeting.key}.{Phase.DECIDED}"


def states_of(each: Step) -> tuple[str, ...]:
    """The states of one step, in the order in which a case goes through them."""
    if each.kind is StepKind.HEARING:
        return preparing(each), opened(each)
    return waiting(each), on_agenda(each), decided(each)


def first_state(each: Step) -> str:
    """The state in which a case comes to the step."""
    return states_of(each)[0]


def carried_over(state: str, before: Route, after: Route) -> str:
    """Where a case that stands in `state` stands once its route is written anew.

    That is the same state, unless its step has only begun and another one takes its place.
    """
    key, _ = split_state(state)
    if key is None:
        return state
    at = index_of(before, key)
    if state != first_state(before.steps[at]) or at >= len(after.steps):
        return state
    return first_state(after.steps[at])


def split_state(state: str) -> tuple[str | None, str]:
    """The step key and phase of a state; `drafting` and the like have no step key."""
    key, _, phase = state.rpartition(".")
    return key or None, phase
