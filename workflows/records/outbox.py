"""Takes letters out of the outbox, looks at each once more, and notes what became of it.

A letter is taken for a moment (`claimed`), marked as possibly sent before it is handed to the mail
server (`uncertain`), and settled by the server's reply. So whatever a killed sender leaves behind
says by itself whether a copy may have gone out. Leases and pauses run in real time, whatever the
installation's clock shows: they are about mail servers and processes, not about cases.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    TextClause,
    bindparam,
    case,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from workflows.engine.vocabulary import MessageKind, MessageStatus
from workflows.records.base import Identifier, Instant
from workflows.records.dialects import on_postgres
from workflows.records.hearings import Party
from workflows.records.messages import BEHIND_INVITATIONS, SETTLED, UNDER_WAY, Message


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter that this sender holds until the lease runs out."""

    id: str
    case: str | None
    """None for a digest, which is about several."""
    kind: MessageKind
    recipient: str
    party: str | None
    contact: str | None
    due_version: int | None
    attempts: int
    """Earlier ones."""
    uncertain: bool
    """Whether an earlier attempt may have delivered it."""
    created_at: datetime
    payload: str
    content: str | None
    lease: datetime

    @property
    def waiting(self) -> MessageStatus:
        """How the letter waits when it is not settled: as it was before it was taken."""
        return MessageStatus.UNCERTAIN if self.uncertain else MessageStatus.PENDING


_NEAREST_DEADLINE = (
    # Somebody looks out for a receipt; that a hearing is over can wait.
    case({MessageKind.RECEIPT: 0, MessageKind.CLOSING: 2}, value=Message.kind, else_=1),
    select(Party.due_at).where(Party.id == Message.party_id).scalar_subquery().asc().nulls_first(),
)


def _due(now: datetime, real: datetime) -> tuple[ColumnElement[bool] | TextClause, ...]:
    return (
        UNDER_WAY,
        Message.next_attempt_at <= now,
        or_(Message.lease_until.is_(None), Message.lease_until <= real),
    )


def anything_due(connection: Connection, now: datetime, real: datetime) -> bool:
    """Whether a claim could find a letter; asked without a lock."""
    return (
        connection.execute(select(Message.id).where(*_due(now, real)).limit(1)).first() is not None
    )


def waiting_by_kind(connection: Connection) -> dict[str, int]:
    """How many letters are to be sent, by kind."""
    waiting = select(Message.kind, func.count()).where(UNDER_WAY).group_by(Message.kind)
    return {row.kind: row[1] for row in connection.execute(waiting.order_by(Message.kind))}


def settled_since(connection: Connection, at: datetime) -> int:
    """How many letters failed for good since an instant."""
    failed = (Message.status == MessageStatus.FAILED, Message.settled_at >= at)
    return int(connection.execute(select(func.count()).where(*failed)).scalar_one())


def claim(
    connection: Connection,
    now: datetime,
    real: datetime,
    lease: datetime,
    most: int,
    *,
    by_deadline: bool = False,
) -> list[Claimed]:
    """Take up to `most` letters that are due, until the lease; those in other hands are left out.

    Invitations come first, or the letters of the party with the nearest deadline, for where not
    all can go within the minute. No other letter of a contact is taken while the contact's
    invitation has not gone.
    """
    invitation = aliased(Message)
    uninvited = exists().where(
        # Said so that PostgreSQL looks for one, and never reads all invitations to have them ready.
        invitation.id != Message.id,
        invitation.party_id == Message.party_id,
        invitation.contact_id == Message.contact_id,
        invitation.kind == MessageKind.INVITATION,
        invitation.status.not_in(SETTLED),
    )
    is_invitation = Message.kind == MessageKind.INVITATION
    rows = connection.execute(
        select(Message)
        .where(*_due(now, real), or_(is_invitation, ~uninvited))
        .order_by(
            *(_NEAREST_DEADLINE if by_deadline else ()),
            BEHIND_INVITATIONS,
            Message.next_attempt_at,
            Message.id,
        )
        .limit(most)
        .with_for_update(skip_locked=True, of=Message)
    ).all()
    _take(connection, [row.id for row in rows], lease)
    return [_claimed(row, lease) for row in rows]


def _claimed(row: Any, lease: datetime) -> Claimed:
    return Claimed(
        id=row.id,
        case=row.case_id,
        kind=MessageKind(row.kind),
        recipient=row.recipient,
        party=row.party_id,
        contact=row.contact_id,
        due_version=row.due_version,
        attempts=row.attempts,
        uncertain=row.status == MessageStatus.UNCERTAIN,
        created_at=row.created_at,
        payload=row.payload,
        content=row.content,
        lease=lease,
    )


def _take(connection: Connection, messages: list[str], lease: datetime) -> None:
    """Mark them; one that may have been sent stays `uncertain`, for that must not be forgotten."""
    if messages:
        connection.execute(
            update(Message)
            .where(Message.id.in_(messages))
            .values(
                lease_until=lease,
                status=case(
                    (Message.status == MessageStatus.UNCERTAIN, MessageStatus.UNCERTAIN.value),
                    else_=MessageStatus.CLAIMED.value,
                ),
            )
        )


_HELD = (
    Message.id == bindparam("message"),
    Message.lease_until == bindparam("lease"),
    Message.status.not_in(SETTLED),
)
_ONES = Message.id.in_(bindparam("messages", expanding=True))
_SENT = (
    update(Message)
    .where(_ONES)
    .values(
        status=case((UNDER_WAY, MessageStatus.SENT.value), else_=Message.status),
        sent_at=func.coalesce(Message.sent_at, bindparam("at", type_=Instant())),
        lease_until=None,
        last_error=case((UNDER_WAY, null()), else_=Message.last_error),
    )
)


def begin(
    connection: Connection, words: Mapping[str, str | None], held: datetime, lease: datetime
) -> set[str]:
    """Count an attempt at letters of one claim, and note that they may be sent from now on.

    In the same breath the `words` of each, by message, are kept, so that whatever is sent again is
    the same to the byte; None for one whose words are kept already. Returns the ids of those that
    are still `held`; where the lease ran out, a letter may be in other hands.
    """
    if not words:
        return set()
    given = {"words": words, "lease": held, "until": lease}
    return set(connection.execute(_begin(on_postgres(connection)), given).scalars())


@lru_cache
def _begin(is_postgres: bool) -> ReturningUpdate[str]:
    each = func.json_each_text if is_postgres else func.json_each
    word = each(bindparam("words", type_=JSON())).table_valued("key", "value")
    return (
        update(Message)
        .where(Message.id == cast(word.c.key, Identifier), *_HELD[1:])
        .values(
            status=MessageStatus.UNCERTAIN.value,
            attempts=Message.attempts + 1,
            lease_until=bindparam("until"),
            content=func.coalesce(word.c.value, Message.content),
        )
        .returning(Message.id)
    )


def note_sent(connection: Connection, messages: Collection[Claimed], at: datetime) -> None:
    """The mail server took these letters, whoever holds them now.

    What has come back meanwhile, or was settled by another sender, stays as it is.
    """
    if messages:
        connection.execute(_SENT, {"messages": [m.id for m in messages], "at": at})


def take_back(connection: Connection, messages: Collection[Claimed], lease: datetime) -> None:
    """Hold letters that were begun under this lease, yet not handed over, as before."""
    for message in messages:
        _changed(
            connection,
            message,
            lease,
            status=message.waiting,
            attempts=message.attempts,
            lease_until=message.lease,
        )


def settle(
    connection: Connection,
    message: Claimed,
    lease: datetime,
    status: MessageStatus,
    why: str,
    *,
    attempts: int,
    at: datetime,
    not_before: datetime | None = None,
) -> bool:
    """Note what became of the letter at `at`, and in real time when it may be tried again.

    False when the lease ran out and the letter is in other hands.
    """
    return _changed(
        connection,
        message,
        lease,
        status=status,
        settled_at=at if status is MessageStatus.FAILED else None,
        last_error=why[:500],
        attempts=attempts,
        lease_until=not_before,
    )


def skip(connection: Connection, message: Claimed, why: str, at: datetime) -> None:
    """Nobody needs the letter any more."""
    _changed(
        connection,
        message,
        message.lease,
        status=MessageStatus.SKIPPED,
        settled_at=at,
        last_error=why,
        lease_until=None,
    )


def postpone(connection: Connection, message: Claimed, until: datetime) -> None:
    """Leave the letter until an instant of shown time."""
    _changed(
        connection,
        message,
        message.lease,
        status=message.waiting,
        next_attempt_at=until,
        lease_until=None,
    )


def forget_words(connection: Connection, message: Claimed) -> None:
    """Let the words be put together anew, for they state a date that has moved since."""
    _changed(
        connection, message, message.lease, status=message.waiting, content=None, lease_until=None
    )


def release(connection: Connection, messages: Collection[Claimed]) -> None:
    """Give back what was taken and not begun."""
    for message in messages:
        _changed(connection, message, message.lease, status=message.waiting, lease_until=None)


def _changed(connection: Connection, message: Claimed, lease: datetime, **values: object) -> bool:
    """Change the letter, if it is still held under this lease."""
    statement = update(Message).where(*_HELD).values(**values)
    result = connection.execute(statement, {"message": message.id, "lease": lease})
    return result.rowcount == 1
