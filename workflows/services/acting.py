"""The one funnel of every act on a case: lock, load, decide, apply, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from workflows.engine.commands.command import Command
from workflows.engine.commands.meetings import (
    ApproveDecision,
    CallIn,
    CorrectDecision,
    Decide,
    TakeEffect,
)
from workflows.engine.deciding import decide
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.outcome import Outcome
from workflows.records.applying import Act, apply
from workflows.records.database import Transaction, in_transaction
from workflows.records.snapshots import Snapshot, lock_and_load
from workflows.services.errors import NotFound, StaleVersion
from workflows.services.installation import Installation
from workflows.services.secretaries import require_secretary

SYSTEM = Actor("system", "Sagsgang")
"""Who acts when time does."""

_OF_THE_BODY = (Decide, CorrectDecision, ApproveDecision, TakeEffect, CallIn)
"""What is written of a body's meeting, which its secretaries do."""

Asked = Command | Callable[[CaseFacts, datetime], Command]
"""A command, or how to make it once the case is read under its lock."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act came to."""

    case: str
    outcome: Outcome
    at: datetime


def act(
    house: Installation,
    case: str,
    asked: Asked,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Do one thing to one case.

    Raises NotFound, StaleVersion when the case is not at `expected_version` any more, and what
    the engine refuses with: NotAllowed, Incomplete, WrongInput.
    """

    def work(connection: Transaction) -> Done:
        return act_within(
            connection,
            house,
            case,
            asked,
            actor,
            expected_version=expected_version,
            request_id=request_id,
            ends=True,
        )

    return in_transaction(house.database, work)


def act_within(
    connection: Transaction,
    house: Installation,
    case: str,
    asked: Asked,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
    ends: bool = False,
) -> Done:
    """The same, as part of a transaction that locks this case before anything else.

    `ends`: nothing follows in it, so it may be committed at once.
    """
    snapshots, shown = lock_and_load(connection, [existing_id(case)], house.around)
    if not snapshots:
        raise NotFound(case)
    snapshot = snapshots[0]
    _refuse_stale(snapshot, expected_version)
    now = house.now(shown)
    command = asked(snapshot.facts, now) if callable(asked) else asked
    if snapshot.facts.item is not None and isinstance(command, _OF_THE_BODY):
        require_secretary(connection, snapshot.facts.item.body, actor)
    outcome = decide(snapshot.facts, command, actor, now)
    store(connection, house, [(snapshot, outcome)], actor, now, request_id, ends=ends)
    return Done(case, outcome, now)


Both = Callable[[CaseFacts, CaseFacts, datetime], tuple[Command, Command] | None]
"""What is asked of two cases, once both are read under their locks; None for nothing."""


def act_on_both(
    connection: Transaction,
    house: Installation,
    cases: tuple[str, str],
    asked: Both,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done | None:
    """Do one thing to two cases, in a transaction that locks nothing before them; of the first.

    They are locked in the order of their ids, whichever comes first here: of two such acts that
    cross, one waits and none is given up. `expected_version` is the first one's. Raises as `act`.
    """
    wanted = tuple(existing_id(case) for case in cases)
    snapshots, shown = lock_and_load(connection, wanted, house.around)
    found = {snapshot.facts.id: snapshot for snapshot in snapshots}
    for case in wanted:
        if case not in found:
            raise NotFound(case)
    here, there = (found[case] for case in wanted)
    _refuse_stale(here, expected_version)
    now = house.now(shown)
    commands = asked(here.facts, there.facts, now)
    if commands is None:
        return None
    decided = [
        (snapshot, decide(snapshot.facts, command, actor, now))
        for snapshot, command in zip((here, there), commands, strict=True)
    ]
    store(connection, house, decided, actor, now, request_id)
    return Done(here.facts.id, decided[0][1], now)


def store(
    connection: Transaction,
    house: Installation,
    decided: Sequence[tuple[Snapshot, Outcome]],
    actor: Actor,
    now: datetime,
    request_id: str | None = None,
    *,
    ends: bool = False,
) -> None:
    """Write outcomes that were decided under the locks of this transaction.

    `ends`: nothing follows in it, so it may be committed at once.
    """
    done = Act(named(actor), now, request_id, house.keys.journal)
    apply(connection, decided, done, ends=ends)


def named(actor: Actor) -> str:
    """The actor as the journal writes it: kind and name."""
    return f"{actor.kind}:{actor.name}"


def existing_id(text: str) -> str:
    """An id in its canonical form; raises NotFound for what cannot be one."""
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound(text) from None


def _refuse_stale(snapshot: Snapshot, expected_version: int | None) -> None:
    version = snapshot.facts.version
    if expected_version is not None and expected_version != version:
        raise StaleVersion(version, snapshot.changed_by, snapshot.changed_at)
