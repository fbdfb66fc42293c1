"""Takes what is due: deadlines in batches, each attempt counted before the work is begun."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, case, func, select, update

from workflows.engine.vocabulary import DeadlineKind, DeadlineStatus, HearingPhase
from workflows.records.cases import Case
from workflows.records.dialects import insert_or_update
from workflows.records.hearings import Hearing
from workflows.records.house import Heartbeat
from workflows.records.messages import UNDER_WAY, Deadline, Message
from workflows.records.shares import in_share


@dataclass(frozen=True, slots=True)
class DueDeadline:
    """A pending deadline whose time has come."""

    id: str
    case: str
    kind: DeadlineKind
    due_at: datetime
    attempts: int
    """Those begun so far, the present one included."""
    number: str = ""
    """The case's number, for people; only where deadlines are listed."""


_COLUMNS = (
    Deadline.id,
    Deadline.case_id,
    Deadline.kind,
    Deadline.due_at,
    Deadline.attempts,
)


def _due(row: Row[str, str, str, datetime, int]) -> DueDeadline:
    return DueDeadline(row[0], row[1], DeadlineKind(row[2]), row[3], row[4])


def take_due(
    connection: Connection, now: datetime, most: int, share: int | None = None
) -> list[DueDeadline]:
    """Count an attempt on what is due, oldest first: of one share, or of all.

    To be committed before the work is begun: so a deadline that kills its worker is seen to have
    been tried, and is tried alone the next time.
    """
    due = (
        select(Deadline.id)
        .where(
            Deadline.status == DeadlineStatus.PENDING,
            Deadline.next_attempt_at <= now,
            in_share(connection.engine, share),
        )
        .order_by(Deadline.next_attempt_at)
        .limit(most)
        .with_for_update(skip_locked=True)
        # A subquery could be run once per row, and so take more than its limit; this runs once.
        .cte("due")
    )
    rows = connection.execute(
        update(Deadline)
        .where(Deadline.id.in_(select(due.c.id)), Deadline.status == DeadlineStatus.PENDING)
        .values(attempts=Deadline.attempts + 1)
        .returning(*_COLUMNS)
    )
    return [_due(row) for row in rows]


def list_due(connection: Connection, now: datetime, most: int) -> list[DueDeadline]:
    """What `take_due` would take, touching nothing."""
    rows = connection.execute(
        select(*_COLUMNS, Case.number)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.status == DeadlineStatus.PENDING, Deadline.next_attempt_at <= now)
        .order_by(Deadline.next_attempt_at)
        .limit(most)
    )
    return [
        DueDeadline(row[0], row[1], DeadlineKind(row[2]), row[3], row[4], row[5]) for row in rows
    ]


def note_failure(
    connection: Connection, deadlines: Iterable[str], error: str, retry_at: datetime, most: int
) -> None:
    """Leave failed deadlines for later; after `most` attempts they are failed, for all to see."""
    connection.execute(
        update(Deadline)
        .where(Deadline.id.in_(list(deadlines)), Deadline.status == DeadlineStatus.PENDING)
        .values(
            last_error=error[:500],
            next_attempt_at=retry_at,
            status=case(
                (Deadline.attempts >= most, DeadlineStatus.FAILED.value),
                else_=DeadlineStatus.PENDING.value,
            ),
        )
    )


def beat(connection: Connection, name: str, real_at: datetime, shown_at: datetime) -> None:
    """Note that a sweep went through."""
    insert_or_update(
        connection,
        Heartbeat,
        {"name": name, "real_at": real_at, "shown_at": shown_at},
        key="name",
    )


def oldest_due(connection: Connection, now: datetime) -> datetime | None:
    """Since when the oldest pending deadline has been due, if any is."""
    oldest: datetime | None = connection.execute(
        select(func.min(Deadline.next_attempt_at)).where(
            Deadline.status == DeadlineStatus.PENDING, Deadline.next_attempt_at <= now
        )
    ).scalar()
    return oldest


def count_due(connection: Connection, now: datetime) -> int:
    """How many pending deadlines are due."""
    due = (Deadline.status == DeadlineStatus.PENDING, Deadline.next_attempt_at <= now)
    return int(connection.execute(select(func.count()).where(*due)).scalar_one())


def count_open_hearings(connection: Connection) -> int:
    """How many hearings take answers in time."""
    counted = select(func.count()).where(Hearing.phase == HearingPhase.OPEN)
    return int(connection.execute(counted).scalar_one())


def work_left_at(connection: Connection, now: datetime) -> bool:
    """Whether a deadline or a message is due and not yet done."""
    deadline = select(Deadline.id).where(
        Deadline.status == DeadlineStatus.PENDING, Deadline.next_attempt_at <= now
    )
    message = select(Message.id).where(
        UNDER_WAY,
        Message.next_attempt_at <= now,
    )
    return any(connection.execute(wanted.limit(1)).first() for wanted in (deadline, message))


def next_due(connection: Connection) -> datetime | None:
    """When the earliest pending deadline falls due, or fell due."""
    earliest: datetime | None = connection.execute(
        select(func.min(Deadline.next_attempt_at)).where(Deadline.status == DeadlineStatus.PENDING)
    ).scalar()
    return earliest
