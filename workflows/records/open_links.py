"""Finds an invitation that is still to be answered, for whoever tries the installation."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from workflows.engine.vocabulary import HearingPhase, Openness, PartyStatus
from workflows.records.cases import Case
from workflows.records.hearings import Contact, Hearing, Party


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """A contact who is asked and whose party has not answered."""

    party: str
    party_name: str
    contact: str
    round: int
    generation: int


def open_invitation(connection: Connection) -> OpenInvitation | None:
    """The first such contact of the hearing, in an open case, that closes first."""
    row = connection.execute(
        select(Party.id, Party.name, Contact.id, Hearing.round, Contact.generation)
        .join(Hearing, Hearing.id == Party.hearing_id)
        .join(Case, Case.id == Hearing.case_id)
        .join(Contact, Contact.party_id == Party.id)
        .where(
            Hearing.phase == HearingPhase.OPEN,
            Party.status == PartyStatus.INVITED,
            Case.openness == Openness.OPEN,
        )
        .order_by(Hearing.due_on, Party.position, Contact.name, Contact.id)
        .limit(1)
    ).first()
    return OpenInvitation(*row) if row else None
