"""How things stand with the party of a letter, looked at once more before the letter is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from workflows.engine.vocabulary import HearingPhase, MessageKind, MessageStatus, PartyStatus
from workflows.records.base import Instant
from workflows.records.hearings import Hearing, Party
from workflows.records.messages import UNSETTLED, Message
from workflows.records.outbox import Claimed


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with the party that a letter is for."""

    phase: HearingPhase | None = None
    party: PartyStatus | None = None
    due_at: datetime | None = None
    due_version: int | None = None
    """The party's deadline as it is now."""
    asked_version: int | None = None
    """The party's deadline when the letter was asked for."""
    invited: bool = True
    """Whether an invitation to the contact went, or was tried and may have gone."""
    newer_reminder: bool = False
    reminded_at: datetime | None = None
    """When the contact last got a reminder."""

    @property
    def states_valid_date(self) -> bool:
        """Whether the deadline is the one that the letter was asked for."""
        return self.asked_version == self.due_version


_OTHER = aliased(Message)
_OF_THE_CONTACT = (
    _OTHER.party_id == bindparam("party"),
    _OTHER.contact_id == bindparam("contact"),
    _OTHER.kind == MessageKind.REMINDER,
    _OTHER.id != bindparam("message"),
)
_INVITED = exists().where(
    _OTHER.party_id == bindparam("party"),
    _OTHER.contact_id == bindparam("contact"),
    _OTHER.kind == MessageKind.INVITATION,
    or_(_OTHER.attempts > 0, _OTHER.status == MessageStatus.SENT),
)
_PARTY = (
    select(Hearing.phase, Party.status, Party.due_at, Party.due_version, _INVITED.label("invited"))
    .join(Hearing, Hearing.id == Party.hearing_id)
    .where(Party.id == bindparam("party"))
)
_PARTY_AND_REMINDERS = _PARTY.add_columns(
    select(func.max(_OTHER.sent_at)).where(*_OF_THE_CONTACT).scalar_subquery().label("reminded_at"),
    exists()
    .where(
        *_OF_THE_CONTACT,
        _OTHER.status.in_(UNSETTLED),
        _OTHER.created_at > bindparam("created_at", type_=Instant()),
        _OTHER.due_version >= bindparam("due_version"),
    )
    .label("newer_reminder"),
)


def standing_of(connection: Connection, message: Claimed) -> Standing:
    """How things stand with the letter's party this very moment."""
    if message.party is None:
        return Standing()
    whom = {"party": message.party, "contact": message.contact}
    if message.kind is not MessageKind.REMINDER:
        return _standing(message, connection.execute(_PARTY, whom).one())
    parameters = {
        **whom,
        "message": message.id,
        "created_at": message.created_at,
        "due_version": message.due_version,
    }
    row = connection.execute(_PARTY_AND_REMINDERS, parameters).one()
    return replace(
        _standing(message, row),
        reminded_at=row.reminded_at,
        newer_reminder=bool(row.newer_reminder),
    )


def _standing(message: Claimed, row: Any) -> Standing:
    return Standing(
        phase=HearingPhase(row.phase),
        party=PartyStatus(row.status),
        due_at=row.due_at,
        due_version=row.due_version,
        asked_version=message.due_version,
        invited=message.contact is None or bool(row.invited),
    )
