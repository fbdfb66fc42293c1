"""What may follow what: every move of a case along its route, as one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflows.engine.route import (
    CLOSED,
    DRAFTING,
    ENDED,
    JOINED,
    ON_HOLD,
    WITHDRAWN,
    Step,
    decided,
    first_state,
    on_agenda,
    opened,
    preparing,
    states_of,
    waiting,
)
from workflows.engine.vocabulary import BodyKind, Effect, StepKind, Trigger


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: the trigger takes a case from source to dest, if the rest holds."""

    trigger: Trigger
    source: str
    dest: str
    effect: Effect | None = None
    """Only by a decision with this effect."""
    held: str | None = None
    """Only for a case that was in this state when it was put on hold."""
    targets: tuple[str | None, ...] | None = None
    """Only when one of these bodies is asked for; None among them: when nobody is."""


def all_states(steps: Sequence[Step]) -> tuple[str, ...]:
    """Every state of a case on this route: drafting, the steps in order, then the ends."""
    between = (state for step in steps for state in states_of(step))
    return (DRAFTING, *between, ON_HOLD, WITHDRAWN, JOINED, CLOSED)


def all_moves(steps: Sequence[Step], effects: frozenset[Effect]) -> tuple[Move, ...]:
    """The whole table for a route on which decisions have these effects."""
    return (
        Move(Trigger.SUBMIT, DRAFTING, first_state(steps[0])),
        *(move for index in range(len(steps)) for move in _moves_at(steps, index, effects)),
        *_call_ins(steps),
        *_asides(all_states(steps)),
    )


def _moves_at(steps: Sequence[Step], index: int, effects: frozenset[Effect]) -> Iterator[Move]:
    here = steps[index]
    following = steps[index + 1] if index + 1 < len(steps) else None
    onward = first_state(following) if following else CLOSED
    if here.kind is StepKind.HEARING:
        yield Move(Trigger.OPEN_HEARING, preparing(here), opened(here))
        yield Move(Trigger.CLOSE_HEARING, opened(here), onward)
    else:
        yield Move(Trigger.PUT_ON_AGENDA, waiting(here), on_agenda(here))
        yield Move(Trigger.TAKE_OFF_AGENDA, on_agenda(here), waiting(here))
        yield Move(Trigger.DECIDE, on_agenda(here), decided(here))
        for move in _outcomes(here, following, onward):
            if move.effect in effects:
                yield move


def _outcomes(here: Step, following: Step | None, onward: str) -> Iterator[Move]:
    """Where a decision leads; to a hearing or another body only when the route has it next."""
    source = decided(here)
    yield Move(Trigger.TAKE_EFFECT, source, onward, Effect.ADVANCE)
    yield Move(Trigger.TAKE_EFFECT, source, waiting(here), Effect.DEFER)
    yield Move(Trigger.TAKE_EFFECT, source, DRAFTING, Effect.RETURN)
    if following and following.kind is StepKind.HEARING:
        yield Move(Trigger.TAKE_EFFECT, source, onward, Effect.SEND_TO_HEARING)
    if following and following.body:
        yield Move(Trigger.TAKE_EFFECT, source, onward, Effect.REFER, targets=(following.body,))
    yield Move(Trigger.TAKE_EFFECT, source, CLOSED, Effect.REJECT)
    yield Move(Trigger.TAKE_EFFECT, source, CLOSED, Effect.LAPSE)


def _call_ins(steps: Sequence[Step]) -> Iterator[Move]:
    """From a committee to the next council, or by way of a committee that stands between them.

    Until the meeting is closed, hence also from a decision (styrelsesloven § 23).
    """
    for index, here in enumerate(steps):
        if here.body_kind is not BodyKind.COMMITTEE:
            continue
        for there, targets in _called_in_to(here, steps[index + 1 :]):
            yield Move(Trigger.CALL_IN, on_agenda(here), waiting(there), targets=targets)
            yield Move(Trigger.CALL_IN, decided(here), waiting(there), targets=targets)


def _called_in_to(
    here: Step, later: Sequence[Step]
) -> Iterator[tuple[Step, tuple[str | None, ...]]]:
    at = next((i for i, step in enumerate(later) if step.body_kind is BodyKind.COUNCIL), None)
    if at is None:
        return
    yield later[at], (None, later[at].body)
    passed = {here.body}
    for step in later[:at]:
        if step.body_kind is BodyKind.COMMITTEE and step.body not in passed:
            passed.add(step.body)
            yield step, (step.body,)


def _asides(states: Sequence[str]) -> Iterator[Move]:
    """What leaves the line: rest, withdrawal, joining, reopening, a route changed on the spot."""
    yield Move(Trigger.JOIN, DRAFTING, JOINED)
    for state in states:
        if _may_rest(state):
            yield Move(Trigger.HOLD, state, ON_HOLD)
            yield Move(Trigger.RESUME, ON_HOLD, state, held=state)
    for state in states:
        if state in ENDED:
            if state != JOINED:
                yield Move(Trigger.REOPEN, state, DRAFTING)
            continue
        yield Move(Trigger.REROUTE, state, state)
        # What is decided takes effect; it can no longer be withdrawn.
        if not state.endswith(".decided"):
            yield Move(Trigger.WITHDRAW, state, WITHDRAWN)


def _may_rest(state: str) -> bool:
    """Not while a hearing is open or a meeting has the case before it."""
    return state == DRAFTING or state.endswith((".preparing", ".waiting"))
