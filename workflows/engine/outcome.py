"""What a decision comes to: the new state, the changes, the deadlines, the letters, the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from workflows.engine.changes.change import Change
from workflows.engine.errors import NotAllowed
from workflows.engine.facts import Actor, CaseFacts, DeadlineFacts
from workflows.engine.identity import derived_id
from workflows.engine.machine import allowed, compile_machine, fire
from workflows.engine.route import Route, carried_over
from workflows.engine.route_documents import route_document
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Effect,
    Event,
    MessageKind,
    Trigger,
)

_ENDING_WITH_THE_CASE = frozenset(DeadlineKind) - {DeadlineKind.FOLLOW_UP}

Json: TypeAlias = str | int | bool | Mapping[str, "Json"] | list["Json"] | tuple["Json", ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    event: Event
    from_state: str | None
    to_state: str | None
    payload: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class NewDeadline:
    """Something that falls due."""

    id: str
    kind: DeadlineKind
    due_at: datetime
    unique_key: str
    hearing_id: str | None = None
    party_id: str | None = None
    rung: int | None = None


@dataclass(frozen=True, slots=True)
class SettledDeadline:
    """A deadline that is done, skipped or cancelled; no other status follows."""

    id: str
    status: DeadlineStatus


@dataclass(frozen=True, slots=True)
class PostponedDeadline:
    """A deadline that is due, but may only be acted on later (a reminder in the night)."""

    id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A message to one address; its words are put together when it is sent."""

    id: str
    kind: MessageKind
    recipient: str
    unique_key: str
    party_id: str | None = None
    contact_id: str | None = None
    hearing_id: str | None = None
    due_version: int | None = None
    """The party's deadline that the letter states, so that an outdated one is not sent."""
    payload: Mapping[str, Json] = field(default_factory=dict)
    officer_id: str | None = None
    """The officer whom it is to, for a letter to one."""
    gathered: bool = False
    """Whether it is told in the officer's next digest, and is no mail of its own."""
    content: str | None = None
    """The words, where the act itself has put them together."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that one act changes, to be applied in one transaction."""

    state: str
    held_state: str | None
    version: int
    route: Route | None
    """The route written anew, if it was."""
    journal: tuple[Entry, ...]
    changes: tuple[Change, ...]
    deadlines: tuple[NewDeadline, ...]
    settled: tuple[SettledDeadline, ...]
    postponed: tuple[PostponedDeadline, ...]
    letters: tuple[NewLetter, ...]


class Draft:
    """An outcome while it is being written by the functions that decide."""

    def __init__(self, facts: CaseFacts, actor: Actor, now: datetime) -> None:
        self.facts = facts
        self.actor = actor
        self.now = now
        self.state = facts.state
        self.held_state = facts.held_state
        self.version = facts.version
        self.route = facts.route
        self._made = 0
        self._journal: list[Entry] = []
        self._changes: list[Change] = []
        self._deadlines: list[NewDeadline] = []
        self._settled: dict[str, SettledDeadline] = {}
        self._postponed: list[PostponedDeadline] = []
        self._letters: list[NewLetter] = []

    def new_id(self) -> str:
        """An id for something that this act creates."""
        self._made += 1
        return derived_id(self.facts.id, self.facts.seq, self._made, self.now)

    def require(self, trigger: Trigger) -> None:
        """Raise NotAllowed when the state has no such way out, before anything is found missing."""
        if trigger not in self.allowed():
            raise NotAllowed(trigger, self.state, self.allowed())

    def allowed(self) -> tuple[Trigger, ...]:
        """The triggers that the case's state has."""
        machine = compile_machine(self.route, self.facts.case_type)
        return allowed(machine, self.state, self.held_state)

    def move(
        self,
        trigger: Trigger,
        event: Event,
        payload: Mapping[str, Json] | None = None,
        *,
        route: Route | None = None,
        effect: Effect | None = None,
        target: str | None = None,
    ) -> None:
        """Fire the trigger, in the machine of `route` when the route is written anew with it.

        Raises NotAllowed when the state has no such way out.
        """
        before, old = self.state, self.route
        self.route = route or old
        machine = compile_machine(self.route, self.facts.case_type)
        start = carried_over(before, old, self.route) if route else before
        self.state = fire(
            machine, start, trigger, effect=effect, held=self.held_state, target=target
        )
        self.version += 1
        told: dict[str, Json] = {"trigger": trigger, **(payload or {})}
        if effect is not None:
            told["effect"] = effect
        if target is not None:
            told["target"] = target
        if route is not None:
            told["route"] = route_document(route)
        self._journal.append(Entry(event, before, self.state, told))

    def counts(self) -> None:
        """Let an act that moves nothing count in the version all the same: an officer's change."""
        self.version += 1

    def tell(self, event: Event, **payload: Json) -> None:
        """Write a journal line that moves nothing."""
        self._journal.append(Entry(event, None, None, payload))

    def change(self, *changes: Change) -> None:
        """Ask for changes to rows."""
        self._changes.extend(changes)

    def set_deadline(
        self,
        kind: DeadlineKind,
        due_at: datetime,
        unique_key: str,
        *,
        hearing: str | None = None,
        party: str | None = None,
        rung: int | None = None,
    ) -> str:
        """Let something fall due at an instant; the deadline's id."""
        deadline = NewDeadline(self.new_id(), kind, due_at, unique_key, hearing, party, rung)
        self._deadlines.append(deadline)
        return deadline.id

    def settle(self, deadline: DeadlineFacts, status: DeadlineStatus) -> None:
        """Mark a pending deadline done, skipped or cancelled; the first word counts."""
        self._settled.setdefault(deadline.id, SettledDeadline(deadline.id, status))

    def postpone(self, deadline: DeadlineFacts, until: datetime) -> None:
        """Leave a due deadline pending until a later instant."""
        self._postponed.append(PostponedDeadline(deadline.id, until))

    def cancel_deadlines(
        self,
        *kinds: DeadlineKind,
        hearing: str | None = None,
        party: str | None = None,
    ) -> None:
        """Cancel the pending deadlines of these kinds.

        When none is named it is all but follow-ups: what was promised is promised until someone
        says why it is not, whatever becomes of the case.
        """
        for deadline in self.facts.deadlines:
            if deadline.kind not in (kinds or _ENDING_WITH_THE_CASE):
                continue
            if hearing is not None and deadline.hearing != hearing:
                continue
            if party is not None and deadline.party != party:
                continue
            self.settle(deadline, DeadlineStatus.CANCELLED)

    def send(
        self,
        kind: MessageKind,
        recipient: str,
        unique_key: str,
        *,
        party: str | None = None,
        contact: str | None = None,
        hearing: str | None = None,
        due_version: int | None = None,
        payload: Mapping[str, Json] | None = None,
        officer: str | None = None,
        gathered: bool = False,
        content: str | None = None,
    ) -> None:
        """Put a letter in the outbox, or by for its officer's next digest."""
        self._letters.append(
            NewLetter(
                self.new_id(),
                kind,
                recipient,
                unique_key,
                party,
                contact,
                hearing,
                due_version,
                payload or {},
                officer,
                gathered,
                content,
            )
        )

    def is_sent(self, unique_key: str) -> bool:
        """Whether a letter with this key is among those of the act."""
        return any(one.unique_key == unique_key for one in self._letters)

    def outcome(self) -> Outcome:
        """The finished outcome."""
        return Outcome(
            state=self.state,
            held_state=self.held_state,
            version=self.version,
            route=None if self.route is self.facts.route else self.route,
            journal=tuple(self._journal),
            changes=tuple(self._changes),
            deadlines=tuple(self._deadlines),
            settled=tuple(self._settled.values()),
            postponed=tuple(self._postponed),
            letters=tuple(self._letters),
        )
