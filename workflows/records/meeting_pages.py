"""Meetings that something is on, with the cases on their agendas."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnExpressionArgument, Connection, Row, case, select

from workflows.engine.vocabulary import Openness
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.dispatch_tables import SentItem
from workflows.records.meetings import AgendaItem, Decision, Meeting


@dataclass(frozen=True, slots=True)
class ShownAgendaItem:
    """A case on an agenda; of one that the viewer may not see, only that it is there."""

    id: str
    case: str
    number: str
    title: str
    openness: Openness
    word: str | None
    """Code of the decision's word, once there is one."""
    late_reason: str
    """Why it could not wait, when it came after the agenda was closed for new items."""
    active: bool
    """Until its decision has taken effect."""
    is_decided: bool
    """Whether there is a decision, though the viewer may not see which."""
    visible: bool
    sent_in: int | None = None
    """The number of the dispatch that it was sent out in; None before that."""
    sent_number: int | None = None
    """Its number on the agenda that was sent out."""
    sent_title: str = ""
    sent_openness: Openness | None = None
    """Whether it was for everybody to read when it was sent out."""

    @property
    def is_gone(self) -> bool:
        """Whether it was sent out and then taken off the agenda (punktet er udgået)."""
        return self.sent_in is not None and not self.active and not self.is_decided


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting that something was placed on."""

    id: str
    body: str
    meets_on: date
    cutoff_on: date
    dispatch_on: date
    closed_at: datetime | None
    items: tuple[ShownAgendaItem, ...] = ()


_VALID = (Decision.item_id == AgendaItem.id) & Decision.replaced_at.is_(None)
AS_ORDERED = (
    AgendaItem.position.is_(None),
    AgendaItem.position,
    AgendaItem.placed_at,
    AgendaItem.id,
)
"""The order of an agenda: as it was set by hand, then what was placed after that."""

_MEETING = (
    Meeting.id,
    Meeting.body,
    Meeting.meets_on,
    Meeting.cutoff_on,
    Meeting.dispatch_on,
    Meeting.closed_at,
)


def open_meetings(connection: Connection, viewer: Viewer) -> list[ShownMeeting]:
    """The meetings that have something on which is not over, by date; one statement.

    What was placed on a meeting after it was closed is among it, so that it is not lost to sight.
    """
    return _meetings(connection, viewer, AgendaItem.active)


def shown_meeting(connection: Connection, viewer: Viewer, meeting: str) -> ShownMeeting | None:
    """A meeting that something was placed on: what is on it, decided there, or sent out for it."""
    on_it = AgendaItem.active | Decision.id.is_not(None) | SentItem.item_id.is_not(None)
    found = _meetings(connection, viewer, (Meeting.id == meeting) & on_it)
    if found:
        return found[0]
    row = connection.execute(select(*_MEETING).where(Meeting.id == meeting)).first()
    return _of(row) if row else None


def meetings_of_bodies(connection: Connection, bodies: Collection[str]) -> list[ShownMeeting]:
    """Every meeting of the bodies that something was placed on, by date; without its items."""
    rows = connection.execute(
        select(*_MEETING).where(Meeting.body.in_(bodies)).order_by(Meeting.meets_on, Meeting.body)
    )
    return [_of(row) for row in rows]


def _meetings(
    connection: Connection, viewer: Viewer, wanted: ColumnExpressionArgument[bool]
) -> list[ShownMeeting]:
    visible = case((visible_to(viewer), 1), else_=0).label("visible")
    rows = connection.execute(
        select(
            *_MEETING,
            Case.id.label("case_id"),
            Case.number,
            Case.title,
            Case.openness,
            AgendaItem.id.label("item_id"),
            AgendaItem.late_reason,
            AgendaItem.active,
            Decision.word,
            SentItem.sent_in,
            SentItem.number.label("sent_number"),
            SentItem.title.label("sent_title"),
            SentItem.openness.label("sent_openness"),
            visible,
        )
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Case, Case.id == AgendaItem.case_id)
        .outerjoin(Decision, _VALID)
        .outerjoin(SentItem, SentItem.item_id == AgendaItem.id)
        .where(wanted)
        .order_by(Meeting.meets_on, Meeting.body, *AS_ORDERED)
    )
    meetings: dict[str, ShownMeeting] = {}
    for row in rows:
        seen = bool(row.visible)
        item = ShownAgendaItem(
            id=row.item_id,
            case=row.case_id if seen else "",
            number=row.number if seen else "",
            title=row.title if seen else "",
            openness=Openness(row.openness),
            word=row.word if seen else None,
            late_reason=row.late_reason if seen else "",
            active=row.active,
            is_decided=row.word is not None,
            visible=seen,
            sent_in=row.sent_in,
            sent_number=row.sent_number,
            sent_title=(row.sent_title or "") if seen else "",
            sent_openness=Openness(row.sent_openness) if row.sent_openness else None,
        )
        meeting = meetings.setdefault(row.id, _of(row))
        meetings[row.id] = replace(meeting, items=(*meeting.items, item))
    return list(meetings.values())


def _of(row: Row[*tuple[Any, ...]]) -> ShownMeeting:
    return ShownMeeting(
        row.id, row.body, row.meets_on, row.cutoff_on, row.dispatch_on, row.closed_at
    )


def meeting_by_id(connection: Connection, meeting: str) -> tuple[str, date] | None:
    """Body and day of a meeting that something was placed on."""
    row = connection.execute(
        select(Meeting.body, Meeting.meets_on).where(Meeting.id == meeting)
    ).first()
    return (row.body, row.meets_on) if row else None
