"""The tests of a hearing's invitation that officers sent to themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workflows.engine.vocabulary import MessageKind, MessageStatus
from workflows.records.messages import Message


@dataclass(frozen=True, slots=True)
class Tried:
    """One test."""

    recipient: str
    status: MessageStatus
    created_at: datetime
    sent_at: datetime | None


def tries_of(connection: Connection, case: str, hearing: str) -> list[Tried]:
    """The tests of a round, the newest first."""
    rows = connection.execute(
        select(Message.recipient, Message.status, Message.created_at, Message.sent_at)
        .where(
            Message.case_id == case,
            Message.hearing_id == hearing,
            Message.kind == MessageKind.TEST,
        )
        .order_by(Message.created_at.desc(), Message.id.desc())
    )
    return [
        Tried(row.recipient, MessageStatus(row.status), row.created_at, row.sent_at) for row in rows
    ]
