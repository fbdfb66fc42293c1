"""The meetings whose agenda or minutes everybody may read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from workflows.records.dispatch_tables import Dispatch
from workflows.records.held_here import HELD_HERE
from workflows.records.meetings import Meeting


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting whose agenda was sent out, or that was held here and is closed."""

    id: str
    body: str
    """The body's code."""
    meets_on: date
    published_at: datetime
    """When the agenda was sent out, or, where it was not, when the meeting was closed."""
    changed_at: datetime
    """When the agenda, a supplement to it or the minutes came out."""
    closed_at: datetime | None
    """Since then there are minutes."""


def public_meetings(connection: Connection, skip: int, most: int) -> list[ListedMeeting]:
    """A part of them, the last day first."""
    rows = connection.execute(
        _published().order_by(Meeting.meets_on.desc(), Meeting.body).offset(skip).limit(most)
    )
    return [_of(row) for row in rows]


def changed_last(connection: Connection, most: int) -> list[ListedMeeting]:
    """Those of which something came out last, the latest first."""
    rows = connection.execute(_published().order_by(_CHANGED.desc(), Meeting.id).limit(most))
    return [_of(row) for row in rows]


def public_meeting(connection: Connection, meeting: str) -> ListedMeeting | None:
    """One of them; None for any other meeting."""
    row = connection.execute(_published().where(Meeting.id == meeting)).first()
    return _of(row) if row else None


_SENT = (
    select(
        Dispatch.meeting_id,
        func.min(Dispatch.sent_at).label("first_at"),
        func.max(Dispatch.sent_at).label("last_at"),
    )
    .group_by(Dispatch.meeting_id)
    .subquery()
)

_CHANGED = func.coalesce(Meeting.closed_at, _SENT.c.last_at)


def _published() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Meeting.id,
            Meeting.body,
            Meeting.meets_on,
            Meeting.closed_at,
            _SENT.c.first_at,
            _SENT.c.last_at,
        )
        .outerjoin(_SENT, _SENT.c.meeting_id == Meeting.id)
        .where(_SENT.c.meeting_id.is_not(None) | (Meeting.closed_at.is_not(None) & HELD_HERE))
    )


def _of(row: Row[*tuple[Any, ...]]) -> ListedMeeting:
    instants = [at for at in (row.first_at, row.last_at, row.closed_at) if at is not None]
    return ListedMeeting(
        row.id, row.body, row.meets_on, min(instants), max(instants), row.closed_at
    )
