"""Statements that are sent to PostgreSQL at once are still one after the other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from tests.servers import plain
from tests.waiting import until
from workflows.records.database import Database, open_database, unit_of_work
from workflows.records.exchange import exchange

LOCK = ("SELECT value FROM counters WHERE name = $1 FOR UPDATE", ("a",))
FACTS = ("SELECT value FROM counters WHERE name = $1", ("b",))
WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


@pytest.fixture
def opened(postgres: str) -> Iterator[Database]:
    database = open_database(postgres)
    with unit_of_work(database) as connection:
        connection.execute(text("INSERT INTO counters VALUES ('a', 1), ('b', 1)"))
    yield database
    database.dispose()


def values(connection: Connection) -> list[bytes | None]:
    return [result.get_value(0, 0) for result in exchange(connection, LOCK, FACTS)]


def test_what_follows_a_lock_sees_what_was_committed_while_it_was_waited_for(
    opened: Database,
) -> None:
    def wait_and_read() -> list[bytes | None]:
        with unit_of_work(opened) as connection:
            return values(connection)

    with ThreadPoolExecutor() as pool, unit_of_work(opened) as first:
        first.execute(text("UPDATE counters SET value = 2"))
        reading = pool.submit(wait_and_read)
        with opened.connect() as watching:
            # Within one transaction the server would show what it saw at the first look.
            watching = watching.execution_options(isolation_level="AUTOCOMMIT")
            until(lambda: watching.execute(WAITING).scalar_one())
        first.commit()
        assert reading.result() == [b"2", b"2"]


def test_an_error_undoes_all_and_leaves_the_connection_usable(opened: Database) -> None:
    spoilt = ("UPDATE counters SET value = 7", ()), ("SELECT nothing", ())
    with pytest.raises(ProgrammingError, match="nothing"), unit_of_work(opened) as connection:
        exchange(connection, *spoilt)
    with unit_of_work(opened) as connection:
        assert values(connection) == [b"1", b"1"]


def test_an_error_does_not_quote_the_row_that_was_refused(opened: Database) -> None:
    with pytest.raises(IntegrityError) as refused, unit_of_work(opened) as connection:
        exchange(connection, ("INSERT INTO drafts (text) VALUES ($1)", ("Til Bo Dam",)))
    assert "violates not-null constraint" in str(refused.value)
    assert "Bo Dam" not in f"{refused.value} {refused.value.__cause__}"


def test_nul_is_refused_and_not_cut_off_at(opened: Database) -> None:
    with pytest.raises(DataError, match="NUL"), unit_of_work(opened) as connection:
        exchange(connection, ("UPDATE counters SET name = $1", ("a\0b",)))
    with unit_of_work(opened) as connection:
        assert values(connection) == [b"1", b"1"]


def test_a_connection_that_the_server_ended_is_replaced_unseen(
    opened: Database, postgres: str
) -> None:
    with unit_of_work(opened) as connection:
        ended = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with psycopg.connect(plain(postgres)) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (ended,))
    for _ in range(2):
        with unit_of_work(opened) as connection:
            assert values(connection) == [b"1", b"1"]
