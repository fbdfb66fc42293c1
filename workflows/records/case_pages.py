"""What the page of one case shows: its words, decisions, deadlines, attachments and journal."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from workflows.engine.commands.cases import ItemPart
from workflows.engine.vocabulary import (
    AttachmentKind,
    DeadlineKind,
    DeadlineStatus,
    Effect,
    Event,
    FileStatus,
    Openness,
)
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Attachment, Case, Part, Point
from workflows.records.given_answers import StoredFile
from workflows.records.hearings import Response
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.meetings import (
    Absentee,
    AgendaItem,
    Decision,
    DecisionPoint,
    Meeting,
    Remark,
)
from workflows.records.messages import Deadline


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


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark or a dissent; by the whole body where `members` is empty."""

    members: str
    text: str
    dissent: bool


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """What was decided on one point."""

    number: int
    text: str
    word: str | None


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """One decision with all that was said at it."""

    id: str
    step: str
    body: str
    decided_on: date
    word: str
    effect: Effect
    target: str | None
    deferred_to: date | None
    text: str
    recorded_by: str
    item: str
    """Id of the agenda item; the versions of a corrected decision have the same."""
    replaced_at: datetime | None
    """When a correction took its place."""
    in_effect: bool
    points: tuple[ShownPoint, ...] = ()
    remarks: tuple[ShownRemark, ...] = ()
    absentees: tuple[str, ...] = ()


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


def case_text(connection: Connection, case: str) -> CaseText:
    """The words of a case that exists."""
    row = connection.execute(
        select(Case.text, Case.proposer, Case.revision, Case.opened_at, Case.case_type).where(
            Case.id == case
        )
    ).one()
    valid = (Point.case_id == case, Point.revision == row.revision)
    points = connection.scalars(select(Point.text).where(*valid).order_by(Point.number))
    written = select(Part.title, Part.text).where(
        Part.case_id == case, Part.revision == row.revision
    )
    parts = connection.execute(written.order_by(Part.number))
    return CaseText(
        row.text,
        row.proposer,
        tuple(points),
        tuple(ItemPart(title, text) for title, text in parts),
        row.opened_at,
        row.case_type,
    )


def decisions_of(connection: Connection, case: str) -> list[ShownDecision]:
    """Every decision, those that were corrected too, oldest first; four statements."""
    rows = connection.execute(
        select(
            Decision.id,
            Decision.step,
            Decision.body,
            Decision.decided_on,
            Decision.word,
            Decision.effect,
            Decision.target,
            Decision.deferred_to,
            Decision.text,
            Decision.recorded_by,
            Decision.item_id,
            Decision.replaced_at,
            AgendaItem.active,
        )
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(Decision.case_id == case)
        .order_by(Decision.recorded_at, Decision.version, Decision.id)
    ).all()
    points, remarks, absentees = _said_at(connection, case)
    return [
        ShownDecision(
            id=row.id,
            step=row.step,
            body=row.body,
            decided_on=row.decided_on,
            word=row.word,
            effect=Effect(row.effect),
            target=row.target,
            deferred_to=row.deferred_to,
            text=row.text,
            recorded_by=row.recorded_by,
            item=row.item_id,
            replaced_at=row.replaced_at,
            in_effect=not row.active and row.replaced_at is None,
            points=tuple(points[row.id]),
            remarks=tuple(remarks[row.id]),
            absentees=tuple(absentees[row.id]),
        )
        for row in rows
    ]


def _said_at(
    connection: Connection, case: str
) -> tuple[
    Mapping[str, list[ShownPoint]], Mapping[str, list[ShownRemark]], Mapping[str, list[str]]
]:
    points: dict[str, list[ShownPoint]] = defaultdict(list)
    remarks: dict[str, list[ShownRemark]] = defaultdict(list)
    absentees: dict[str, list[str]] = defaultdict(list)
    for decision, number, text, word in connection.execute(
        select(
            DecisionPoint.decision_id, DecisionPoint.number, DecisionPoint.text, DecisionPoint.word
        )
        .join(Decision, Decision.id == DecisionPoint.decision_id)
        .where(Decision.case_id == case)
        .order_by(DecisionPoint.number)
    ):
        points[decision].append(ShownPoint(number, text, word))
    for decision, members, text, dissent in connection.execute(
        select(Remark.decision_id, Remark.members, Remark.text, Remark.dissent)
        .join(Decision, Decision.id == Remark.decision_id)
        .where(Decision.case_id == case)
        .order_by(Remark.id)
    ):
        remarks[decision].append(ShownRemark(members, text, dissent))
    for decision, name in connection.execute(
        select(Absentee.decision_id, Absentee.name)
        .join(Decision, Decision.id == Absentee.decision_id)
        .where(Decision.case_id == case)
        .order_by(Absentee.id)
    ):
        absentees[decision].append(name)
    return points, remarks, absentees


def items_of(connection: Connection, case: str) -> list[ShownItem]:
    """Every agenda that the case has been on, oldest first."""
    rows = connection.execute(
        select(
            AgendaItem.step,
            AgendaItem.body,
            AgendaItem.meeting_id,
            Meeting.meets_on,
            Meeting.dispatch_on,
            AgendaItem.active,
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.case_id == case)
        .order_by(AgendaItem.placed_at, AgendaItem.id)
    )
    return [ShownItem(*row) for row in rows]


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


def attachments_of(connection: Connection, case: str) -> list[ShownAttachment]:
    """The attachments as they were added; answers collected together as they were received.

    The report of a hearing comes after the answers that were collected with it; files that were
    laid on the case together stand by name.
    """
    rows = connection.execute(
        select(Attachment)
        .outerjoin(Response, Response.id == Attachment.response_id)
        .where(Attachment.case_id == case, Attachment.removed_at.is_(None))
        .order_by(
            Attachment.added_at,
            Attachment.kind == AttachmentKind.REPORT,
            Response.received_at,
            Attachment.name,
            Attachment.id,
        )
    )
    return [
        ShownAttachment(
            row.id,
            AttachmentKind(row.kind),
            row.hearing_id,
            row.response_id,
            Openness(row.openness),
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


def journal_of(connection: Connection, case: str, most: int) -> list[ShownEntry]:
    """The latest lines of the journal, newest first."""
    rows = connection.execute(
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
            (JournalPayload.case_id == JournalEntry.case_id)
            & (JournalPayload.seq == JournalEntry.seq),
        )
        .where(JournalEntry.case_id == case)
        .order_by(JournalEntry.seq.desc())
        .limit(most)
    )
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
