"""Folds a journal over the definition that its case is pinned to: the state that it must be in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from workflows.engine.definition import CaseType
from workflows.engine.errors import NotAllowed
from workflows.engine.machine import compile_machine, fire
from workflows.engine.route import (
    DRAFTING,
    ON_HOLD,
    Route,
    carried_over,
    find_step,
    first_state,
    split_state,
)
from workflows.engine.route_documents import route_from_document
from workflows.engine.vocabulary import Effect, Event, Trigger
from workflows.engine.wording import casework as say


class Flaw(StrEnum):
    """What can be wrong with a line of a journal, or with the case that it tells of."""

    NOT_OPENED = "not_opened"
    """The first line does not open the case in drafting."""
    GAP = "gap"
    """The number does not follow upon the one before."""
    FROM_ELSEWHERE = "from_elsewhere"
    """The line leaves another state than the one before came to."""
    NOT_ALLOWED = "not_allowed"
    """The machine of the route has no such move."""
    LEADS_ELSEWHERE = "leads_elsewhere"
    """The machine's move comes to another state."""
    WALKED_CHANGED = "walked_changed"
    """The route was written anew where it had been walked."""
    UNREADABLE = "unreadable"
    """The line tells a move, but not one that can be read."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a journal, as the fold reads it."""

    seq: int
    event: str
    from_state: str | None
    to_state: str | None
    payload: Mapping[str, Any] | None
    """None when it was erased: then the line is believed as far as the route alone allows."""


@dataclass(frozen=True, slots=True)
class Found:
    """One flaw, by the number of its line."""

    seq: int
    flaw: Flaw
    expected: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How the case must stand after its journal."""

    state: str = ""
    held_state: str | None = None
    route: Route | None = None
    """None when the line that tells of it was erased."""
    version: int = 0
    seq: int = 0
    begun: frozenset[str] = frozenset()
    """The keys of the steps that were on an agenda or in a hearing."""
    found: tuple[Found, ...] = ()


COUNTED = frozenset(
    {
        Event.CASE_EDITED,
        Event.CASE_MARKED,
        Event.CASE_HANDED_OVER,
        Event.HEARING_PREPARED,
        Event.HEARING_EXTENDED,
        Event.DECISION_CORRECTED,
        Event.DECISION_APPROVED,
        Event.DECISION_ADDED_TO,
        Event.DOCUMENT_ADDED,
        Event.DOCUMENT_REMOVED,
        Event.DOCUMENT_REPLACED,
        Event.ATTACHMENT_ADDED,
        Event.ATTACHMENT_REMOVED,
        Event.RESPONSE_UNDONE,
        Event.RESPONSE_PUBLISHED,
        Event.RESPONSE_UNPUBLISHED,
        Event.PROMISE_MADE,
        Event.PROMISE_MOVED,
        Event.PROMISE_ENDED,
        Event.PROMISE_DECLINED,
        Event.CASE_SPLIT,
        Event.READER_NAMED,
        Event.READER_REMOVED,
    }
)
"""Lines that move nothing, yet count in the version: an officer changed something."""

_TRIGGERS = {
    Event.CASE_SUBMITTED: Trigger.SUBMIT,
    Event.CASE_REROUTED: Trigger.REROUTE,
    Event.CASE_HELD: Trigger.HOLD,
    Event.CASE_RESUMED: Trigger.RESUME,
    Event.CASE_WITHDRAWN: Trigger.WITHDRAW,
    Event.CASE_REOPENED: Trigger.REOPEN,
    Event.CASE_JOINED: Trigger.JOIN,
    Event.HEARING_OPENED: Trigger.OPEN_HEARING,
    Event.HEARING_CLOSED: Trigger.CLOSE_HEARING,
    Event.HEARING_WITHDRAWN: Trigger.CLOSE_HEARING,
    Event.AGENDA_ITEM_PLACED: Trigger.PUT_ON_AGENDA,
    Event.AGENDA_ITEM_REMOVED: Trigger.TAKE_OFF_AGENDA,
    Event.DECISION_RECORDED: Trigger.DECIDE,
    Event.DECISION_TOOK_EFFECT: Trigger.TAKE_EFFECT,
    Event.DECISION_CALLED_IN: Trigger.CALL_IN,
}
"""The move that an event tells of."""

_BEGINNING = frozenset({Trigger.PUT_ON_AGENDA, Trigger.OPEN_HEARING})
"""The moves that begin a step."""

_MAY_REROUTE = frozenset({Trigger.REROUTE, Trigger.TAKE_EFFECT, Trigger.CALL_IN})


def replay(case_type: CaseType, journal: Iterable[Told]) -> Replayed:
    """Walk the journal, in the order of its numbers, along the machines of its routes.

    A flaw is told once: what follows is walked on from where the line says that the case is.
    """
    standing = Replayed()
    for line in journal:
        standing = _after(case_type, standing, line)
    return standing


def _after(case_type: CaseType, standing: Replayed, line: Told) -> Replayed:
    gap = (
        []
        if line.seq == standing.seq + 1
        else [Found(line.seq, Flaw.GAP, str(standing.seq + 1), str(line.seq))]
    )
    standing = replace(standing, seq=line.seq, found=(*standing.found, *gap))
    if standing.version == 0:
        return _opened(standing, line)
    if line.to_state is None:
        return replace(standing, version=standing.version + (line.event in COUNTED))
    return _moved(case_type, standing, line, line.to_state)


def _opened(standing: Replayed, line: Told) -> Replayed:
    right = (Event.CASE_OPENED, None, DRAFTING)
    flaws = (
        ()
        if (line.event, line.from_state, line.to_state) == right
        else (Found(line.seq, Flaw.NOT_OPENED, Event.CASE_OPENED, line.event),)
    )
    return replace(
        standing,
        state=line.to_state or DRAFTING,
        route=_route_told(line),
        version=1,
        found=(*standing.found, *flaws),
    )


def _moved(case_type: CaseType, standing: Replayed, line: Told, state: str) -> Replayed:
    trigger = _TRIGGERS.get(Event(line.event)) if line.event in set(Event) else None
    route = _route_told(line) or (
        None if line.payload is None and trigger in _MAY_REROUTE else standing.route
    )
    return replace(
        standing,
        state=state,
        held_state=_held_after(standing, trigger, route),
        begun=_begun_after(standing, trigger),
        route=route,
        version=standing.version + 1,
        found=(
            *standing.found,
            *_faults_of_move(case_type, standing, line, trigger, route),
        ),
    )


def _begun_after(standing: Replayed, trigger: Trigger | None) -> frozenset[str]:
    key, _ = split_state(standing.state)
    return standing.begun | {key} if key and trigger in _BEGINNING else standing.begun


def _held_after(standing: Replayed, trigger: Trigger | None, route: Route | None) -> str | None:
    if trigger is Trigger.HOLD:
        return standing.state
    if trigger is Trigger.REROUTE and standing.held_state:
        return _carried(standing.held_state, standing.route, route)
    return None if trigger in (Trigger.RESUME, Trigger.WITHDRAW) else standing.held_state


def _faults_of_move(
    case_type: CaseType,
    standing: Replayed,
    line: Told,
    trigger: Trigger | None,
    route: Route | None,
) -> list[Found]:
    if line.from_state != standing.state:
        return [Found(line.seq, Flaw.FROM_ELSEWHERE, standing.state, str(line.from_state))]
    if trigger is None or (line.payload is not None and line.payload.get("trigger") != trigger):
        return [Found(line.seq, Flaw.UNREADABLE, trigger or say.A_STEP, line.event)]
    if route is None:
        return []
    if _kept(standing, standing.route, trigger) != _kept(standing, route, trigger):
        return [Found(line.seq, Flaw.WALKED_CHANGED, standing.state, route.line)]
    if line.payload is None:
        return _faults_without_payload(case_type, line, trigger, route)
    try:
        right = _fired(case_type, standing, line.payload, trigger, route)
    except NotAllowed:
        return [Found(line.seq, Flaw.NOT_ALLOWED, standing.state, trigger)]
    except ValueError:
        return [Found(line.seq, Flaw.UNREADABLE, trigger, str(line.payload.get("effect")))]
    if right != line.to_state:
        return [Found(line.seq, Flaw.LEADS_ELSEWHERE, right, str(line.to_state))]
    return []


def _carried(state: str, before: Route | None, after: Route | None) -> str:
    """Where the case stands on the new route; as the line says where a route is not known."""
    key, _ = split_state(state)
    known = before and after and key and find_step(before, key)
    return carried_over(state, before, after) if before and after and known else state


def _kept(standing: Replayed, route: Route | None, trigger: Trigger) -> object:
    """The steps of a route that the move must keep; None where they are not known.

    They go up to the one where the case stands. Writing the route anew may replace that one too
    while nothing has happened there.
    """
    state = standing.held_state if standing.state == ON_HOLD else standing.state
    key, _ = split_state(state or DRAFTING)
    if route is None or standing.route is None or key is None:
        return None
    here = find_step(standing.route, key)
    if here is None:
        return None
    gives_way = key not in standing.begun and state == first_state(here)
    last = not (gives_way and trigger is Trigger.REROUTE)
    return route.steps[: standing.route.steps.index(here) + last]


def _fired(
    case_type: CaseType,
    standing: Replayed,
    payload: Mapping[str, Any],
    trigger: Trigger,
    route: Route,
) -> str:
    return fire(
        compile_machine(route, case_type),
        _carried(standing.state, standing.route, route),
        trigger,
        effect=Effect(payload["effect"]) if "effect" in payload else None,
        held=standing.held_state,
        target=payload.get("target"),
    )


def _faults_without_payload(
    case_type: CaseType, line: Told, trigger: Trigger, route: Route
) -> list[Found]:
    """Whether any move of the route is this one, whatever effect it was by."""
    wanted = (trigger, line.from_state, line.to_state)
    moves = compile_machine(route, case_type).moves
    if any((move.trigger, move.source, move.dest) == wanted for move in moves):
        return []
    return [Found(line.seq, Flaw.NOT_ALLOWED, str(line.from_state), trigger)]


def _route_told(line: Told) -> Route | None:
    try:
        return route_from_document((line.payload or {})["route"])
    except (KeyError, TypeError, ValueError):
        return None
