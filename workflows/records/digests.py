"""Gathers what officers are to be told into one mail a day: each thing in exactly one of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, update

from workflows.engine.vocabulary import MessageKind, MessageStatus, Openness
from workflows.records.batches import Operation, write_row
from workflows.records.cases import Case
from workflows.records.letters import Tally, tallies
from workflows.records.messages import TO_GATHER, Message
from workflows.records.people import Officer


@dataclass(frozen=True, slots=True)
class Waiting:
    """An officer whom something waits to be told."""

    officer: str
    email: str
    since: datetime
    """When the first of it happened."""


@dataclass(frozen=True, slots=True)
class NewDigest:
    """The mail that tells it."""

    id: str
    officer: str
    email: str
    unique_key: str
    """One for each officer and day."""


@dataclass(frozen=True, slots=True)
class GatheredNotice:
    """One thing that a digest tells of."""

    case: str
    number: str
    title: str
    openness: Openness
    at: datetime
    payload: str
    tally: Tally | None
    """Who answered, where a hearing was closed."""


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """All that one digest tells."""

    officer_name: str
    notices: tuple[GatheredNotice, ...]
    """In the order of the cases' numbers, then of time."""


def waiting_officers(connection: Connection) -> list[Waiting]:
    """The officers whom something waits to be told; the index of what waits is all that is read."""
    rows = connection.execute(
        select(Officer.id, Officer.email, func.min(Message.created_at))
        .join(Message, Message.officer_id == Officer.id)
        .where(TO_GATHER)
        .group_by(Officer.id, Officer.email)
        .order_by(Officer.id)
    )
    return [Waiting(*row) for row in rows]


def has_digest(connection: Connection, unique_key: str) -> bool:
    """Whether the officer's digest of the day is made."""
    found = connection.execute(select(Message.id).where(Message.unique_key == unique_key).limit(1))
    return found.first() is not None


def gather(connection: Connection, digest: NewDigest, now: datetime) -> int:
    """Put the digest in the outbox with all that waits for it; how many things it tells.

    Whoever comes second finds its key taken, once the first has committed, and gathers nothing.
    """
    row = {
        "id": digest.id,
        "officer_id": digest.officer,
        "kind": MessageKind.DIGEST.value,
        "recipient": digest.email,
        "payload": "{}",
        "unique_key": digest.unique_key,
        "status": MessageStatus.PENDING.value,
        "attempts": 0,
        "created_at": now,
        "next_attempt_at": now,
    }
    write_row(connection, Message, Operation.INSERT_NEW, row)
    if not _is_there(connection, digest.id):
        return 0
    told = connection.execute(
        update(Message)
        .where(Message.officer_id == digest.officer, TO_GATHER)
        .values(digest_id=digest.id)
    )
    return told.rowcount


def _is_there(connection: Connection, message: str) -> bool:
    return connection.execute(select(Message.id).where(Message.id == message)).first() is not None


def let_go(connection: Connection, digest: str) -> None:
    """The digest reached nobody: what it told of waits for the next one again."""
    connection.execute(update(Message).where(Message.digest_id == digest).values(digest_id=None))


def digest_facts(connection: Connection, digests: Collection[str]) -> dict[str, DigestFacts]:
    """What each of these digests tells."""
    if not digests:
        return {}
    told = _notices(connection, Message.digest_id.in_(digests))
    rows = connection.execute(
        select(Message.id, Officer.name)
        .join(Officer, Officer.id == Message.officer_id)
        .where(Message.id.in_(digests))
    )
    return {row.id: DigestFacts(row.name, tuple(told[row.id])) for row in rows}


def _notices(
    connection: Connection, which: ColumnElement[bool]
) -> Mapping[str, list[GatheredNotice]]:
    rows = connection.execute(
        select(
            Message.digest_id,
            Message.kind,
            Message.hearing_id,
            Message.created_at,
            Message.payload,
            Case.id,
            Case.number,
            Case.title,
            Case.openness,
        )
        .join(Case, Case.id == Message.case_id)
        .where(which)
        .order_by(Case.number, Case.id, Message.created_at, Message.id)
    ).all()
    closed = {row.hearing_id for row in rows if row.kind == MessageKind.CLOSING}
    counted = tallies(connection, closed - {None})
    found: dict[str, list[GatheredNotice]] = defaultdict(list)
    for row in rows:
        found[row.digest_id].append(
            GatheredNotice(
                case=row.id,
                number=row.number,
                title=row.title,
                openness=Openness(row.openness),
                at=row.created_at,
                payload=row.payload,
                tally=counted.get(row.hearing_id) if row.kind == MessageKind.CLOSING else None,
            )
        )
    return found
