"""What is due is taken once, oldest first, by an index that holds the pending ones alone."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from tests.casebook import CLOSES_AT, installed
from workflows.records.database import unit_of_work
from workflows.records.due import list_due, note_failure, oldest_due, take_due


def test_what_is_due_is_taken_oldest_first_and_the_attempt_is_counted(
    database: str, tmp_path: Path
) -> None:
    book = installed(database, tmp_path)
    book.open_hearing()
    later = CLOSES_AT + timedelta(days=1)
    with unit_of_work(book.house.database) as connection:
        assert take_due(connection, book.clock.now, 10) == []
        taken = take_due(connection, later, 4)
        assert len(taken) == 4
        assert {due.attempts for due in taken} == {1}
        listed = list_due(connection, later, 100)
        assert max(due.due_at for due in taken) <= min(
            due.due_at for due in listed if due.attempts == 0
        )
        assert oldest_due(connection, later) == min(due.due_at for due in listed)


def test_two_who_take_at_once_take_different_ones(postgres: str, tmp_path: Path) -> None:
    book = installed(postgres, tmp_path)
    book.open_hearing()
    later = CLOSES_AT + timedelta(days=1)
    database = book.house.database
    with unit_of_work(database) as one, unit_of_work(database) as other:
        first, second = take_due(one, later, 4), take_due(other, later, 100)
        assert not {due.id for due in first} & {due.id for due in second}
        assert len(first) == 4
        assert len(second) == len(list_due(one, later, 100)) - 4


def test_a_failure_is_written_down_and_after_so_many_it_is_failed(
    database: str, tmp_path: Path
) -> None:
    book = installed(database, tmp_path)
    book.open_hearing()
    later = CLOSES_AT + timedelta(days=1)
    with unit_of_work(book.house.database) as connection:
        (due,) = take_due(connection, later, 1)
        note_failure(connection, [due.id], "KeyError: x", later + timedelta(hours=1), most=2)
        assert due.id not in {one.id for one in list_due(connection, later, 100)}
        take_due(connection, later + timedelta(hours=1), 100)
        note_failure(connection, [due.id], "KeyError: x", later + timedelta(hours=2), most=2)
    failed = book.rows("SELECT id, last_error, attempts FROM deadlines WHERE status = 'failed'")
    assert [(str(row[0]), *row[1:]) for row in failed] == [(due.id, "KeyError: x", 2)]


def test_what_was_done_meanwhile_is_not_made_pending_again(database: str, tmp_path: Path) -> None:
    book = installed(database, tmp_path)
    book.open_hearing()
    later = CLOSES_AT + timedelta(days=1)
    with unit_of_work(book.house.database) as connection:
        (due,) = take_due(connection, later, 1)
        done = text("UPDATE deadlines SET status = 'done' WHERE id = :id")
        connection.execute(done, {"id": due.id})
        note_failure(connection, [due.id], "KeyError: x", later, most=9)
        note_failure(connection, [due.id], "KeyError: x", later, most=0)
    statuses = book.rows("SELECT id, status FROM deadlines WHERE status IN ('done', 'failed')")
    assert [(str(row[0]), row[1]) for row in statuses] == [(due.id, "done")]


def test_postgres_finds_what_is_due_by_the_index_of_the_pending(
    postgres: str, tmp_path: Path
) -> None:
    book = installed(postgres, tmp_path)
    case = book.open_hearing()
    with unit_of_work(book.house.database) as connection:
        connection.execute(
            text(
                "INSERT INTO deadlines (id, case_id, kind, due_at, next_attempt_at, status,"
                " attempts, unique_key) SELECT gen_random_uuid(), :case, 'reminder',"
                " now() + n * interval '1 hour', now() + n * interval '1 hour',"
                " CASE WHEN n % 10 = 0 THEN 'pending' ELSE 'done' END, 0, 'many ' || n"
                " FROM generate_series(1, 20000) AS n"
            ),
            {"case": case},
        )
    with unit_of_work(book.house.database) as connection:
        connection.execute(text("ANALYZE deadlines"))
        plan = connection.execute(
            text(
                "EXPLAIN SELECT id FROM deadlines WHERE status = 'pending'"
                " AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT 250"
                " FOR UPDATE SKIP LOCKED"
            )
        ).scalars()
        assert any("ix_deadlines_pending" in line for line in plan)
