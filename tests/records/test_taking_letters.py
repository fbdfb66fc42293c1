"""Letters are taken in the order of an index, however many are due."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text

from tests.open_hearing import installed, open_hearing
from workflows.records.database import unit_of_work
from workflows.records.outbox import claim

_DUE = 5000


def _plan_of_a_claim(connection: Connection, explain: str, at: Any) -> list[str]:
    """How the database takes ten letters, in its own words."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        seen.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    claim(connection, at, at, at + timedelta(minutes=1), 10)
    statement, parameters = seen[0]
    rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
    return [str(row[-1]) for row in rows]


def test_a_few_of_many_letters_are_taken_without_sorting_them(
    database: str, tmp_path: Path
) -> None:
    house, clock = installed(database, tmp_path)
    hearing = open_hearing(house, clock)
    ((message,),) = hearing.rows("SELECT id FROM messages ORDER BY id LIMIT 1")
    on_postgres = house.database.dialect.name == "postgresql"
    fresh = "gen_random_uuid()" if on_postgres else "lower(hex(randomblob(16)))"
    with unit_of_work(house.database) as connection:
        connection.execute(
            text(
                "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :due)"
                " INSERT INTO messages (id, case_id, kind, recipient, payload, unique_key, status,"
                f" attempts, created_at, next_attempt_at) SELECT {fresh}, case_id, 'officer',"
                " recipient, payload, 'many ' || n.n, 'pending', 0, created_at, next_attempt_at"
                " FROM messages, n WHERE id = :message"
            ),
            {"due": _DUE, "message": message},
        )
        connection.execute(text("ANALYZE messages"))
    with unit_of_work(house.database) as connection:
        explain = "EXPLAIN" if on_postgres else "EXPLAIN QUERY PLAN"
        plan = "\n".join(_plan_of_a_claim(connection, explain, clock.now))
    assert "ix_messages_under_way" in plan
    assert not any(word in plan for word in ("Sort", "TEMP B-TREE", "Seq Scan")), plan
