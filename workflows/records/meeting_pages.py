"""Meetings that something is on, with the cases on their agendas."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, select

from workflows.engine.vocabulary import Openness
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.meetings import AgendaItem, Decision, Meeting


@dataclass(frozen=True, slots=True)
class ShownAgendaItem:
    """A case on an agenda; of one that the viewer may not see, only that it is there."""

    case: str
    number: str
    title: str
    openness: Openness
    word: str | None
    """Code of the decision's word, once there is one."""
    visible: bool


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting that something was placed on."""

    id: str
    body: str
    meets_on: date
    items: tuple[ShownAgendaItem, ...]


def open_meetings(connection: Connection, viewer: Viewer) -> list[ShownMeeting]:
    """The meetings that have something on which is not over, by date; one statement.

    What was placed on a meeting after it was closed is among it, so that it is not lost to sight.
    """
    visible = case((visible_to(viewer), 1), else_=0).label("visible")
    rows = connection.execute(
        select(
            Meeting.id,
            Meeting.body,
            Meeting.meets_on,
            Case.id.label("case_id"),
            Case.number,
            Case.title,
            Case.openness,
            Decision.word,
            visible,
        )
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Case, Case.id == AgendaItem.case_id)
        .outerjoin(Decision, (Decision.item_id == AgendaItem.id) & Decision.replaced_at.is_(None))
        .where(AgendaItem.active)
        .order_by(Meeting.meets_on, Meeting.body, AgendaItem.placed_at, AgendaItem.id)
    )
    meetings: dict[str, tuple[str, date, list[ShownAgendaItem]]] = {}
    for row in rows:
        _, _, items = meetings.setdefault(row.id, (row.body, row.meets_on, []))
        seen = bool(row.visible)
        items.append(
            ShownAgendaItem(
                case=row.case_id if seen else "",
                number=row.number if seen else "",
                title=row.title if seen else "",
                openness=Openness(row.openness),
                word=row.word if seen else None,
                visible=seen,
            )
        )
    return [
        ShownMeeting(id_, body, meets_on, tuple(items))
        for id_, (body, meets_on, items) in meetings.items()
    ]


def meeting_by_id(connection: Connection, meeting: str) -> tuple[str, date] | None:
    """Body and day of a meeting that something was placed on."""
    row = connection.execute(
        select(Meeting.body, Meeting.meets_on).where(Meeting.id == meeting)
    ).first()
    return (row.body, row.meets_on) if row else None
