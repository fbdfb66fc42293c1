"""Instants are stored in UTC and come back as they were; ids are text on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from workflows.records.base import instant_text
from workflows.records.database import open_database, unit_of_work
from workflows.records.house import Heartbeat
from workflows.records.people import Officer

SUMMER = datetime(2024, 3, 31, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))


def test_an_instant_comes_back_in_utc_whatever_zone_it_went_in_with(database: str) -> None:
    opened = open_database(database)
    with unit_of_work(opened) as connection:
        connection.execute(insert(Heartbeat).values(name="sweep", real_at=SUMMER, shown_at=SUMMER))
        kept, other = connection.execute(select(Heartbeat.real_at, Heartbeat.shown_at)).one()
    assert kept == other == SUMMER
    assert kept.tzinfo is UTC


def test_sqlite_keeps_instants_as_text_that_sorts_as_time_does(sqlite: str) -> None:
    with unit_of_work(open_database(sqlite)) as connection:
        connection.execute(insert(Heartbeat).values(name="sweep", real_at=SUMMER, shown_at=SUMMER))
        stored = connection.execute(text("SELECT real_at FROM heartbeats")).scalar_one()
    assert stored == "2024-03-31T00:30:00.123456Z"


@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), min_size=2))  # noqa: DTZ001
def test_the_text_of_instants_sorts_as_they_do(naive: list[datetime]) -> None:
    instants = [moment.replace(tzinfo=UTC) for moment in naive]
    assert sorted(instants, key=instant_text) == sorted(instants)


def test_a_naive_instant_is_refused(database: str) -> None:
    naive = datetime(2024, 3, 31, 2, 30)  # noqa: DTZ001
    row = {"name": "sweep", "real_at": naive, "shown_at": naive}
    with (
        unit_of_work(open_database(database)) as connection,
        pytest.raises((StatementError, ValueError)),
    ):
        connection.execute(insert(Heartbeat).values(row))


def test_an_id_is_text_in_python(database: str) -> None:
    officer = "018bb5a0-0000-7000-8000-00000000000a"
    with unit_of_work(open_database(database)) as connection:
        connection.execute(
            insert(Officer).values(
                id=officer,
                username="ida",
                name="Ida Holm",
                email="ida@by.example",
                phone="",
                sees_closed=False,
            )
        )
        assert connection.execute(select(Officer.id, Officer.sees_closed)).one() == (officer, False)


def test_what_a_row_refers_to_must_be_there(database: str) -> None:
    row = "018bb5a0-0000-7000-8000-00000000000a"
    with (
        pytest.raises(DBAPIError),
        unit_of_work(open_database(database)) as connection,
    ):
        connection.execute(
            text("INSERT INTO sign_ins VALUES ('hash', :row, '2024-01-01T00:00:00.000000Z')"),
            {"row": row},
        )
