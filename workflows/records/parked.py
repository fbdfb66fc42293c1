"""Connections to PostgreSQL that wait for the next act, ready as they are.

To take one out of the pool and to put it back takes as long as to decide on a case.
"""

from collections import deque
from collections.abc import MutableMapping
from select import POLLIN, poll
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import Connection, Engine, event

from workflows.records.dialects import on_postgres

MOST = 8
"""Of one database in one process; what is beyond goes back to the pool, for pages to use."""

_PARKED: MutableMapping[Engine, deque[Connection]] = WeakKeyDictionary()


def taken(engine: Engine) -> Connection:
    """A connection for a writing transaction, parked before or new."""
    parked = _PARKED.get(engine)
    while parked:
        try:
            connection = parked.pop()
        except IndexError:
            # Another thread was quicker.
            break
        if _is_whole(connection):
            return connection
        connection.invalidate()
        connection.close()
    return engine.connect().execution_options(writing=True)


def parked_or_closed(engine: Engine, connection: Connection) -> None:
    """Let the connection, on which nothing is begun, wait for the next; or give it back."""
    if not on_postgres(connection):
        connection.close()
        return
    parked = _PARKED.get(engine)
    if parked is None:
        parked = _PARKED.setdefault(engine, deque())
        event.listen(engine, "engine_disposed", _close_all)
    if len(parked) < MOST:
        parked.append(connection)
    else:
        connection.close()


def _is_whole(connection: Connection) -> bool:
    """Whether the server still listens; it has said farewell where there is anything to read."""
    if connection.closed or connection.invalidated:
        return False
    plain = connection.connection.driver_connection
    assert isinstance(plain, psycopg.Connection)
    waiting = poll()
    waiting.register(plain.pgconn.socket, POLLIN)
    return not waiting.poll(0)


def _close_all(engine: Engine) -> None:
    """As the pool does: whoever forks disposes of the database first."""
    parked = _PARKED.pop(engine, None)
    while parked:
        connection = parked.pop()
        connection.invalidate()
        connection.close()
