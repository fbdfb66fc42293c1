"""What opening a case reads and writes besides the case: numbers and pinned definitions."""

from sqlalchemy import Connection, insert, select, update

from workflows.records.cases import Case, PinnedDefinition
from workflows.records.house import Counter


class NumberTaken(Exception):
    """Another case has this number."""


class VersionReused(Exception):
    """A case type changed its content, but not its version."""


def next_case_number(connection: Connection, year: int) -> str:
    """The next free number of the year, such as `26/14`; the counter's row is locked meanwhile."""
    name = f"cases {year}"
    counted = select(Counter.value).where(Counter.name == name).with_for_update()
    value = connection.execute(counted).scalar_one_or_none()
    if value is None:
        value = 0
        connection.execute(insert(Counter).values(name=name, value=0))
    while True:
        value += 1
        number = f"{year % 100:02d}/{value}"
        if not _taken(connection, number):
            connection.execute(update(Counter).where(Counter.name == name).values(value=value))
            return number


def refuse_taken_number(connection: Connection, number: str) -> None:
    """Raise NumberTaken when a case has the number already."""
    if _taken(connection, number):
        raise NumberTaken(number)


def _taken(connection: Connection, number: str) -> bool:
    found = connection.execute(select(Case.id).where(Case.number == number)).first()
    return found is not None


def pin_definition(
    connection: Connection, sha256: str, name: str, version: int, document: str
) -> None:
    """Keep the definition that a case begins under, once.

    Raises VersionReused when the same name and version was pinned with other content.
    """
    table = PinnedDefinition
    known = connection.execute(
        select(table.sha256).where(table.name == name, table.version == version)
    ).scalars()
    shas = set(known)
    if sha256 in shas:
        return
    if shas:
        raise VersionReused(f"{name} version {version}")
    connection.execute(
        insert(table).values(sha256=sha256, name=name, version=version, document=document)
    )


def any_case(connection: Connection) -> bool:
    """Whether the installation has a case yet."""
    return connection.execute(select(Case.id).limit(1)).first() is not None
