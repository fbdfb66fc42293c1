"""A route and a case type as one `transitions` machine, compiled once for all its cases."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from transitions import Machine

from workflows.engine.definition import CaseType
from workflows.engine.errors import NotAllowed
from workflows.engine.moves import Move, all_moves, all_states
from workflows.engine.route import CLOSED, DRAFTING, JOINED, WITHDRAWN, Route, Step
from workflows.engine.vocabulary import Effect, Trigger

Fired = tuple[str, Trigger, Effect | None, str | None, str | None]
"""All that decides where a trigger leads: state, trigger, effect, held state, target."""


@dataclass(frozen=True, slots=True, eq=False)
class CaseMachine:
    """All that cases of one route and set of effects can do."""

    states: tuple[str, ...]
    moves: tuple[Move, ...]
    effects: frozenset[Effect]
    """What decisions can do here; one recorded with another effect could never take effect."""
    triggers: Mapping[str, tuple[Trigger, ...]]
    """By state, in the order of the enum."""
    machine: Machine
    """Has no model of its own and gets none: a shared machine would keep every one alive."""
    walked: dict[Fired, str | None] = field(default_factory=dict, repr=False)
    """Where each trigger led that was fired: ten thousand cases ask the same in one sweep."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow of the state machine as it is shown; `word` is the code of a decision word."""

    trigger: Trigger
    source: str
    dest: str
    word: str | None


@dataclass(slots=True)
class _Token:
    """Stands for one case during one move: the model that `transitions` changes the state of."""

    state: str
    effect: Effect | None
    held: str | None
    target: str | None


Guard = Callable[[_Token], bool]


def compile_machine(route: Route, case_type: CaseType) -> CaseMachine:
    """The machine of this route for a case type's decision words; the same one for the same two."""
    return _compiled(route.steps, frozenset(word.effect for word in case_type.words))


def fire(
    machine: CaseMachine,
    state: str,
    trigger: Trigger,
    *,
    effect: Effect | None = None,
    held: str | None = None,
    target: str | None = None,
) -> str:
    """The state that the trigger takes a case to.

    `effect` is that of the decision which takes effect, `held` the state that an on-hold case is
    to resume, `target` the code of the body that a decision refers to or a call-in goes by way of.

    Raises `NotAllowed`, with what is allowed, when the machine has no such move.
    """
    if trigger not in machine.triggers.get(state, ()):
        raise NotAllowed(trigger, state, allowed(machine, state, held))
    fired = (state, trigger, effect, held, target)
    if fired not in machine.walked:
        machine.walked[fired] = _walk(machine, *fired)
    dest = machine.walked[fired]
    if dest is None:
        raise NotAllowed(trigger, state, allowed(machine, state, held))
    return dest


def _walk(
    machine: CaseMachine,
    state: str,
    trigger: Trigger,
    effect: Effect | None,
    held: str | None,
    target: str | None,
) -> str | None:
    token = _Token(state, effect, held, target)
    # Not `token.submit()` and the like: that needs add_model, which costs sevenfold and leaks.
    # The second token is for the guards.
    return token.state if machine.machine.events[trigger].trigger(token, token) else None


def allowed(machine: CaseMachine, state: str, held: str | None = None) -> tuple[Trigger, ...]:
    """The triggers that can be fired in a state, in the order of the enum.

    Joining is left out: it is done to two cases, and by no trigger of one.
    """
    triggers = tuple(one for one in machine.triggers.get(state, ()) if one is not Trigger.JOIN)
    if Trigger.RESUME in triggers and not _may_resume(machine, held):
        return tuple(trigger for trigger in triggers if trigger is not Trigger.RESUME)
    return triggers


def states(machine: CaseMachine) -> tuple[str, ...]:
    """Every state: drafting, the steps in order, on hold, withdrawn, closed."""
    return machine.states


def edges(machine: CaseMachine, case_type: CaseType) -> tuple[Edge, ...]:
    """Every arrow; a decision's effect gives one for each of the case type's words that has it.

    Referring is left out: where it leads is asked for with each decision, not given by the route.
    """
    return tuple(
        Edge(move.trigger, move.source, move.dest, word)
        for move in machine.moves
        for word in _words(move, case_type)
    )


def unreachable_states(edges: Iterable[Edge], states: Iterable[str]) -> tuple[str, ...]:
    """The states that no case comes to from drafting.

    Resuming opens no way, for it leads only to where the case has been before.
    """
    ways = {(edge.source, edge.dest) for edge in edges if edge.trigger is not Trigger.RESUME}
    reached = _reached(DRAFTING, ways)
    return tuple(state for state in states if state not in reached)


def dead_ends(edges: Iterable[Edge], states: Iterable[str]) -> tuple[str, ...]:
    """The states from which no case can be brought to its end.

    To withdraw a case or join it with another is not to end it, and reopening one is a beginning.
    """
    ways = {(edge.dest, edge.source) for edge in edges if edge.trigger is not Trigger.REOPEN}
    ending = _reached(CLOSED, ways)
    return tuple(
        state for state in states if state not in ending and state not in (WITHDRAWN, JOINED)
    )


def _reached(start: str, ways: Collection[tuple[str, str]]) -> set[str]:
    reached, fresh = {start}, {start}
    while fresh:
        fresh = {there for here, there in ways if here in fresh} - reached
        reached |= fresh
    return reached


def _words(move: Move, case_type: CaseType) -> Iterable[str | None]:
    if move.effect is None:
        return (None,)
    if move.effect is Effect.REFER:
        return ()
    return (word.code for word in case_type.words if word.effect is move.effect)


def _may_resume(machine: CaseMachine, held: str | None) -> bool:
    return held is not None and Trigger.HOLD in machine.triggers.get(held, ())


# Old routes fall out of the cache by themselves, with all they have walked; a five-step machine
# takes about 100 KB.
@lru_cache(maxsize=256)
def _compiled(steps: tuple[Step, ...], effects: frozenset[Effect]) -> CaseMachine:
    names = all_states(steps)
    moves = all_moves(steps, effects)
    return CaseMachine(names, moves, effects, _triggers(names, moves), _machine(names, moves))


def _triggers(names: Iterable[str], moves: Iterable[Move]) -> dict[str, tuple[Trigger, ...]]:
    leaving: dict[str, set[Trigger]] = {name: set() for name in names}
    for move in moves:
        leaving[move.source].add(move.trigger)
    return {
        name: tuple(each for each in Trigger if each in found) for name, found in leaving.items()
    }


def _machine(names: Collection[str], moves: Iterable[Move]) -> Machine:
    # auto_transitions would let anyone jump to any state.
    machine = Machine(
        model=None,
        states=list(names),
        initial=DRAFTING,
        auto_transitions=False,
    )
    for move in moves:
        # transitions itself lets an unknown target pass, until a case walks into it.
        assert move.dest in names, move
        machine.add_transition(
            move.trigger.value, move.source, move.dest, conditions=list(_guards(move))
        )
    return machine


# Guards are functions made here; transitions would import and run a name given as text.


def _guards(move: Move) -> Iterator[Guard]:
    if move.effect is not None:
        yield effect_is(move.effect)
    if move.held is not None:
        yield held_is(move.held)
    if move.targets is not None:
        yield target_is(move.targets)


def effect_is(effect: Effect) -> Guard:
    """Passes a decision with this effect."""
    return lambda token: token.effect == effect


def held_is(state: str) -> Guard:
    """Passes a case that was in this state when it was put on hold."""
    return lambda token: token.held == state


def target_is(targets: Collection[str | None]) -> Guard:
    """Passes when one of these bodies is asked for."""
    return lambda token: token.target in targets
