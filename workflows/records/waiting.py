"""The cases that wait for an agenda, as far as an officer may see them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, or_, select

from workflows.engine.route import Phase, find_step, split_state
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case, Part, Point
from workflows.records.routes import stored_route


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """How far the words of a case have come."""

    case: str
    has_text: bool
    """Whether anything is written but the points."""
    has_points: bool
    """Whether there is a recommendation to decide on."""


def waiting_counts(connection: Connection, viewer: Viewer) -> Counter[str]:
    """How many cases wait for an agenda of each body, by its code."""
    rows = connection.execute(
        select(Case.state, Case.route_document, func.count())
        .where(_WAITS, visible_to(viewer))
        .group_by(Case.state, Case.route_document)
    )
    counts: Counter[str] = Counter()
    for state, route, count in rows:
        counts[_body(state, route)] += count
    return counts


def waiting_cases(connection: Connection, viewer: Viewer, body: str) -> list[str]:
    """Ids of the cases that wait for an agenda of the body, in the order they were opened."""
    rows = connection.execute(
        select(Case.id, Case.state, Case.route_document)
        .where(_WAITS, visible_to(viewer))
        .order_by(Case.id)
    )
    return [row.id for row in rows if _body(row.state, row.route_document) == body]


def written_cases(connection: Connection, cases: Sequence[str]) -> dict[str, WrittenCase]:
    """How far the words of each of these cases have come."""
    part, point = (
        exists().where(
            table.case_id == Case.id, table.revision == Case.revision, func.trim(table.text) != ""
        )
        for table in (Part, Point)
    )
    rows = connection.execute(
        select(
            Case.id,
            or_(func.trim(Case.text) != "", part).label("has_text"),
            point.label("has_points"),
        ).where(Case.id.in_(cases))
    )
    return {row.id: WrittenCase(row.id, bool(row.has_text), bool(row.has_points)) for row in rows}


_WAITS = Case.state.endswith(f".{Phase.WAITING}")


def _body(state: str, route: str) -> str:
    key, _ = split_state(state)
    step = find_step(stored_route(route), key) if key else None
    return (step.body if step else None) or ""
