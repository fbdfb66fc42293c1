"""What differs between PostgreSQL and SQLite, but for batches: connecting, locking, reading."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from select import POLLIN, poll
from types import SimpleNamespace
from typing import Any

import orjson
import psycopg
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase

from workflows.records.exchange import exchange, without_the_row

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


def connect(url: str) -> Engine:
    """An engine for the database; PostgreSQL in production, SQLite embedded."""
    parsed = make_url(url)
    return _connect_sqlite(parsed) if is_sqlite(parsed) else _connect_postgres(parsed)


def is_sqlite(url: URL) -> bool:
    """Whether the URL names the embedded database."""
    return url.get_backend_name() == "sqlite"


def on_postgres(connection: Connection) -> bool:
    """Whether the connection leads to PostgreSQL."""
    return connection.dialect.name == "postgresql"


def _connect_postgres(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=10,
        max_overflow=20,
        connect_args={
            "options": POSTGRES_OPTIONS,
            "connect_timeout": 5,
            "client_encoding": "utf8",
            # The driver forgets all that is prepared at every rollback, what is not its own too.
            "prepare_threshold": None,
        },
    )
    event.listen(engine, "checkout", _refuse_ended)
    event.listen(engine, "handle_error", _leave_out_the_row)
    return engine


def _leave_out_the_row(failed: ExceptionContext) -> None:
    for error in (failed.original_exception, failed.sqlalchemy_exception):
        if error is not None:
            without_the_row(error)


def _refuse_ended(connection: psycopg.Connection[Any], _record: object, _proxy: object) -> None:
    """Let the pool connect anew when the server has ended the connection, as in a restart.

    An idle connection has nothing to read but the server's farewell, so no question need be asked
    of the server: pool_pre_ping would cost each act a round trip.
    """
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    if waiting.poll(0):
        raise InvalidatePoolError


def _connect_sqlite(url: URL) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": 10, "check_same_thread": False}
    )
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


def fetch(
    connection: Connection, first: str, then: Mapping[str, str], ids: Sequence[str]
) -> tuple[list[Row], dict[str, list[Row]]]:
    """The rows of a statement about the cases with these ids, and of others that begin after it.

    `{ids}` in a statement becomes the database's way to say "one of them", and `{lock}` its way
    to lock the rows of the table called `c`. PostgreSQL is sent all of it at once, the beginning
    of the transaction included, yet runs one statement after the other: the later ones see what
    stood there when the first had its locks.
    """
    if not on_postgres(connection):
        found = _fetch_sqlite(connection, first, ids)
        return found, {name: _fetch_sqlite(connection, sql, ids) for name, sql in then.items()}
    one = len(ids) == 1
    named = ids[0] if one else f"{{{','.join(ids)}}}"
    heads, facts = exchange(
        connection,
        (_bundled((("heads", first),), one), (named,)),
        (_bundled(tuple(then.items()), one), (named,)),
    )
    return _rows(heads, 0), {name: _rows(facts, place) for place, name in enumerate(then)}


def _rows(result: PGresult, column: int) -> list[Row]:
    document = result.get_value(0, column)
    return orjson.loads(document) if document else []


def typed(row: Row) -> SimpleNamespace:
    """A fetched row by attributes, its instants and days as such: columns are named for them."""
    return SimpleNamespace(**{name: _typed(name, value) for name, value in row.items()})


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("_at"):
        return datetime.fromisoformat(value).astimezone(UTC)
    return date.fromisoformat(value) if name.endswith("_on") else value


def _fetch_sqlite(connection: Connection, sql: str, ids: Sequence[str]) -> list[Row]:
    result = connection.exec_driver_sql(_in_sqlite(sql), {"ids": json.dumps(list(ids))})
    return [dict(row) for row in result.mappings()]


@lru_cache
def _bundled(bundle: tuple[tuple[str, str], ...], one: bool) -> str:
    """One row, with the rows of each statement as JSON."""
    parts = (
        f"(SELECT json_agg(row_to_json({name})) FROM ({_in_postgres(sql, one)}) AS {name})"
        for name, sql in bundle
    )
    return "SELECT " + ", ".join(parts)


def _in_postgres(sql: str, one: bool) -> str:
    # With an array the planner expects ten, finds that dear, and plans anew for every act.
    ids = "= $1" if one else "= ANY($1::uuid[])"
    return sql.replace("{ids}", ids).replace("{lock}", "FOR UPDATE OF c")


@lru_cache
def _in_sqlite(sql: str) -> str:
    return sql.replace("{ids}", "IN (SELECT value FROM json_each(:ids))").replace("{lock}", "")


def insert_or_update(
    connection: Connection, mapped: type[DeclarativeBase], values: Mapping[str, Any], key: str
) -> None:
    """Write a row by its key, whether it is there or not."""
    statement = _insert(connection, mapped, values)
    rest = {name: statement.excluded[name] for name in values if name != key}
    connection.execute(statement.on_conflict_do_update(index_elements=[key], set_=rest))


def insert_if_new(
    connection: Connection, mapped: type[DeclarativeBase], values: Mapping[str, Any], key: str
) -> None:
    """Write a row by its key, unless there is one already."""
    statement = _insert(connection, mapped, values)
    connection.execute(statement.on_conflict_do_nothing(index_elements=[key]))


def _insert(
    connection: Connection, mapped: type[DeclarativeBase], values: Mapping[str, Any]
) -> postgresql.Insert | sqlite.Insert:
    insert = postgresql.insert if on_postgres(connection) else sqlite.insert
    return insert(mapped).values(**values)


def let_nobody_else_migrate(connection: Connection) -> None:
    """Hold off other migrations until the transaction ends, and let this one take its time.

    SQLite has one writer anyhow.
    """
    if on_postgres(connection):
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('sagsgang migrate'))")
