"""Reads promises: as they stand for a decision, and for the pages of cases."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, select

from workflows.engine.facts import OfficerFacts
from workflows.engine.promises import PromiseFacts, Rhythm
from workflows.engine.vocabulary import Event
from workflows.records.base import Identifier
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.meetings import Decision
from workflows.records.messages import Deadline
from workflows.records.people import Officer
from workflows.records.promise_tables import FollowUp, Promise
from workflows.records.sign_ins import Role


@dataclass(frozen=True, slots=True)
class KeptBy:
    """A case that a promise became."""

    number: int
    """Which of the promise's times it is."""
    due_on: date
    case: str | None
    """None where the viewer may not know of it."""
    case_number: str
    state: str


@dataclass(frozen=True, slots=True)
class ShownPromise:
    """A promise on the page of the case that made it."""

    facts: PromiseFacts
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    failure: str | None
    """Why the case of the next time could not be opened, when it was tried."""
    decided_by: str | None
    """Code of the body whose decision it was written with."""
    decided_on: date | None
    kept: tuple[KeptBy, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The promise that a case was opened to keep."""

    promise: str
    due_on: date
    case: str | None
    """The case that made it; None where the viewer may not know of it."""
    case_number: str
    case_title: str


_PROMISE = (
    Promise.id,
    Promise.text,
    Promise.body,
    Promise.first_on,
    Promise.every_months,
    Promise.last_on,
    Promise.weeks_before,
    Promise.first_number,
    Promise.next_number,
    Promise.deadline_id,
)
_OFFICER = (
    Officer.id.label("officer_id"),
    Officer.name,
    Officer.email,
    Officer.phone,
    Officer.wants_digest,
)


def promise_by_id(connection: Connection, case: str, promise: str) -> PromiseFacts | None:
    """One of the case's promises, to be read once the case is locked."""
    return _one(connection, case, Promise.id == promise)


def promise_waiting(connection: Connection, case: str, deadline: str) -> PromiseFacts | None:
    """The case's promise that waits for this deadline."""
    return _one(connection, case, Promise.deadline_id == deadline)


def _one(connection: Connection, case: str, which: ColumnElement[bool]) -> PromiseFacts | None:
    row = connection.execute(_promises(case).where(which)).first()
    return _facts(row) if row else None


def promises_of(connection: Connection, viewer: Viewer, case: str) -> list[ShownPromise]:
    """The promises of a case, as they were made, with the cases that they became."""
    rows = connection.execute(_promises(case).order_by(Promise.made_at, Promise.id)).all()
    kept = _kept(connection, viewer, case) if rows else {}
    return [
        ShownPromise(
            facts=_facts(row),
            made_at=row.made_at,
            made_by=row.made_by,
            ended_at=row.ended_at,
            failure=row.last_error,
            decided_by=row.decided_by,
            decided_on=row.decided_on,
            kept=tuple(kept[row.id]),
        )
        for row in rows
    ]


def _promises(case: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *_PROMISE,
            *_OFFICER,
            Promise.made_at,
            Promise.made_by,
            Promise.ended_at,
            Deadline.last_error,
            Decision.body.label("decided_by"),
            Decision.decided_on,
        )
        .join(Officer, Officer.id == Promise.officer_id)
        .outerjoin(Deadline, Deadline.id == Promise.deadline_id)
        .outerjoin(Decision, Decision.id == Promise.decision_id)
        .where(Promise.case_id == case)
    )


def _facts(row: Row[*tuple[Any, ...]]) -> PromiseFacts:
    return PromiseFacts(
        id=row.id,
        text=row.text,
        body=row.body,
        officer=OfficerFacts(
            row.officer_id, row.name, row.email, row.phone, bool(row.wants_digest)
        ),
        rhythm=Rhythm(row.first_on, row.every_months, row.last_on, row.weeks_before),
        first_number=row.first_number,
        number=row.next_number,
        deadline=row.deadline_id,
    )


def _kept(connection: Connection, viewer: Viewer, case: str) -> dict[str, list[KeptBy]]:
    rows = connection.execute(
        select(
            FollowUp.promise_id,
            FollowUp.number,
            FollowUp.due_on,
            Case.id,
            Case.number.label("case_number"),
            Case.state,
        )
        .join(Promise, Promise.id == FollowUp.promise_id)
        .outerjoin(Case, and_(Case.id == FollowUp.case_id, visible_to(viewer)))
        .where(Promise.case_id == case)
        .order_by(FollowUp.number)
    )
    found: dict[str, list[KeptBy]] = defaultdict(list)
    for row in rows:
        found[row.promise_id].append(
            KeptBy(row.number, row.due_on, row.id, row.case_number or "", row.state or "")
        )
    return found


def origin_of(connection: Connection, viewer: Viewer, case: str) -> Origin | None:
    """The promise that the case was opened to keep, if it was."""
    row = connection.execute(
        select(Promise.text, FollowUp.due_on, Case.id, Case.number, Case.title)
        .select_from(FollowUp)
        .join(Promise, Promise.id == FollowUp.promise_id)
        .outerjoin(Case, and_(Case.id == Promise.case_id, visible_to(viewer)))
        .where(FollowUp.case_id == case)
    ).first()
    if row is None:
        return None
    return Origin(row.text, row.due_on, row.id, row.number or "", row.title or "")


_TELL_OF_PROPOSALS = (Event.CASE_IMPORTED, Event.PROMISE_MADE, Event.PROMISE_DECLINED)

_CASE = bindparam("case", type_=Identifier())

# Made once: to make a statement anew takes as long as to ask it.
_TOLD = (
    select(JournalEntry.event, JournalPayload.payload)
    .join(
        JournalPayload,
        and_(
            JournalPayload.case_id == JournalEntry.case_id,
            JournalPayload.seq == JournalEntry.seq,
        ),
    )
    .where(JournalEntry.case_id == _CASE, JournalEntry.event.in_(_TELL_OF_PROPOSALS))
    .order_by(JournalEntry.seq)
)


def proposals_of(connection: Connection, case: str) -> list[str]:
    """The sentences of an imported text that may be promises, but for those that were settled.

    They are only in the journal: what was erased there is proposed no more.
    """
    rows = connection.execute(_TOLD, {"case": case}).all()
    told = [(Event(row.event), json.loads(row.payload)) for row in rows]
    settled = {payload.get("proposal") for _, payload in told}
    return [
        sentence
        for event, payload in told
        if event is Event.CASE_IMPORTED
        for sentence in payload.get("promises", ())
        if sentence not in settled
    ]


def officers(connection: Connection) -> list[OfficerFacts]:
    """Everybody who can be made responsible, by name."""
    asked = select(*_OFFICER).where(Officer.role == Role.OFFICER)
    rows = connection.execute(asked.order_by(Officer.name, Officer.id))
    return [
        OfficerFacts(row.officer_id, row.name, row.email, row.phone, bool(row.wants_digest))
        for row in rows
    ]
