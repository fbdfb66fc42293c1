"""What the API reads besides what pages do: pins, places in the journal, whose a hearing is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.hearings import Hearing, Party
from workflows.records.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class AskedIn:
    """Where a party is heard."""

    case: str
    hearing: str
    opened_at: datetime | None


def definition_of(connection: Connection, case: str) -> str:
    """The hash of the definition that a case is pinned to."""
    return connection.execute(select(Case.definition_sha).where(Case.id == case)).scalar_one()


def state_before(connection: Connection, case: str, state: str) -> str | None:
    """Where the case last came to this state from."""
    return connection.execute(
        select(JournalEntry.from_state)
        .where(JournalEntry.case_id == case, JournalEntry.to_state == state)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    ).scalar()


def case_of_hearing(connection: Connection, viewer: Viewer, hearing: str) -> str | None:
    """The case that the hearing is in, if there is one for the viewer."""
    return connection.execute(
        select(Hearing.case_id)
        .join(Case, Case.id == Hearing.case_id)
        .where(Hearing.id == hearing, visible_to(viewer))
    ).scalar()


def place_of_party(connection: Connection, viewer: Viewer, party: str) -> AskedIn | None:
    """Where the party is heard, if there is such a party for the viewer."""
    row = connection.execute(
        select(Hearing.case_id, Hearing.id, Hearing.opened_at)
        .join(Party, Party.hearing_id == Hearing.id)
        .join(Case, Case.id == Hearing.case_id)
        .where(Party.id == party, visible_to(viewer))
    ).first()
    return AskedIn(*row) if row else None
