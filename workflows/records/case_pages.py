"""What the page of one case shows: its words, decisions, deadlines, attachments and journal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, func, select

from workflows.engine.commands.cases import ItemPart
from workflows.engine.vocabulary import (
    AttachmentKind,
    DeadlineKind,
    DeadlineStatus,
    Event,
    FileStatus,
    Openness,
)
from workflows.records.base import Identifier
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Attachment, Case, Part, Point
from workflows.records.comment_tables import Comment
from workflows.records.given_answers import StoredFile
from workflows.records.hearings import Response
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.meetings import AgendaItem, Meeting
from workflows.records.messages import Deadline
from workflows.records.publications import Publication


@dataclass(frozen=True, slots=True)
class CaseText:
    """The case's own words."""

    text: str
    proposer: str
    points: tuple[str, ...]
    """The recommendation as it was last written."""
    parts: tuple[ItemPart, ...]
    opened_at: datetime
    case_type: str
    comments: int
    """How many officers have written on it; those that were struck are not among them."""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """The case on an agenda."""

    step: str
    body: str
    meeting: str
    meets_on: date
    dispatch_on: date
    active: bool


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """A deadline of the case, past or to come."""

    kind: DeadlineKind
    due_at: datetime
    status: DeadlineStatus
    executed_at: datetime | None
    party: str | None
    last_error: str | None


@dataclass(frozen=True, slots=True)
class ShownAttachment:
    """An attachment of the case; what it is of is told by hearing and answer."""

    id: str
    kind: AttachmentKind
    hearing: str | None
    response: str | None
    openness: Openness
    added_at: datetime
    file: StoredFile | None = None
    """That an officer laid on the case; None for answers and reports."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One line of the journal, with what it tells in full unless that was erased."""

    seq: int
    at: datetime
    actor: str
    event: Event
    from_state: str | None
    to_state: str | None
    payload: Mapping[str, Any] = field(default_factory=dict)


def is_visible(connection: Connection, viewer: Viewer, case: str) -> bool:
    """Whether there is such a case for the viewer."""
    found = connection.execute(select(Case.id).where(Case.id == case, visible_to(viewer)))
    return found.first() is not None


# Statements are made once: to make one anew takes as long as to ask it.

_CASE = bindparam("case", type_=Identifier())
_REVISION = bindparam("revision", type_=Integer())

_COMMENTS = (
    select(func.count())
    .where(Comment.case_id == Case.id, Comment.text != "")
    .scalar_subquery()
    .label("comments")
)

_TEXT = select(
    Case.text, Case.proposer, Case.revision, Case.opened_at, Case.case_type, _COMMENTS
).where(Case.id == _CASE)

_POINTS = (
    select(Point.text)
    .where(Point.case_id == _CASE, Point.revision == _REVISION)
    .order_by(Point.number)
)

_PARTS = (
    select(Part.title, Part.text)
    .where(Part.case_id == _CASE, Part.revision == _REVISION)
    .order_by(Part.number)
)


def case_text(connection: Connection, case: str) -> CaseText:
    """The words of a case that exists."""
    row = connection.execute(_TEXT, {"case": case}).one()
    valid = {"case": case, "revision": row.revision}
    points = connection.scalars(_POINTS, valid)
    parts = connection.execute(_PARTS, valid)
    return CaseText(
        row.text,
        row.proposer,
        tuple(points),
        tuple(ItemPart(title, text) for title, text in parts),
        row.opened_at,
        row.case_type,
        row.comments,
    )


_ITEMS = (
    select(
        AgendaItem.step,
        AgendaItem.body,
        AgendaItem.meeting_id,
        Meeting.meets_on,
        Meeting.dispatch_on,
        AgendaItem.active,
    )
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .where(AgendaItem.case_id == _CASE)
    .order_by(AgendaItem.placed_at, AgendaItem.id)
)


def items_of(connection: Connection, case: str) -> list[ShownItem]:
    """Every agenda that the case has been on, oldest first."""
    return [ShownItem(*row) for row in connection.execute(_ITEMS, {"case": case})]


def deadlines_of(connection: Connection, case: str) -> list[ShownDeadline]:
    """Every deadline but the cancelled ones, by when it is due."""
    rows = connection.execute(
        select(
            Deadline.kind,
            Deadline.due_at,
            Deadline.status,
            Deadline.executed_at,
            Deadline.party_id,
            Deadline.last_error,
        )
        .where(Deadline.case_id == case, Deadline.status != DeadlineStatus.CANCELLED)
        .order_by(Deadline.due_at, Deadline.kind, Deadline.id)
    )
    return [
        ShownDeadline(
            DeadlineKind(row.kind),
            row.due_at,
            DeadlineStatus(row.status),
            row.executed_at,
            row.party_id,
            row.last_error,
        )
        for row in rows
    ]


_PUBLISHED = (
    select(Publication.id)
    .where(Publication.response_id == Attachment.response_id, Publication.ended_at.is_(None))
    .exists()
)

_ATTACHMENTS = (
    select(Attachment, _PUBLISHED.label("is_published"))
    .outerjoin(Response, Response.id == Attachment.response_id)
    .where(Attachment.case_id == _CASE, Attachment.removed_at.is_(None))
    .order_by(
        Attachment.added_at,
        Attachment.kind == AttachmentKind.REPORT,
        Response.received_at,
        Attachment.name,
        Attachment.id,
    )
)


def attachments_of(connection: Connection, case: str) -> list[ShownAttachment]:
    """The attachments as they were added; answers collected together as they were received.

    The report of a hearing comes after the answers that were collected with it; files that were
    laid on the case together stand by name. An answer is open once an officer has published it.
    """
    rows = connection.execute(_ATTACHMENTS, {"case": case})
    return [
        ShownAttachment(
            row.id,
            AttachmentKind(row.kind),
            row.hearing_id,
            row.response_id,
            Openness.OPEN if row.is_published else Openness(row.openness),
            row.added_at,
            _attached_file(row),
        )
        for row in rows
    ]


def _attached_file(row: Any) -> StoredFile | None:
    if row.sha256 is None:
        return None
    return StoredFile(
        row.id, row.name, row.size, row.sha256, row.media_type, FileStatus(row.status)
    )


_JOURNAL = (
    select(
        JournalEntry.seq,
        JournalEntry.at,
        JournalEntry.actor,
        JournalEntry.event,
        JournalEntry.from_state,
        JournalEntry.to_state,
        JournalPayload.payload,
    )
    .outerjoin(
        JournalPayload,
        (JournalPayload.case_id == JournalEntry.case_id) & (JournalPayload.seq == JournalEntry.seq),
    )
    .where(JournalEntry.case_id == _CASE)
    .order_by(JournalEntry.seq.desc())
    .limit(bindparam("most"))
)


def journal_of(connection: Connection, case: str, most: int) -> list[ShownEntry]:
    """The latest lines of the journal, newest first."""
    rows = connection.execute(_JOURNAL, {"case": case, "most": most})
    return [
        ShownEntry(
            row.seq,
            row.at,
            row.actor,
            Event(row.event),
            row.from_state,
            row.to_state,
            json.loads(row.payload) if row.payload else {},
        )
        for row in rows
    ]
