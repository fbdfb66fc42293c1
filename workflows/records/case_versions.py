"""The words of a case in every version that was ever written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workflows.engine.commands.cases import ItemPart
from workflows.records.cases import CaseVersion, Part, Point


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """The words as they stood from one edit to the next."""

    revision: int
    title: str
    text: str
    proposer: str
    points: tuple[str, ...]
    parts: tuple[ItemPart, ...]
    written_at: datetime
    written_by: str
    """Empty for what stood there before versions were kept."""


def versions_of(connection: Connection, case: str) -> list[ShownVersion]:
    """Every version, the newest first."""
    points, parts = _points(connection, case), _parts(connection, case)
    rows = connection.execute(
        select(CaseVersion).where(CaseVersion.case_id == case).order_by(CaseVersion.revision.desc())
    )
    return [
        ShownVersion(
            row.revision,
            row.title,
            row.text,
            row.proposer,
            tuple(points[row.revision]),
            tuple(parts[row.revision]),
            row.written_at,
            row.written_by,
        )
        for row in rows
    ]


def _points(connection: Connection, case: str) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    written = select(Point.revision, Point.text).where(Point.case_id == case)
    for revision, text in connection.execute(written.order_by(Point.number)):
        found[revision].append(text)
    return found


def _parts(connection: Connection, case: str) -> Mapping[int, list[ItemPart]]:
    found: dict[int, list[ItemPart]] = defaultdict(list)
    written = select(Part.revision, Part.title, Part.text).where(Part.case_id == case)
    for revision, title, text in connection.execute(written.order_by(Part.number)):
        found[revision].append(ItemPart(title, text))
    return found
