"""Reads rows that somebody may have spoilt by hand: what stands there, whatever it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeGuard

from sqlalchemy import ColumnElement, Connection, Engine, Text, case, literal_column, type_coerce

from workflows.engine.faults import printable
from workflows.records.base import instant_text
from workflows.records.dialects import on_postgres
from workflows.records.schema import reached

_LONGEST = 60


@contextmanager
def reading_anything(database: Engine) -> Iterator[Connection]:
    """A connection that reads all that can stand in a row; SQLite's text need not be text.

    Raises EnvironmentMissing where there is nothing to read: a table that is gone, a broken file.
    """
    with reached(database), database.connect() as connection:
        driver = connection.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            yield connection
            return
        driver.text_factory = _decoded
        try:
            yield connection
        finally:
            driver.text_factory = str


def _decoded(raw: bytes) -> str:
    return raw.decode(errors="surrogateescape")


def instant_as_it_stands(connection: Connection, column: Any) -> ColumnElement[Any]:
    """A column of instants, to be read by `readable_instant`.

    PostgreSQL knows instants that Python does not: infinity, and the years before 1 and after 9999.
    """
    if not on_postgres(connection):
        return type_coerce(column, Text)
    return case(((column >= _FIRST) & (column < _AFTER_LAST), column))


_FIRST: ColumnElement[Any] = literal_column("timestamptz '0001-01-01 00:00:00+00'")
_AFTER_LAST: ColumnElement[Any] = literal_column("timestamptz '10000-01-01 00:00:00+00'")


def readable_instant(value: Any) -> datetime | None:
    """The instant, if the value is one and written as we write it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    try:
        instant = datetime.fromisoformat(value)
        return instant.astimezone(UTC) if instant_text(instant) == value else None
    except (TypeError, ValueError, OverflowError):
        return None


def is_text(value: Any) -> TypeGuard[str]:
    """Whether a value is text, all of which can be written as UTF-8."""
    return isinstance(value, str) and (value.isascii() or _can_be_written(value))


def _can_be_written(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_text_or_none(value: Any) -> TypeGuard[str | None]:
    """Whether a value is text, or NULL."""
    return value is None or is_text(value)


def as_text(value: Any) -> str:
    """The text itself; what is none, as a name for it that fits on a line."""
    if is_text(value):
        return value
    if value is None:
        return "NULL"
    written = f"X'{value.hex()}'" if isinstance(value, bytes) else printable(str(value))
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"


def as_number(value: Any) -> int | str:
    """The number itself; what is none, as a name for it that fits on a line."""
    return value if isinstance(value, int) else printable(as_text(value))[:_LONGEST]
