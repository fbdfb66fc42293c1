"""The hearings that anybody may know of: those of open cases that were sent out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, and_, cast, func, select

from workflows.engine.vocabulary import Event, HearingPhase, Openness
from workflows.records.cases import Case
from workflows.records.hearings import LAST_DUE_AT, OWN_DUE_AT, Hearing
from workflows.records.journal import JournalEntry, JournalPayload


@dataclass(frozen=True, slots=True)
class ListedHearing:
    """One round of hearing, as the list and the feeds tell of it."""

    id: str
    number: str
    title: str
    round: int
    phase: HearingPhase
    text: str
    changes: str
    """What is another than in the round before."""
    due_on: date
    """The day that the hearing is planned to last to."""
    own_due_at: datetime
    """The hearing's own deadline, which one of those heard may have been given longer than."""
    last_due_at: datetime
    """The last instant before which the answer of any of those heard is in time."""
    due_version: int
    opened_at: datetime
    closed_at: datetime | None
    ended_reason: str

    @property
    def closed_early(self) -> bool:
        """Whether it was closed before the last deadline that was told."""
        return self.closed_at is not None and self.closed_at < self.last_due_at


_SENT_OUT = (HearingPhase.OPEN, HearingPhase.LATE, HearingPhase.SEALED, HearingPhase.WITHDRAWN)


_TOLD = (
    Event.HEARING_OPENED,
    Event.HEARING_EXTENDED,
    Event.DOCUMENT_REPLACED,
    Event.HEARING_CLOSED,
    Event.HEARING_SEALED,
    Event.HEARING_WITHDRAWN,
    Event.RESPONSE_PUBLISHED,
    Event.RESPONSE_UNPUBLISHED,
    # A published answer is gone from the page once it does not count any more.
    Event.RESPONSE_REPLACED,
    Event.RESPONSE_UNDONE,
)
"""What changes the public page of a hearing."""


def is_public() -> ColumnElement[bool]:
    """The one condition under which a hearing is there at all for the public."""
    return and_(
        Case.openness == Openness.OPEN,
        Hearing.phase.in_(_SENT_OUT),
        Hearing.opened_at.is_not(None),
    )


def public_hearings() -> Select[*tuple[Any, ...]]:
    """Every hearing that is there for the public, for others to choose from or add to."""
    return (
        select(
            Hearing.id,
            Case.number,
            Case.title,
            Hearing.round,
            Hearing.phase,
            Hearing.text,
            Hearing.changes,
            Hearing.due_on,
            OWN_DUE_AT.label("own_due_at"),
            LAST_DUE_AT.label("last_due_at"),
            Hearing.due_version,
            Hearing.opened_at,
            Hearing.closed_at,
            Hearing.ended_reason,
        )
        .join(Case, Case.id == Hearing.case_id)
        .where(is_public())
    )


_WITHDRAWN_AT = (
    select(func.min(JournalEntry.at))
    .where(
        JournalEntry.case_id == Hearing.case_id,
        JournalEntry.event == Event.HEARING_WITHDRAWN,
        JournalEntry.at >= Hearing.opened_at,
    )
    .correlate(Hearing)
    .scalar_subquery()
)
_ENDED_AT = func.coalesce(Hearing.closed_at, _WITHDRAWN_AT, Hearing.opened_at)
"""When a hearing ended; one that was withdrawn was never closed, and the journal tells when."""


def open_hearings(connection: Connection) -> list[ListedHearing]:
    """The hearings that take answers, those that end first coming first."""
    return _found(
        connection,
        public_hearings()
        .where(Hearing.phase == HearingPhase.OPEN)
        .order_by(OWN_DUE_AT, Case.title, Hearing.id),
    )


def ended_hearings(connection: Connection, skip: int, most: int) -> list[ListedHearing]:
    """The hearings that are over, those that ended last coming first."""
    return _found(
        connection,
        public_hearings()
        .where(Hearing.phase != HearingPhase.OPEN)
        .order_by(_ENDED_AT.desc(), Case.title, Hearing.id)
        .offset(skip)
        .limit(most),
    )


def _found(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[ListedHearing]:
    return [listed(row) for row in connection.execute(statement)]


def listed(row: Any) -> ListedHearing:
    """The hearing from a row of `public_hearings`."""
    return ListedHearing(
        id=row.id,
        number=row.number,
        title=row.title,
        round=row.round,
        phase=HearingPhase(row.phase),
        text=row.text,
        changes=row.changes,
        due_on=row.due_on,
        own_due_at=row.own_due_at,
        last_due_at=row.last_due_at,
        due_version=row.due_version,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        ended_reason=row.ended_reason,
    )


def changed_at(connection: Connection, hearings: Sequence[str]) -> Mapping[str, datetime]:
    """When the page of each hearing last changed, by the journal, whose lines name the hearing.

    A hearing whose lines were erased is left out.
    """
    rows = connection.execute(
        select(Hearing.id, func.max(JournalEntry.at, type_=JournalEntry.at.type))
        .join(JournalEntry, JournalEntry.case_id == Hearing.case_id)
        .join(
            JournalPayload,
            (JournalPayload.case_id == JournalEntry.case_id)
            & (JournalPayload.seq == JournalEntry.seq),
        )
        .where(
            Hearing.id.in_(hearings),
            JournalEntry.event.in_(_TOLD),
            JournalPayload.payload.contains(cast(Hearing.id, String)),
        )
        .group_by(Hearing.id)
    )
    return {row[0]: row[1] for row in rows}
