"""The definitions as they were kept, version by version, and the cases that began before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from workflows.engine.route import ENDED
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.house import DefinitionVersion


class VersionTaken(Exception):
    """Somebody else kept a version with this number."""


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version without its files."""

    number: int
    sha256: str
    made_at: datetime
    made_by: str
    note: str


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version; `files` is JSON."""

    about: ListedVersion
    files: str


_ABOUT = (
    DefinitionVersion.number,
    DefinitionVersion.sha256,
    DefinitionVersion.made_at,
    DefinitionVersion.made_by,
    DefinitionVersion.note,
)

_MOST_COUNTED = 10_000


def newest_number(connection: Connection) -> int:
    """The number of the version in force; 0 while none was kept."""
    return connection.scalar(select(func.max(DefinitionVersion.number))) or 0


def newest_version(connection: Connection) -> KeptVersion | None:
    """The version in force, if any was kept."""
    return _kept(connection, newest_number(connection))


def version_numbered(connection: Connection, number: int) -> KeptVersion | None:
    """The version with this number, if there is one."""
    return _kept(connection, number)


def _kept(connection: Connection, number: int) -> KeptVersion | None:
    wanted = select(*_ABOUT, DefinitionVersion.files).where(DefinitionVersion.number == number)
    row = connection.execute(wanted).first()
    return KeptVersion(ListedVersion(*row[:-1]), row[-1]) if row else None


def listed_versions(connection: Connection, before: int, most: int) -> list[ListedVersion]:
    """At most so many versions with a lower number than `before`, the newest first."""
    rows = connection.execute(
        select(*_ABOUT)
        .where(DefinitionVersion.number < before)
        .order_by(DefinitionVersion.number.desc())
        .limit(most)
    )
    return [ListedVersion(*row) for row in rows]


def add_version(connection: Connection, version: KeptVersion) -> None:
    """Keep a version; raises VersionTaken where its number is another's by now."""
    about = version.about
    row = {name: getattr(about, name) for name in ListedVersion.__slots__}
    try:
        connection.execute(insert(DefinitionVersion).values(**row, files=version.files))
    except IntegrityError:
        raise VersionTaken(about.number) from None


@dataclass(frozen=True, slots=True)
class Pinned:
    """How many cases are under way with one version of a case type."""

    case_type: str
    sha256: str
    cases: int


def cases_under_way(
    connection: Connection, viewer: Viewer, case_types: Sequence[str]
) -> list[Pinned]:
    """How many cases of these types have not ended, by what they are pinned to.

    Counted are the newest, at most 10,000, and those alone that the viewer may know of.
    """
    newest = (
        select(Case.case_type, Case.definition_sha)
        .where(
            Case.case_type.in_(case_types),
            Case.state.not_in(ENDED),
            visible_to(viewer),
        )
        .order_by(Case.id.desc())
        .limit(_MOST_COUNTED)
        .subquery()
    )
    columns = (newest.c.case_type, newest.c.definition_sha)
    rows = connection.execute(select(*columns, func.count()).group_by(*columns).order_by(*columns))
    return [Pinned(*row) for row in rows]
