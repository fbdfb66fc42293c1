"""What was decided in a case, with all that was said at it, as it was recorded."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from workflows.engine.vocabulary import Attendance, Effect
from workflows.records.meetings import (
    Addition,
    AgendaItem,
    Attendee,
    Decision,
    DecisionPoint,
    Remark,
    Vote,
)


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
class ShownVote:
    """How a vote fell; over the whole item where there is no point."""

    point: int | None
    in_favour: int
    against: int
    abstained: int
    who: str


@dataclass(frozen=True, slots=True)
class ShownAddition:
    """What was added to a decision after it had taken effect."""

    text: str
    reason: str
    written_on: date
    written_by: str


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
    approved_by: str | None
    """Another than the one who recorded it; None while nobody has."""
    called_in_by: str | None
    """The member who required that the council decide instead."""
    item: str
    """Id of the agenda item; the versions of a corrected decision have the same."""
    replaced_at: datetime | None
    """When a correction took its place."""
    in_effect: bool
    points: tuple[ShownPoint, ...] = ()
    remarks: tuple[ShownRemark, ...] = ()
    absentees: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    """Who left while the item was treated, having a share in it."""
    substitutes: tuple[str, ...] = ()
    votes: tuple[ShownVote, ...] = ()
    """That over the whole item first, then by point."""
    additions: tuple[ShownAddition, ...] = ()
    """What was added after it had taken effect, oldest first."""


# Made once: to make a statement anew takes as long as to ask it.
_DECISIONS = (
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
        Decision.approved_by,
        Decision.called_in_by,
        Decision.item_id,
        Decision.replaced_at,
        AgendaItem.active,
    )
    .join(AgendaItem, AgendaItem.id == Decision.item_id)
    .where(Decision.case_id == bindparam("case"))
    .order_by(Decision.recorded_at, Decision.version, Decision.id)
)


def decisions_of(connection: Connection, case: str) -> list[ShownDecision]:
    """Every decision, those that were corrected too, oldest first; seven statements at most."""
    rows = connection.execute(_DECISIONS, {"case": case}).all()
    if not rows:
        return []
    points, remarks = _said_at(connection, case)
    there, votes = _attendance_at(connection, case), _votes_at(connection, case)
    additions = _additions_to(connection, case)
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
            approved_by=row.approved_by,
            called_in_by=row.called_in_by,
            item=row.item_id,
            replaced_at=row.replaced_at,
            in_effect=not row.active and row.replaced_at is None,
            points=tuple(points[row.id]),
            remarks=tuple(remarks[row.id]),
            absentees=tuple(there[row.id, Attendance.ABSENT]),
            partial=tuple(there[row.id, Attendance.PARTIAL]),
            substitutes=tuple(there[row.id, Attendance.SUBSTITUTE]),
            votes=tuple(votes[row.id]),
            additions=tuple(additions[row.id]),
        )
        for row in rows
    ]


def _said_at(
    connection: Connection, case: str
) -> tuple[Mapping[str, list[ShownPoint]], Mapping[str, list[ShownRemark]]]:
    points: dict[str, list[ShownPoint]] = defaultdict(list)
    remarks: dict[str, list[ShownRemark]] = defaultdict(list)
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
    return points, remarks


def _attendance_at(connection: Connection, case: str) -> Mapping[tuple[str, Attendance], list[str]]:
    """Names by decision and kind."""
    there: dict[tuple[str, Attendance], list[str]] = defaultdict(list)
    for decision, kind, name in connection.execute(
        select(Attendee.decision_id, Attendee.kind, Attendee.name)
        .join(Decision, Decision.id == Attendee.decision_id)
        .where(Decision.case_id == case)
        .order_by(Attendee.id)
    ):
        there[decision, Attendance(kind)].append(name)
    return there


def _additions_to(connection: Connection, case: str) -> Mapping[str, list[ShownAddition]]:
    additions: dict[str, list[ShownAddition]] = defaultdict(list)
    rows = connection.execute(
        select(
            Addition.decision_id,
            Addition.text,
            Addition.reason,
            Addition.written_on,
            Addition.written_by,
        )
        .join(Decision, Decision.id == Addition.decision_id)
        .where(Decision.case_id == case)
        .order_by(Addition.written_at, Addition.id)
    )
    for decision, text, reason, written_on, written_by in rows:
        additions[decision].append(ShownAddition(text, reason, written_on, written_by))
    return additions


def _votes_at(connection: Connection, case: str) -> Mapping[str, list[ShownVote]]:
    votes: dict[str, list[ShownVote]] = defaultdict(list)
    rows = connection.execute(
        select(
            Vote.decision_id,
            Vote.point,
            Vote.in_favour,
            Vote.against,
            Vote.abstained,
            Vote.who,
        )
        .join(Decision, Decision.id == Vote.decision_id)
        .where(Decision.case_id == case)
        .order_by(Vote.point.is_not(None), Vote.point)
    )
    for decision, point, in_favour, against, abstained, who in rows:
        votes[decision].append(ShownVote(point, in_favour, against, abstained, who))
    return votes
