"""The one way into the database: a unit of work that alone commits, a session that reads."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, exc
from sqlalchemy.orm import Session

from workflows.records.dialects import connect
from workflows.records.parked import parked_or_closed, taken

Database: TypeAlias = Engine
"""A database of an installation; connections come from its pool."""

Transaction: TypeAlias = Connection
"""A connection inside a unit of work."""

UNAVAILABLE = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
"""What is raised when the database cannot be reached, is full, or does not answer in time."""

Result = TypeVar("Result")

_RETRIED = frozenset({"40001", "40P01"})
"""Serialisation failure and deadlock: the whole transaction may simply be tried again."""

_TRIES = 3


def open_database(url: str) -> Engine:
    """The database of an installation; nothing is connected until it is used."""
    return connect(url)


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[Connection]:
    """One writing transaction; commits when the block ends, rolls back when it raises."""
    connection = taken(engine)
    try:
        with connection.begin():
            yield connection
    except BaseException:
        # Whatever it is that went wrong, the pool leaves nothing begun.
        connection.close()
        raise
    parked_or_closed(engine, connection)


def in_transaction(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Do the work in one transaction, anew from the start after a deadlock, up to three times."""
    for attempt in range(1, _TRIES + 1):
        try:
            with unit_of_work(engine) as connection:
                return work(connection)
        except exc.DBAPIError as error:
            if attempt == _TRIES or getattr(error.orig, "sqlstate", None) not in _RETRIED:
                raise
            time.sleep(0.01 * attempt)
    raise AssertionError("unreachable")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session for pages; whatever it holds is rolled back at the end."""
    with Session(engine, autoflush=False) as session:
        yield session
