"""Reads what a case is to others, as far as the viewer may know of those."""

from dataclasses import dataclass

from sqlalchemy import Connection, literal, select, union_all

from workflows.engine.relating import opposite
from workflows.engine.vocabulary import Openness, Tie
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.relation_tables import Relation


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another case, and what the one in hand is to it."""

    id: str
    """Of the relation."""
    tie: Tie
    case: str
    number: str
    title: str
    openness: Openness


def related_to(connection: Connection, viewer: Viewer, case: str, most: int) -> list[RelatedCase]:
    """The cases that it is related to and that the viewer may see, the oldest relation first."""
    shown = (Relation.id, Relation.tie, Case.id.label("case"), Case.number, Case.title)
    ways = (
        select(*shown, Case.openness, literal(is_own).label("is_own"))
        .join(Case, Case.id == other)
        .where(mine == case, visible_to(viewer))
        for is_own, mine, other in (
            (True, Relation.case_id, Relation.other_id),
            (False, Relation.other_id, Relation.case_id),
        )
    )
    both = union_all(*ways).subquery()
    return [
        RelatedCase(
            row.id,
            Tie(row.tie) if row.is_own else opposite(Tie(row.tie)),
            row.case,
            row.number,
            row.title,
            Openness(row.openness),
        )
        for row in connection.execute(select(both).order_by(both.c.id).limit(most))
    ]


def case_numbered(connection: Connection, viewer: Viewer, number: str) -> str | None:
    """Id of the case with this number, if the viewer may know of it."""
    asked = select(Case.id).where(Case.number == number, visible_to(viewer))
    return connection.execute(asked).scalar()
