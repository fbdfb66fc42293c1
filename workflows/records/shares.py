"""The shares of what is due: each is worked off by one sweep at a time, however many there are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import ColumnElement, Connection, Engine, case, func, select, true
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from workflows.records.dialects import is_sqlite
from workflows.records.messages import Deadline

_LOCKS = 7_223_011
"""Sets these locks apart from others that share the server: any number will do."""

_SILENT_SECONDS = 30
"""After so long without a word from its holder a share is free: he may be standing still."""

_ENDED = (DBAPIError, PendingRollbackError)
"""What the first word and every later one on an ended connection raise."""


def shares(engine: Engine) -> int:
    """How many there are: as many as can well write at once. SQLite has one writer only."""
    return 1 if is_sqlite(engine.url) else 2


@contextmanager
def holding(engine: Engine, share: int) -> Iterator[Callable[[], bool]]:
    """Hold the share while the block runs; what is yielded says whether it is ours, still.

    It never is while another sweep is at it. To ask is to say that we are alive: the lock belongs
    to a connection, not to a row, so the server lets go of it when its holder dies, and ends the
    connection of one that says nothing for half a minute.
    """
    if is_sqlite(engine.url):
        yield lambda: True
        return
    with engine.connect() as opened:
        connection = opened.execution_options(isolation_level="AUTOCOMMIT")
        held = _try_lock(connection, share)
        try:
            yield lambda: held and _is_alive(connection)
        finally:
            if held:
                # When it was ended meanwhile, so was the lock.
                with suppress(*_ENDED):
                    _unlock(connection, share)


def _is_alive(connection: Connection) -> bool:
    try:
        connection.execute(select(1))
    except _ENDED:
        return False
    return True


def _try_lock(connection: Connection, share: int) -> bool:
    locked = func.pg_try_advisory_lock(_LOCKS, share)
    return connection.scalar(select(case((locked, _ended_after(_SILENT_SECONDS))))) is not None


def _unlock(connection: Connection, share: int) -> None:
    connection.execute(select(func.pg_advisory_unlock(_LOCKS, share), _ended_after(0)))


def _ended_after(seconds: int) -> ColumnElement[str]:
    """Let the server end this connection after so long without a word; 0: never."""
    return func.set_config("idle_session_timeout", f"{seconds}s", False)


def in_share(engine: Engine, share: int | None) -> ColumnElement[bool]:
    """Whether a deadline belongs to the share, or to any; those of a case belong to the same."""
    if share is None or shares(engine) == 1:
        return true()
    return func.get_byte(func.uuid_send(Deadline.case_id), 15) % shares(engine) == share
