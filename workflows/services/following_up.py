"""Opens the cases that were promised, each in a transaction of its own when its time has come."""

from datetime import datetime

from workflows.engine.commands.cases import Follows, PassDeadlines
from workflows.engine.commands.command import Command
from workflows.engine.commands.promises import KeepPromise
from workflows.engine.deciding import decide
from workflows.engine.facts import CaseFacts
from workflows.engine.ladder import within_window
from workflows.engine.promises import FollowUpDue, PromiseFacts, follow_up_due
from workflows.records.casework import next_case_number
from workflows.records.database import Transaction, in_transaction
from workflows.records.due import DueDeadline
from workflows.records.promises import promise_waiting
from workflows.records.snapshots import lock_and_load
from workflows.services.acting import SYSTEM, store
from workflows.services.cases import NewCase, open_case_within
from workflows.services.installation import Installation


def follow_up(house: Installation, due: DueDeadline, at: datetime | None) -> None:
    """Open the case that a deadline waits to have opened, now or as of `at`, and tell of it.

    Alone in its transaction: a case's number is drawn under a lock that all opening of cases waits
    for, and two sweeps that each held many cases while they drew numbers could wait for each other.
    """

    def work(connection: Transaction) -> None:
        snapshots, shown = lock_and_load(connection, [due.case], house.around)
        now = at or house.now(shown)
        decided = [
            (
                snapshot,
                decide(
                    snapshot.facts,
                    _command(connection, house, snapshot.facts, due.id, now),
                    SYSTEM,
                    now,
                ),
            )
            for snapshot in snapshots
        ]
        store(connection, house, decided, SYSTEM, now, ends=True)

    in_transaction(house.database, work)


def _command(
    connection: Transaction, house: Installation, facts: CaseFacts, deadline: str, now: datetime
) -> Command:
    promise = promise_waiting(connection, facts.id, deadline)
    has_come = any(one.id == deadline and one.due_at <= now for one in facts.deadlines)
    if promise is None or not has_come or not within_window(facts.calendar, now):
        return PassDeadlines((deadline,))
    due = follow_up_due(facts.calendar, promise, now)
    if due is None:
        return PassDeadlines((deadline,))
    number = next_case_number(connection, facts.calendar.local_date(now).year)
    case = _open(connection, house, facts, promise, due, number, now)
    return KeepPromise(promise, due, case, number)


def _open(
    connection: Transaction,
    house: Installation,
    facts: CaseFacts,
    promise: PromiseFacts,
    due: FollowUpDue,
    number: str,
    now: datetime,
) -> str:
    """A case with the openness and the marks of the one that promised it; its id.

    Raises WrongInput when the body has left the register: the deadline tells so until the promise
    is moved to another, for who takes its place nobody can guess.
    """
    known = {mark.code for mark in house.definitions.marks}
    new = NewCase(
        title=promise.text,
        case_type=_case_type(house, facts.case_type.name),
        route=promise.body,
        openness=facts.openness,
        number=number,
        marks=tuple(mark for mark in facts.marks if mark in known),
    )
    follows = Follows(facts.number, promise.text, due.occurrence.day, promise.officer, now)
    return open_case_within(
        connection, house, new, promise.officer.id, SYSTEM, at=now, follows=follows
    )


def _case_type(house: Installation, name: str) -> str:
    """The type of the case that promised it, or the usual one where there is no such any more."""
    types = house.definitions.case_types
    usual = house.definitions.municipality.usual_case_type
    return next(one for one in (name, usual, *types) if one in types)
