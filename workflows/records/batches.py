"""Writes batches of rows of many tables: in one statement on PostgreSQL, in one each on SQLite."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from workflows.records.base import Base, instant_text
from workflows.records.dialects import on_postgres
from workflows.records.exchange import exchange


class Operation(Enum):
    """What is done with a batch of rows."""

    INSERT = auto()
    INSERT_NEW = auto()
    """Insert, and leave a row that is there already as it is."""
    UPDATE = auto()
    """Update by id."""
    GUARDED = auto()
    """Update by id where `seq` still is `seq_before`: the case as it was read."""
    DELETE = auto()


@dataclass(frozen=True, slots=True, eq=False)
class RowKind:
    """Rows of one table that undergo one operation, all with the same columns."""

    table: Table
    operation: Operation
    columns: tuple[str, ...]


@lru_cache(maxsize=512)
def row_kind(mapped: type[Base], operation: Operation, columns: tuple[str, ...]) -> RowKind:
    """The one kind for these three."""
    table = mapped.__table__
    assert isinstance(table, Table)
    return RowKind(table, operation, columns)


Values: TypeAlias = tuple[Any, ...]
"""Of one row, in the order of its kind's columns."""


def values_of(columns: tuple[str, ...]) -> Callable[[Any], Values]:
    """What reads these attributes of an object, as the values of a row."""
    if len(columns) == 1:
        return lambda record: (getattr(record, columns[0]),)
    return attrgetter(*columns)


class StaleWrite(Exception):
    """A case was changed between reading and writing, although it was locked."""


_Wave: TypeAlias = dict[RowKind, list[Values]]
"""Rows that one statement writes on PostgreSQL; no row is updated twice."""


class Batch:
    """Rows to be written, sorted into waves as they come."""

    def __init__(self) -> None:
        self._waves: list[_Wave] = [{}]
        self._updates: Counter[tuple[str, str]] = Counter()

    def add(self, kind: RowKind, values: Values) -> None:
        """Add a row; that of an update or delete begins with its id."""
        self._wave(kind, values).setdefault(kind, []).append(values)

    def _wave(self, kind: RowKind, values: Values) -> _Wave:
        """PostgreSQL applies only one of two updates of a row in one statement, silently."""
        if kind.operation not in _UPDATES:
            return self._waves[0]
        target = (kind.table.name, values[0])
        number = self._updates[target]
        self._updates[target] += 1
        if number == len(self._waves):
            self._waves.append({})
        return self._waves[number]

    def write(self, connection: Connection, *, ends: bool = False) -> None:
        """Carry out the writes; raises StaleWrite when a guarded row is not as it was read.

        `ends`: nothing follows in this transaction, so on PostgreSQL it is committed in the same
        round trip, and by the time that the block around it would, there is nothing left to commit.
        """
        waves = [wave for wave in self._waves if wave]
        for number, wave in enumerate(waves, 1):
            if on_postgres(connection):
                _write_postgres(connection, wave, commit=ends and number == len(waves))
            else:
                for kind, rows in wave.items():
                    _write_sqlite(connection, kind, rows)


def write_row(
    connection: Connection, mapped: type[Base], operation: Operation, row: Mapping[str, Any]
) -> None:
    """Write a row by itself."""
    batch = Batch()
    batch.add(row_kind(mapped, operation, tuple(row)), tuple(row.values()))
    batch.write(connection)


_UPDATES = (Operation.UPDATE, Operation.GUARDED)

_Shape: TypeAlias = tuple[tuple[RowKind, bool], ...]
"""All that a statement's text depends on; last of each part, whether it writes a single row."""


def encoded(value: Any) -> Any:
    """A value as both databases take it in a batch: instants and days as ISO text."""
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value


_COMMIT = ("COMMIT", ())

_DIVIDED_BY_ZERO = "22012"


def _write_postgres(connection: Connection, wave: _Wave, *, commit: bool) -> None:
    shape = tuple([(kind, len(rows) == 1) for kind, rows in wave.items()])
    parameters: list[Any] = []
    for rows in wave.values():
        parameters += rows[0] if len(rows) == 1 else map(list, zip(*rows, strict=True))
    statements = ((_combined(shape), parameters), *([_COMMIT] if commit else ()))
    try:
        exchange(connection, *statements)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _DIVIDED_BY_ZERO:
            raise StaleWrite from error
        raise


@lru_cache(maxsize=512)
def _combined(shape: _Shape) -> str:
    """The text; it fails, and with it the transaction, when a guarded row is not found.

    PostgreSQL has no other way to fail by a condition in the midst of a statement than to divide
    by zero. So a commit that is sent along with it does no harm.
    """
    parts: list[str] = []
    guards: list[str] = []
    number = 1
    for kind, single in shape:
        name = f"w{len(parts)}"
        given, source = _given(kind, number, single)
        parts.append(f"{name} AS ({_in_postgres(kind, given, source)})")
        if kind.operation is Operation.GUARDED:
            wanted = "1" if single else f"cardinality(${number}::uuid[])"
            guards.append(f"1 / ((SELECT count(*) FROM {name}) = {wanted})::int")
        number += len(kind.columns)
    return f"WITH {', '.join(parts)} SELECT {', '.join(guards) or '0'}"


def _given(kind: RowKind, number: int, single: bool) -> tuple[dict[str, str], str]:
    """How each column's value is named, and where from; parameters begin at `number`.

    A single row comes as plain parameters, many as an array for each column. The planner takes
    arrays for few rows and looks each up by its key; JSON it takes for a hundred, and then it
    may read the whole table.
    """
    places = {column: f"${place}" for place, column in enumerate(kind.columns, number)}
    if single:
        return places, ""
    arrays = ", ".join(f"{place}::{_type(kind.table, name)}[]" for name, place in places.items())
    return {name: f"r.{name}" for name in places}, f"unnest({arrays}) AS r({', '.join(places)})"


def _in_postgres(kind: RowKind, given: Mapping[str, str], source: str) -> str:
    name, operation = f'"{kind.table.name}"', kind.operation
    if operation in (Operation.INSERT, Operation.INSERT_NEW):
        values = ", ".join(given.values())
        rows = f"SELECT {values} FROM {source}" if source else f"VALUES ({values})"
        ending = " ON CONFLICT DO NOTHING" if operation is Operation.INSERT_NEW else ""
        return f"INSERT INTO {name} ({', '.join(given)}) {rows}{ending}"
    if operation is Operation.DELETE:
        using = f" USING {source}" if source else ""
        return f"DELETE FROM {name} t{using} WHERE t.id = {given['id']}"
    settings = ", ".join(f"{column} = {given[column]}" for column in _set(given))
    origin = f" FROM {source}" if source else ""
    guard = f" AND t.seq = {given['seq_before']}" if operation is Operation.GUARDED else ""
    return f"UPDATE {name} t SET {settings}{origin} WHERE t.id = {given['id']}{guard} RETURNING 1"


def _type(table: Table, column: str) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    stored = table.c["seq" if column == "seq_before" else column]
    # How a column is sorted is no part of the type of an array.
    return stored.type.compile(dialect).partition(" COLLATE ")[0]


def _set(columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column not in ("id", "seq_before")]


def _write_sqlite(connection: Connection, kind: RowKind, rows: Sequence[Values]) -> None:
    encoded_rows = [tuple(map(encoded, row)) for row in rows]
    result = connection.exec_driver_sql(_in_sqlite(kind), encoded_rows)
    if kind.operation is Operation.GUARDED and result.rowcount != len(rows):
        raise StaleWrite


@lru_cache(maxsize=512)
def _in_sqlite(kind: RowKind) -> str:
    name, operation = f'"{kind.table.name}"', kind.operation
    given = {column: f"?{place}" for place, column in enumerate(kind.columns, 1)}
    if operation in (Operation.INSERT, Operation.INSERT_NEW):
        verb = "INSERT OR IGNORE" if operation is Operation.INSERT_NEW else "INSERT"
        return f"{verb} INTO {name} ({', '.join(given)}) VALUES ({', '.join(given.values())})"
    if operation is Operation.DELETE:
        return f"DELETE FROM {name} WHERE id = {given['id']}"
    settings = ", ".join(f"{column} = {given[column]}" for column in _set(given))
    guard = f" AND seq = {given['seq_before']}" if operation is Operation.GUARDED else ""
    return f"UPDATE {name} SET {settings} WHERE id = {given['id']}{guard}"
