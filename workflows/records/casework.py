"""What opening a case reads and writes besides the case: numbers and pinned definitions."""

from sqlalchemy import Connection, insert, select, update

from workflows.records.batches import Operation, write_row
from workflows.records.cases import Case, PinnedDefinition
from workflows.records.house import Counter


class NumberTaken(Exception):
    """Another case has this number."""


class VersionReused(Exception):
    """A case type changed its content, but not its version."""


def hold_numbers(connection: Connection, year: int) -> int:
    """Let nobody else open a case until the transaction ends; the last serial given in the year.

    Cases opened at once would otherwise fail on each other's number, or on the same definition.
    """
    row = {"name": _counter(year), "value": 0}
    write_row(connection, Counter, Operation.INSERT_NEW, row)
    locked = select(Counter.value).where(Counter.name == _counter(year)).with_for_update()
    return connection.execute(locked).scalar_one()


def next_case_number(connection: Connection, year: int) -> str:
    """The next free number of the year, such as `26/14`."""
    value = hold_numbers(connection, year)
    while True:
        value += 1
        number = f"{year % 100:02d}/{value}"
        if not _taken(connection, number):
            counter = update(Counter).where(Counter.name == _counter(year))
            connection.execute(counter.values(value=value))
            return number


def _counter(year: int) -> str:
    return f"cases {year}"


def refuse_taken_number(connection: Connection, number: str) -> None:
    """Raise NumberTaken when a case has the number already."""
    if _taken(connection, number):
        raise NumberTaken(number)


def _taken(connection: Connection, number: str) -> bool:
    found = connection.execute(select(Case.id).where(Case.number == number)).first()
    return found is not None


def version_is_reused(connection: Connection, sha256: str, name: str, version: int) -> bool:
    """Whether cases began under this name and version with other content, and none with this."""
    table = PinnedDefinition
    known = connection.scalars(
        select(table.sha256).where(table.name == name, table.version == version)
    )
    return bool(shas := set(known)) and sha256 not in shas


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
