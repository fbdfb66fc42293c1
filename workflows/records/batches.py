"""Writes batches of rows of many tables: in one statement on PostgreSQL, in one each on SQLite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql

from workflows.records.base import instant_text
from workflows.records.dialects import Row, on_postgres
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


@dataclass(frozen=True, slots=True)
class Write:
    """Rows of one table that undergo one operation; all with the same columns."""

    table: Table
    operation: Operation
    columns: tuple[str, ...]
    rows: list[Row]


_Shape: TypeAlias = tuple[tuple[Table, Operation, tuple[str, ...], bool], ...]
"""All that a statement's text depends on; last of each part, whether it writes a single row."""


def write(connection: Connection, writes: Sequence[Write]) -> int:
    """Carry out the writes. The number of guarded rows that were updated."""
    if not writes:
        return 0
    if on_postgres(connection):
        return _write_postgres(connection, writes)
    return sum(_write_sqlite(connection, one) for one in writes)


def encoded(value: Any) -> Any:
    """A value as both databases take it in a batch: instants and days as ISO text."""
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_postgres(connection: Connection, writes: Sequence[Write]) -> int:
    shape = tuple([(one.table, one.operation, one.columns, len(one.rows) == 1) for one in writes])
    parameters: list[Any] = []
    for one in writes:
        if len(one.rows) == 1:
            parameters += one.rows[0].values()
        else:
            parameters += ([row[column] for row in one.rows] for column in one.columns)
    (found,) = exchange(connection, (_combined(shape), parameters))
    return int(found.get_value(0, 0) or 0)


@lru_cache(maxsize=512)
def _combined(shape: _Shape) -> str:
    parts: list[str] = []
    guarded: list[str] = []
    number = 1
    for table, operation, columns, single in shape:
        name = f"w{len(parts)}"
        given, source = _given(table, columns, number, single)
        parts.append(f"{name} AS ({_in_postgres(table, operation, given, source)})")
        number += len(columns)
        if operation is Operation.GUARDED:
            guarded.append(f"(SELECT count(*) FROM {name})")
    return f"WITH {', '.join(parts)} SELECT {' + '.join(guarded) or '0'}"


def _given(
    table: Table, columns: tuple[str, ...], number: int, single: bool
) -> tuple[dict[str, str], str]:
    """How each column's value is named, and where from; parameters begin at `number`.

    A single row comes as plain parameters, many as an array for each column. The planner takes
    arrays for few rows and looks each up by its key; JSON it takes for a hundred, and then it
    may read the whole table.
    """
    places = {column: f"${place}" for place, column in enumerate(columns, number)}
    if single:
        return places, ""
    arrays = ", ".join(f"{place}::{_type(table, name)}[]" for name, place in places.items())
    return {name: f"r.{name}" for name in columns}, f"unnest({arrays}) AS r({', '.join(columns)})"


def _in_postgres(table: Table, operation: Operation, given: Mapping[str, str], source: str) -> str:
    name = f'"{table.name}"'
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
    return stored.type.compile(dialect)


def _set(columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column not in ("id", "seq_before")]


def _write_sqlite(connection: Connection, one: Write) -> int:
    rows = [{key: encoded(value) for key, value in row.items()} for row in one.rows]
    result = connection.exec_driver_sql(_in_sqlite(one.table, one.operation, one.columns), rows)
    return result.rowcount if one.operation is Operation.GUARDED else 0


@lru_cache(maxsize=512)
def _in_sqlite(table: Table, operation: Operation, columns: tuple[str, ...]) -> str:
    name = f'"{table.name}"'
    if operation in (Operation.INSERT, Operation.INSERT_NEW):
        verb = "INSERT OR IGNORE" if operation is Operation.INSERT_NEW else "INSERT"
        values = ", ".join(f":{column}" for column in columns)
        return f"{verb} INTO {name} ({', '.join(columns)}) VALUES ({values})"
    if operation is Operation.DELETE:
        return f"DELETE FROM {name} WHERE id = :id"
    settings = ", ".join(f"{column} = :{column}" for column in _set(columns))
    guard = " AND seq = :seq_before" if operation is Operation.GUARDED else ""
    return f"UPDATE {name} SET {settings} WHERE id = :id{guard}"
