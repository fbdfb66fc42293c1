"""The officers who are named on closed cases, and so may see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workflows.records.cases import CaseReader
from workflows.records.people import Officer


@dataclass(frozen=True, slots=True)
class NamedReader:
    """One officer who is named on a case."""

    id: str
    officer: str
    name: str
    named_at: datetime
    named_by: str


def readers_of(connection: Connection, case: str) -> list[NamedReader]:
    """Who is named on the case, by name."""
    rows = connection.execute(
        select(
            CaseReader.id,
            CaseReader.officer_id,
            Officer.name,
            CaseReader.named_at,
            CaseReader.named_by,
        )
        .join(Officer, Officer.id == CaseReader.officer_id)
        .where(CaseReader.case_id == case)
        .order_by(Officer.name, Officer.id)
    )
    return [NamedReader(*row) for row in rows]
