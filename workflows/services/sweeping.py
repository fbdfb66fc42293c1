"""Doing what is due: deadlines in batches, and one by one where a batch fails."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from workflows.engine.commands.cases import PassDeadlines
from workflows.engine.deciding import decide
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import DeadlineKind, DeadlineStatus
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.due import DueDeadline, beat, list_due, note_failure, take_due
from workflows.records.shares import holding, shares
from workflows.records.snapshots import load, lock_and_load
from workflows.services.acting import SYSTEM, store
from workflows.services.digests import send_digests
from workflows.services.following_up import follow_up
from workflows.services.installation import Installation
from workflows.services.wording import health as say

log = structlog.get_logger()

BATCH = 250
"""Deadlines worked off in one transaction; 100 to 500 is best."""

MOST_ROUNDS = 200
"""Of one sweep, which may take two minutes at most."""

MOST_ATTEMPTS = 60
"""After so many failures, two days and more, a deadline is failed, and stands so on its case."""

LONGEST_PAUSE = timedelta(hours=1)
"""Between two attempts; the first comes ten seconds after the failure, then the pause doubles."""


@dataclass(slots=True)
class Swept:
    """What a sweep came to."""

    taken: int = 0
    failed: int = 0
    cases: set[str] = field(default_factory=set)
    digests: int = 0
    """Mails to officers with all that happened."""
    left: int = 0
    """Shares that another sweep was at."""

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(
            self.taken + other.taken,
            self.failed + other.failed,
            self.cases | other.cases,
            self.digests + other.digests,
            self.left + other.left,
        )


def sweep(
    house: Installation,
    at: datetime | None = None,
    call_company: Callable[[], None] = lambda: None,
) -> Swept:
    """Do everything that is due, now or as of `at`, and tell officers; safe to run by many at once.

    A deadline that fails harms itself alone: it is left for later, with its error, and counted.
    What another sweep is at is left to it; where more is due than one batch, `call_company` lets
    another process take the other share. Raises WrongInput for `at` in production, where nothing
    may be done before its time.
    """
    _refuse_other_time(house, at)
    swept = Swept()
    call = call_company if shares(house.database) > 1 else lambda: None
    # In another order each time: two that start together then seldom meet at the same share.
    for share in random.sample(range(shares(house.database)), shares(house.database)):
        with holding(house.database, share) as is_ours:
            if is_ours():
                swept += _work_through(house, share, at, call, is_ours)
            else:
                swept.left += 1
    swept.digests = send_digests(house, at)
    # Who left all of it to others does not know whether it is done.
    if swept.left < shares(house.database):
        _beat(house, at)
    return swept


def _work_through(
    house: Installation,
    share: int,
    at: datetime | None,
    call_company: Callable[[], None],
    is_ours: Callable[[], bool],
) -> Swept:
    swept = Swept()
    for round_ in range(MOST_ROUNDS):
        taken = _take(house, at, share) if is_ours() else []
        if not taken:
            break
        if round_ == 0 and len(taken) == BATCH:
            call_company()
        swept += _work_off(house, taken, at)
    return swept


@dataclass(frozen=True, slots=True)
class Foretold:
    """A deadline that is due, and what a sweep would make of it."""

    due: DueDeadline
    status: DeadlineStatus
    """SKIPPED for a reminder that makes no sense any more; PENDING for what would wait."""


def foretold(house: Installation, at: datetime | None = None) -> list[Foretold]:
    """What a sweep would do, touching nothing; raises WrongInput as `sweep` does."""
    due = due_now(house, at)
    together = [one for one in due if _may_go_together(one)]
    with house.database.connect() as connection:
        snapshots, shown = load(connection, sorted({one.case for one in together}), house.around)
    passing, now = PassDeadlines(tuple(one.id for one in together)), at or house.now(shown)
    outcomes = [decide(snapshot.facts, passing, SYSTEM, now) for snapshot in snapshots]
    becomes = {one.id: one.status for outcome in outcomes for one in outcome.settled}
    waiting = {one.id for one in together} - becomes.keys()
    return [
        Foretold(
            one,
            DeadlineStatus.PENDING
            if one.id in waiting
            else becomes.get(one.id, DeadlineStatus.DONE),
        )
        for one in due
    ]


def due_now(house: Installation, at: datetime | None = None) -> list[DueDeadline]:
    """What a sweep would take, touching nothing; raises WrongInput as `sweep` does."""
    _refuse_other_time(house, at)
    with house.database.connect() as connection:
        return list_due(connection, _now(house, connection, at), BATCH * MOST_ROUNDS)


def _refuse_other_time(house: Installation, at: datetime | None) -> None:
    if at is not None and house.settings.production:
        raise WrongInput(say.IN_PRODUCTION_NOW_ONLY)


def _take(house: Installation, at: datetime | None, share: int) -> list[DueDeadline]:
    return in_transaction(
        house.database,
        lambda connection: take_due(connection, _now(house, connection, at), BATCH, share),
    )


def _work_off(house: Installation, taken: Sequence[DueDeadline], at: datetime | None) -> Swept:
    """Those tried for the first time go together; alone go those tried before, and follow-ups."""
    swept = Swept(len(taken))
    fresh = [due for due in taken if due.attempts == 1 and _may_go_together(due)]
    alone = [due for due in taken if due.attempts > 1 or not _may_go_together(due)]
    try:
        swept.cases |= _pass(house, fresh, at)
    except Exception:
        log.warning("sweep_batch_failed", deadlines=len(fresh), exc_info=True)
        alone = fresh + alone
    # In another order each time: what comes after one that kills its worker is reached, too.
    random.shuffle(alone)
    for due in alone:
        try:
            swept.cases |= _pass_alone(house, due, at)
        except Exception as error:
            log.error("deadline_failed", deadline=due.id, case=due.case, exc_info=True)
            swept.failed += 1
            _note(house, due, error, at)
    return swept


def _may_go_together(due: DueDeadline) -> bool:
    return due.kind is not DeadlineKind.FOLLOW_UP


def _pass_alone(house: Installation, due: DueDeadline, at: datetime | None) -> set[str]:
    if _may_go_together(due):
        return _pass(house, [due], at)
    follow_up(house, due, at)
    return {due.case}


def _pass(house: Installation, due: Sequence[DueDeadline], at: datetime | None) -> set[str]:
    """Pass the deadlines in one transaction, each looked at again under its case's lock."""
    if not due:
        return set()
    wanted = tuple(one.id for one in due)
    cases = sorted({one.case for one in due})

    def work(connection: Transaction) -> None:
        snapshots, shown = lock_and_load(connection, cases, house.around)
        now = at or house.now(shown)
        decided = [
            (snapshot, decide(snapshot.facts, PassDeadlines(wanted), SYSTEM, now))
            for snapshot in snapshots
        ]
        store(connection, house, decided, SYSTEM, now, ends=True)

    in_transaction(house.database, work)
    return set(cases)


def _note(house: Installation, due: DueDeadline, error: Exception, at: datetime | None) -> None:
    def work(connection: Transaction) -> None:
        pause = min(timedelta(seconds=5 * 2 ** min(due.attempts, 20)), LONGEST_PAUSE)
        retry = _now(house, connection, at) + pause
        note_failure(connection, [due.id], f"{type(error).__name__}: {error}", retry, MOST_ATTEMPTS)

    in_transaction(house.database, work)


def _beat(house: Installation, at: datetime | None) -> None:
    def work(connection: Transaction) -> None:
        beat(connection, "sweep", house.real_clock(), _now(house, connection, at))

    in_transaction(house.database, work)


def _now(house: Installation, connection: Transaction, at: datetime | None) -> datetime:
    return at or house.now(read_clock(connection))
