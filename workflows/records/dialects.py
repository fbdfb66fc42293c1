"""What differs between PostgreSQL and SQLite: connecting, locking, reading facts, writing batches."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase

from workflows.records.base import instant_text

Row = Mapping[str, Any]

DatabaseFault = (DBAPIError, sqlite3.Error)
"""What a database that cannot be used raises; SQLite's own error while a connection is prepared."""

POSTGRES_OPTIONS = " ".join(
    (
        "-c timezone=UTC",
        "-c statement_timeout=15000",
        "-c lock_timeout=5000",
        "-c idle_in_transaction_session_timeout=30000",
    )
)


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


def connect(url: str) -> Engine:
    """An engine for the database; PostgreSQL in production, SQLite embedded."""
    parsed = make_url(url)
    return _connect_sqlite(parsed) if is_sqlite(parsed) else _connect_postgres(parsed)


def is_sqlite(url: URL) -> bool:
    """Whether the URL names the embedded database."""
    return url.get_backend_name() == "sqlite"


def _connect_postgres(url: URL) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        connect_args={"options": POSTGRES_OPTIONS, "connect_timeout": 5},
    )


def _connect_sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin by itself, and too late: read, then write, loses updates silently.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "busy_timeout = 10000",
        "foreign_keys = ON",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    if writing:
        # As on PostgreSQL, a batch may name a row before the one that it refers to.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def fetch(connection: Connection, sql: str, ids: Sequence[str]) -> list[Row]:
    """The rows of one statement about the cases with these ids.

    `{ids}` in the statement becomes the database's way to say "one of them", and `{lock}` its
    way to lock the rows of the table called `c`.
    """
    if connection.dialect.name == "postgresql":
        statement = _in_postgres(sql)
        parameters: Any = {"ids": list(ids)}
    else:
        statement = _in_sqlite(sql)
        parameters = {"ids": json.dumps(list(ids))}
    result = connection.exec_driver_sql(statement, parameters)
    return [dict(row) for row in result.mappings()]


def fetch_bundle(
    connection: Connection, bundle: Mapping[str, str], ids: Sequence[str]
) -> dict[str, list[Row]]:
    """The rows of several statements; on PostgreSQL in one round trip, as JSON."""
    if connection.dialect.name != "postgresql":
        return {name: fetch(connection, sql, ids) for name, sql in bundle.items()}
    statement = _bundled(tuple(bundle.items()))
    row = connection.exec_driver_sql(statement, {"ids": list(ids)}).one()
    return {name: rows or [] for name, rows in zip(bundle, row, strict=True)}


@lru_cache
def _in_postgres(sql: str) -> str:
    return sql.replace("{ids}", "= ANY(%(ids)s::uuid[])").replace("{lock}", "FOR UPDATE OF c")


@lru_cache
def _in_sqlite(sql: str) -> str:
    return sql.replace("{ids}", "IN (SELECT value FROM json_each(:ids))").replace("{lock}", "")


@lru_cache
def _bundled(bundle: tuple[tuple[str, str], ...]) -> str:
    parts = (
        f"(SELECT json_agg(row_to_json({name})) FROM ({_in_postgres(sql)}) AS {name})"
        for name, sql in bundle
    )
    return "SELECT " + ", ".join(parts)


def write(connection: Connection, writes: Sequence[Write]) -> int:
    """Carry out the writes; on PostgreSQL in one statement. The number of guarded rows updated."""
    if not writes:
        return 0
    if connection.dialect.name == "postgresql":
        return _write_postgres(connection, writes)
    return sum(_write_sqlite(connection, one) for one in writes)


def encoded(value: Any) -> Any:
    """A value as both databases take it in a batch: instants and days as ISO text."""
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_postgres(connection: Connection, writes: Sequence[Write]) -> int:
    shape = tuple((one.table, one.operation, one.columns) for one in writes)
    parameters = {
        f"w{number}": json.dumps(one.rows, default=encoded, separators=(",", ":"))
        for number, one in enumerate(writes)
    }
    return int(connection.exec_driver_sql(_combined(shape), parameters).scalar_one())


@lru_cache(maxsize=512)
def _combined(shape: tuple[tuple[Table, Operation, tuple[str, ...]], ...]) -> str:
    parts = [
        f"w{number} AS ({_write_in_postgres(table, operation, columns, number)})"
        for number, (table, operation, columns) in enumerate(shape)
    ]
    guarded = [
        f"(SELECT count(*) FROM w{number})"
        for number, (_, operation, _) in enumerate(shape)
        if operation is Operation.GUARDED
    ]
    return f"WITH {', '.join(parts)} SELECT {' + '.join(guarded) or '0'}"


def _write_in_postgres(
    table: Table, operation: Operation, columns: tuple[str, ...], number: int
) -> str:
    rows = f"json_to_recordset(%(w{number})s::json) AS r({_typed(table, columns)})"
    name = f'"{table.name}"'
    if operation in (Operation.INSERT, Operation.INSERT_NEW):
        names = ", ".join(columns)
        ending = " ON CONFLICT DO NOTHING" if operation is Operation.INSERT_NEW else ""
        return f"INSERT INTO {name} ({names}) SELECT {names} FROM {rows}{ending}"
    if operation is Operation.DELETE:
        return f"DELETE FROM {name} t USING {rows} WHERE t.id = r.id"
    settings = ", ".join(f"{column} = r.{column}" for column in _set(columns))
    guard = " AND t.seq = r.seq_before" if operation is Operation.GUARDED else ""
    return f"UPDATE {name} t SET {settings} FROM {rows} WHERE t.id = r.id{guard} RETURNING 1"


def _typed(table: Table, columns: tuple[str, ...]) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return ", ".join(
        f"{column} {_column(table, column).type.compile(dialect)}" for column in columns
    )


def _column(table: Table, name: str) -> Any:
    return table.c["seq" if name == "seq_before" else name]


def _set(columns: tuple[str, ...]) -> list[str]:
    return [column for column in columns if column not in ("id", "seq_before")]


def _write_sqlite(connection: Connection, one: Write) -> int:
    rows = [{key: encoded(value) for key, value in row.items()} for row in one.rows]
    result = connection.exec_driver_sql(
        _write_in_sqlite(one.table, one.operation, one.columns), rows
    )
    return result.rowcount if one.operation is Operation.GUARDED else 0


@lru_cache(maxsize=512)
def _write_in_sqlite(table: Table, operation: Operation, columns: tuple[str, ...]) -> str:
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


def insert_or_update(
    connection: Connection, mapped: type[DeclarativeBase], values: Mapping[str, Any], key: str
) -> None:
    """Write a row by its key, whether it is there or not."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(mapped).values(**values)
    rest = {name: statement.excluded[name] for name in values if name != key}
    connection.execute(statement.on_conflict_do_update(index_elements=[key], set_=rest))


def let_nobody_else_migrate(connection: Connection) -> None:
    """Hold off other migrations until the transaction ends, and let this one take its time.

    SQLite has one writer anyhow.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('sagsgang migrate'))")
