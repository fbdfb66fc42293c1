"""What the ratios stand on: a durable transition written by hand, one statement for each step."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks.population import OFFICER

Plain = psycopg.Connection[tuple[Any, ...]]


def transition(connection: Plain, case: str) -> None:
    """Lock the case, move it, journal it, leave a letter, commit: six round trips."""
    now = datetime.now(UTC)
    seq = _lock(connection, case)
    _update_case(connection, case, seq + 1, now)
    _insert_journal(connection, case, seq + 1, now)
    _insert_message(connection, case, now)
    connection.commit()


def agenda_rows(connection: Plain, case: str) -> None:
    """The rows of an act on an agenda, one statement for each table."""
    seq = _begin(connection, case)
    connection.execute(
        "UPDATE agenda_items SET active = active WHERE case_id = %s AND active", (case,)
    )
    connection.execute(
        "UPDATE deadlines SET attempts = attempts WHERE case_id = %s AND status = 'pending'",
        (case,),
    )
    _end(connection, case, seq)


def case_rows(connection: Plain, case: str) -> None:
    """The rows of an act that moves the case alone."""
    _end(connection, case, _begin(connection, case))


def _begin(connection: Plain, case: str) -> int:
    """Lock the case and read what a decision needs."""
    seq = _lock(connection, case)
    connection.execute(
        "SELECT id FROM deadlines WHERE case_id = %s AND status = 'pending'", (case,)
    ).fetchall()
    return seq


def _end(connection: Plain, case: str, seq: int) -> None:
    now = datetime.now(UTC)
    _update_case(connection, case, seq + 1, now)
    _insert_journal(connection, case, seq + 1, now)
    connection.execute(
        "INSERT INTO journal_payloads (case_id, seq, salt, payload) VALUES (%s, %s, %s, %s)",
        (case, seq + 1, "0" * 32, '{"trigger":"take_off_agenda"}'),
    )
    connection.commit()


def _lock(connection: Plain, case: str) -> int:
    row = connection.execute(
        "SELECT state, version, seq FROM cases WHERE id = %s FOR UPDATE", (case,)
    ).fetchone()
    assert row is not None
    return int(row[2])


def _update_case(connection: Plain, case: str, seq: int, now: datetime) -> None:
    connection.execute(
        "UPDATE cases SET state = state, version = version + 1, seq = %s, head_hash = %s,"
        " changed_at = %s WHERE id = %s",
        (seq, "0" * 64, now, case),
    )


def _insert_journal(connection: Plain, case: str, seq: int, now: datetime) -> None:
    connection.execute(
        "INSERT INTO journal (case_id, seq, at, actor, event, from_state, to_state,"
        " payload_digest, hash)"
        " VALUES (%s, %s, %s, %s, 'case:held', 'drafting', 'on_hold', %s, %s)",
        (case, seq, now, OFFICER.name, "0" * 64, "0" * 64),
    )


def _insert_message(connection: Plain, case: str, now: datetime) -> None:
    key = uuid4()
    connection.execute(
        "INSERT INTO messages (id, case_id, kind, recipient, payload, unique_key, status,"
        " attempts, created_at, next_attempt_at)"
        " VALUES (%s, %s, 'officer', 'karen@kommune.example', '{}', %s, 'pending', 0, %s, %s)",
        (key, case, str(key), now, now),
    )
