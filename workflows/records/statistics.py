"""What the statistics are counted from: ways of cases, answers, decisions, and where cases wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from workflows.engine.identity import ordered_id
from workflows.engine.route import ENDED, Route
from workflows.engine.stays import Entered
from workflows.engine.vocabulary import Effect, HearingPhase
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.hearings import Hearing, Party, Response
from workflows.records.journal import JournalEntry
from workflows.records.meetings import Decision
from workflows.records.routes import stored_route


@dataclass(frozen=True, slots=True)
class Counted:
    """Which cases are counted: those that the viewer may see, opened between two instants."""

    viewer: Viewer
    opened_from: datetime
    opened_before: datetime
    case_type: str = ""
    """Empty for all."""


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How those who were heard answered; the body is None for parties that are none."""

    body: str | None
    asked: int
    in_time: int
    late: int


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """What one body decided."""

    body: str
    decisions: int
    deferred: int
    returned: int
    called_in: int


@dataclass(frozen=True, slots=True)
class WaitingCount:
    """Open cases that stand in one state of one route."""

    state: str
    route: Route
    cases: int
    untouched_since: datetime
    """When the one was changed that has been left alone the longest."""


def ways(connection: Connection, counted: Counted) -> tuple[list[Entered], dict[str, Route]]:
    """Each line by which a case came to another state, in order, and the routes of the cases."""
    lines = connection.execute(
        select(JournalEntry.case_id, JournalEntry.at, JournalEntry.to_state)
        .join(Case, Case.id == JournalEntry.case_id)
        .where(
            *_of(counted),
            JournalEntry.to_state.is_not(None),
            JournalEntry.to_state.is_distinct_from(JournalEntry.from_state),
        )
        .order_by(JournalEntry.case_id, JournalEntry.seq)
    )
    entered = [Entered(one, at, state) for one, at, state in lines if state]
    routes = connection.execute(select(Case.id, Case.route_document).where(*_of(counted)))
    return entered, {row.id: stored_route(row.route_document) for row in routes}


def answer_counts(
    connection: Connection, counted: Counted, due_from: datetime, due_before: datetime
) -> list[AnswerCount]:
    """Of parties whose deadline fell between the instants, in hearings that have closed.

    What counts is the answer that counts, late by the deadline that the party had.
    """
    answered, late = Party.response_id.is_not(None), Response.late
    rows = connection.execute(
        select(
            Party.body,
            func.count().label("asked"),
            _number_of(answered & ~late).label("in_time"),
            _number_of(answered & late).label("late"),
        )
        .join(Hearing, Hearing.id == Party.hearing_id)
        .join(Case, Case.id == Party.case_id)
        .outerjoin(Response, Response.id == Party.response_id)
        .where(
            *_of(counted),
            Hearing.phase.in_((HearingPhase.LATE, HearingPhase.SEALED)),
            Party.due_at > due_from,
            Party.due_at <= due_before,
        )
        .group_by(Party.body)
    )
    return [AnswerCount(row.body, row.asked, row.in_time, row.late) for row in rows]


def decision_counts(
    connection: Connection, counted: Counted, first: date, last: date
) -> list[DecisionCount]:
    """What the bodies decided from the first day to the last, as it stands after corrections."""
    rows = connection.execute(
        select(
            Decision.body,
            func.count().label("decisions"),
            _number_of(Decision.effect == Effect.DEFER).label("deferred"),
            _number_of(Decision.effect == Effect.RETURN).label("returned"),
            _number_of(Decision.called_in_by.is_not(None)).label("called_in"),
        )
        .join(Case, Case.id == Decision.case_id)
        .where(
            *_of(counted),
            Decision.decided_on >= first,
            Decision.decided_on <= last,
            Decision.replaced_at.is_(None),
        )
        .group_by(Decision.body)
    )
    return [
        DecisionCount(row.body, row.decisions, row.deferred, row.returned, row.called_in)
        for row in rows
    ]


def waiting_counts(connection: Connection, viewer: Viewer, case_type: str) -> list[WaitingCount]:
    """Where the open cases stand, by state and route."""
    rows = connection.execute(
        select(
            Case.state,
            Case.route_document,
            func.count().label("cases"),
            func.min(Case.changed_at).label("untouched_since"),
        )
        .where(
            visible_to(viewer),
            Case.state.not_in(ENDED),
            *((Case.case_type == case_type,) if case_type else ()),
        )
        .group_by(Case.state, Case.route_document)
    )
    return [
        WaitingCount(row.state, stored_route(row.route_document), row.cases, row.untouched_since)
        for row in rows
    ]


def _of(counted: Counted) -> Sequence[ColumnElement[bool]]:
    """Ids come in the order of time, so that the instants are a range of an index."""
    return (
        visible_to(counted.viewer),
        Case.id >= _first_id(counted.opened_from),
        Case.id < _first_id(counted.opened_before),
        *((Case.case_type == counted.case_type,) if counted.case_type else ()),
    )


def _first_id(at: datetime) -> str:
    """Comes before every id of the instant and after."""
    return ordered_id(at, 0, "0" * 16)


def _number_of(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count(case((condition, 1)))
