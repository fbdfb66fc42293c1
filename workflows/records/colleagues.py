"""The officers who may know of a case: whom a comment on it can be meant for."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, true

from workflows.engine.facts import OfficerFacts
from workflows.records.base import Identifier
from workflows.records.case_list import known_to
from workflows.records.cases import Case
from workflows.records.people import Officer
from workflows.records.sign_ins import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """One officer, with the name of the account."""

    username: str
    facts: OfficerFacts
    sees_it: bool
    """Whether he or she may know of the case."""


_COLLEAGUES = (
    select(
        Officer.username,
        Officer.id,
        Officer.name,
        Officer.email,
        Officer.phone,
        Officer.wants_digest,
        known_to(Case, Officer).label("sees_it"),
    )
    .join(Case, true())
    .where(Case.id == bindparam("case", type_=Identifier()), Officer.role == Role.OFFICER)
    .order_by(Officer.name, Officer.id)
)


def colleagues_on(connection: Connection, case: str) -> list[Colleague]:
    """Every officer by name, and whether the case is his or hers to see."""
    rows = connection.execute(_COLLEAGUES, {"case": case})
    return [
        Colleague(
            row.username,
            OfficerFacts(row.id, row.name, row.email, row.phone, bool(row.wants_digest)),
            bool(row.sees_it),
        )
        for row in rows
    ]
