"""What one contact of a council was asked: every hearing of the council, and its open links."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import Session

from workflows.engine.vocabulary import HearingPhase, Openness, PartyStatus
from workflows.records.cases import Case
from workflows.records.hearings import Contact, Hearing, Party
from workflows.records.messages import Message

MOST = 300
"""Hearings shown of one council: decades of them."""


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """One round in which the council was asked."""

    party: str
    number: str
    title: str
    openness: Openness
    due_on: date
    due_at: datetime
    phase: HearingPhase
    status: PartyStatus


def asked_before(session: Session, body: str | None, address: str) -> list[AskedBefore]:
    """The rounds in which this body, or a circle that is none, was asked at this address.

    The latest deadline first; rounds that nobody is invited to yet are left out.
    """
    rows = session.execute(
        select(
            Party.id,
            Case.number,
            Case.title,
            Case.openness,
            Party.due_on,
            Party.due_at,
            Hearing.phase,
            Party.status,
        )
        .join(Hearing, Hearing.id == Party.hearing_id)
        .join(Case, Case.id == Party.case_id)
        .where(
            Party.body.is_(None) if body is None else Party.body == body,
            Hearing.phase != HearingPhase.PREPARING,
            Party.id.in_(select(Contact.party_id).where(_at(address))),
        )
        .order_by(Party.due_at.desc(), Party.id)
        .limit(MOST)
    )
    return [
        AskedBefore(
            party=row.id,
            number=row.number,
            title=row.title,
            openness=Openness(row.openness),
            due_on=row.due_on,
            due_at=row.due_at,
            phase=HearingPhase(row.phase),
            status=PartyStatus(row.status),
        )
        for row in rows
    ]


def open_contacts(connection: Connection, address: str) -> dict[str, list[str]]:
    """By case, the contacts with this address whose round still takes answers."""
    rows = connection.execute(
        select(Contact.case_id, Contact.id)
        .join(Party, Party.id == Contact.party_id)
        .join(Hearing, Hearing.id == Party.hearing_id)
        .where(
            Hearing.phase.in_([HearingPhase.OPEN, HearingPhase.LATE]),
            Party.status != PartyStatus.WITHDRAWN,
            _at(address),
        )
        .order_by(Contact.case_id, Contact.id)
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row.id)
    return found


def keys_in_use(connection: Connection, keys: Collection[str]) -> list[str]:
    """Those of the unique keys of letters that a letter has."""
    return list(connection.scalars(select(Message.unique_key).where(Message.unique_key.in_(keys))))


def _at(address: str) -> ColumnElement[bool]:
    return func.lower(Contact.email) == address.lower()
