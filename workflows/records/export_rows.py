"""Reads what an export of a case has besides its page: the mails, and every line of the journal."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from workflows.engine.vocabulary import Event, MessageKind, MessageStatus, Openness
from workflows.records.cases import Case
from workflows.records.inbox_tables import IncomingMail
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.messages import Message


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A letter that was put together, whether or not it went."""

    id: str
    kind: MessageKind
    recipient: str
    status: MessageStatus
    created_at: datetime
    sent_at: datetime | None
    content: str
    """As `letters.Content` is stored."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line with all its columns; the payload None where it was erased."""

    seq: int
    at: datetime
    actor: str
    event: Event
    from_state: str | None
    to_state: str | None
    request_id: str | None
    hash: str
    payload: Any


@dataclass(frozen=True, slots=True)
class CaseLines:
    """The journal of one case."""

    number: str
    case_type: str
    openness: Openness
    lines: tuple[JournalLine, ...]
    """The oldest first."""


def written_mails(connection: Connection, case: str) -> list[WrittenMail]:
    """The letters of a case whose words are kept, as they were written."""
    rows = connection.execute(
        select(
            Message.id,
            Message.kind,
            Message.recipient,
            Message.status,
            Message.created_at,
            Message.sent_at,
            Message.content,
        )
        .where(Message.case_id == case, Message.content.is_not(None))
        .order_by(Message.created_at, Message.id)
    )
    return [
        WrittenMail(
            row.id,
            MessageKind(row.kind),
            row.recipient,
            MessageStatus(row.status),
            row.created_at,
            row.sent_at,
            row.content,
        )
        for row in rows
    ]


def received_mails(connection: Connection, case: str) -> list[str]:
    """Ids of the mails that came in to a case, the oldest first."""
    mine = IncomingMail.case_id == case
    order = (IncomingMail.received_at, IncomingMail.id)
    return list(connection.scalars(select(IncomingMail.id).where(mine).order_by(*order)))


def case_lines(connection: Connection, case: str | None = None) -> Iterator[CaseLines]:
    """The journal of one case, or of every case in the order they were opened, one at a time."""
    wanted = select(Case.id, Case.number, Case.case_type, Case.openness).order_by(
        Case.opened_at, Case.id
    )
    for row in connection.execute(wanted if case is None else wanted.where(Case.id == case)).all():
        lines = tuple(_lines(connection, row.id))
        yield CaseLines(row.number, row.case_type, Openness(row.openness), lines)


def _lines(connection: Connection, case: str) -> Iterator[JournalLine]:
    told = (JournalPayload.case_id == JournalEntry.case_id) & (
        JournalPayload.seq == JournalEntry.seq
    )
    rows = connection.execute(
        select(JournalEntry, JournalPayload.payload)
        .outerjoin(JournalPayload, told)
        .where(JournalEntry.case_id == case)
        .order_by(JournalEntry.seq)
    )
    for row in rows:
        yield JournalLine(
            row.seq,
            row.at,
            row.actor,
            Event(row.event),
            row.from_state,
            row.to_state,
            row.request_id,
            row.hash,
            json.loads(row.payload) if row.payload else None,
        )
