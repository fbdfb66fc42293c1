"""A connection that waits for the next act is whole, and goes with the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from workflows.records import parked
from workflows.records.database import open_database, unit_of_work


def backend(connection) -> int:  # type: ignore[no-untyped-def]
    found: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    return found


@pytest.fixture
def engine(postgres: str):  # type: ignore[no-untyped-def]
    opened = open_database(postgres)
    yield opened
    opened.dispose()


def test_the_next_act_has_the_same_connection(engine) -> None:  # type: ignore[no-untyped-def]
    seen = set()
    for _ in range(3):
        with unit_of_work(engine) as connection:
            seen.add(backend(connection))
    assert len(seen) == 1
    assert engine.pool.checkedout() == 1


def test_one_that_the_server_ended_is_not_used(engine) -> None:  # type: ignore[no-untyped-def]
    with unit_of_work(engine) as connection:
        first = backend(connection)
    with engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 2000)"), {"pid": first})
    with unit_of_work(engine) as connection:
        assert backend(connection) != first


def test_one_that_failed_goes_back_with_nothing_begun(engine) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DBAPIError), unit_of_work(engine) as connection:
        connection.execute(text("SELECT 1 / 0"))
    assert engine.pool.checkedout() == 0
    with unit_of_work(engine) as connection:
        assert backend(connection)


def test_who_disposes_of_the_database_closes_those_that_wait(engine) -> None:  # type: ignore[no-untyped-def]
    with unit_of_work(engine) as connection:
        first = backend(connection)
    engine.dispose()
    assert engine not in parked._PARKED
    with unit_of_work(engine) as connection:
        assert backend(connection) != first


def test_only_so_many_wait(engine) -> None:  # type: ignore[no-untyped-def]
    held = [unit_of_work(engine) for _ in range(parked.MOST + 2)]
    for one in held:
        backend(one.__enter__())
    for one in held:
        one.__exit__(None, None, None)
    assert engine.pool.checkedout() == parked.MOST
