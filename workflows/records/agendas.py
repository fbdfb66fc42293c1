"""Meetings and what is on their agendas."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from workflows.engine.commands.meetings import MeetingRef
from workflows.records.cases import Case
from workflows.records.dialects import insert_if_new
from workflows.records.meeting_pages import AS_ORDERED
from workflows.records.meetings import AgendaItem, Decision, Meeting


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A case on an agenda whose meeting is not closed."""

    case: str
    number: str
    decided: bool
    approved: bool
    """Whether another officer approved what was recorded."""


def find_meeting(connection: Connection, body: str, meets_on: date) -> str | None:
    """The id of the meeting, if anything was ever placed on it."""
    return connection.execute(
        select(Meeting.id).where(Meeting.body == body, Meeting.meets_on == meets_on)
    ).scalar_one_or_none()


def closed_meetings(connection: Connection, body: str) -> frozenset[date]:
    """The days of the body's meetings that are closed: nothing more can be placed on them."""
    closed = select(Meeting.meets_on).where(Meeting.body == body, Meeting.closed_at.is_not(None))
    return frozenset(connection.execute(closed).scalars())


def kept_open(connection: Connection, meeting: MeetingRef) -> bool:
    """Keep the meeting from being closed until the transaction ends; False when it is closed.

    One that nothing was placed on yet is noted, for there is no lock on a row that is not there.
    The case is locked before this, as everywhere; cases on the same meeting do not wait for each
    other.
    """
    noted = {field.name: getattr(meeting, field.name) for field in fields(meeting)}
    insert_if_new(connection, Meeting, noted, "id")
    closed_at = select(Meeting.closed_at).where(Meeting.id == meeting.id)
    return connection.execute(closed_at.with_for_update(read=True)).scalar_one() is None


def lock_meeting(connection: Connection, meeting: str) -> None:
    """Let nothing be placed on the meeting until the transaction ends, which locks no case."""
    connection.execute(select(Meeting.id).where(Meeting.id == meeting).with_for_update())


def was_on_agenda(connection: Connection, case: str, step: str) -> bool:
    """Whether the case was ever placed on an agenda at the step, also if it was taken off again."""
    items = select(AgendaItem.id).where(AgendaItem.case_id == case, AgendaItem.step == step)
    return connection.execute(items.limit(1)).first() is not None


def open_items(connection: Connection, meeting: str) -> list[OpenItem]:
    """The cases on the agenda, in the order they were placed."""
    rows = connection.execute(
        select(Case.id, Case.number, Decision.id, Decision.approved_by)
        .join(AgendaItem, AgendaItem.case_id == Case.id)
        .outerjoin(Decision, (Decision.item_id == AgendaItem.id) & Decision.replaced_at.is_(None))
        .where(AgendaItem.meeting_id == meeting, AgendaItem.active)
        .order_by(AgendaItem.placed_at, AgendaItem.id)
    )
    return [
        OpenItem(case, number, decision is not None, approved is not None)
        for case, number, decision, approved in rows
    ]


def close(connection: Connection, meeting: str, at: datetime) -> None:
    """Mark the meeting closed."""
    connection.execute(update(Meeting).where(Meeting.id == meeting).values(closed_at=at))


def items_on(connection: Connection, meeting: str) -> list[str]:
    """Ids of what stands on the agenda or was decided there, in its order."""
    decided = (Decision.item_id == AgendaItem.id) & Decision.replaced_at.is_(None)
    return list(
        connection.scalars(
            select(AgendaItem.id)
            .outerjoin(Decision, decided)
            .where(AgendaItem.meeting_id == meeting, AgendaItem.active | Decision.id.is_not(None))
            .order_by(*AS_ORDERED)
        )
    )


def body_of(connection: Connection, meeting: str) -> str:
    """The code of the body whose meeting it is; empty where nothing was ever on it."""
    return connection.execute(select(Meeting.body).where(Meeting.id == meeting)).scalar() or ""


def is_closed(connection: Connection, meeting: str) -> bool:
    """Whether the meeting is closed."""
    closed = select(Meeting.closed_at).where(Meeting.id == meeting)
    return connection.execute(closed).scalar_one() is not None


def set_order(connection: Connection, items: Sequence[str]) -> None:
    """Let the items of an agenda, which is locked, stand in this order."""
    for position, item in enumerate(items, start=1):
        connection.execute(
            update(AgendaItem).where(AgendaItem.id == item).values(position=position)
        )
