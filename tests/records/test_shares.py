"""A share of what is due has one holder, who cannot keep it by dying or by standing still."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.casebook import CLOSES_AT, installed
from tests.waiting import until
from workflows.records import shares as under_test
from workflows.records.database import Database, open_database, unit_of_work
from workflows.records.due import list_due, take_due
from workflows.records.shares import holding, shares

HOLD = """
import sys
from workflows.records.database import open_database
from workflows.records.shares import holding
with holding(open_database(sys.argv[1]), 0) as held:
    print(held(), flush=True)
    sys.stdin.read()
"""


def free(database: Database, share: int) -> bool:
    """Whether somebody else could hold it just now."""
    with holding(database, share) as is_ours:
        return is_ours()


def test_a_share_has_one_holder_and_the_others_do_not_wait(postgres: str) -> None:
    one, other = open_database(postgres), open_database(postgres)
    with holding(one, 0) as first, holding(one, 1) as second:
        assert first()
        assert second()
        assert not free(other, 0)
        assert not free(other, 1)
    assert free(other, 0)
    assert free(other, 1)


def test_one_who_is_killed_lets_go(postgres: str) -> None:
    database = open_database(postgres)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, postgres], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"True\n"
        assert not free(database, 0)
        holder.kill()
    until(lambda: free(database, 0))


def test_one_who_stands_still_loses_it_and_ends_in_peace(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "_SILENT_SECONDS", 1)
    database = open_database(postgres)
    with holding(database, 0) as is_ours:
        assert is_ours()
        until(lambda: free(open_database(postgres), 0))
        assert not is_ours()
    assert free(database, 0)


def test_one_file_has_one_share_and_nobody_to_ask(sqlite: str) -> None:
    database = open_database(sqlite)
    assert shares(database) == 1
    with holding(database, 0) as is_ours:
        assert is_ours()


def test_the_shares_together_are_all_and_a_case_is_in_one(database: str, tmp_path: Path) -> None:
    book = installed(database, tmp_path)
    for _ in range(6):
        book.open_hearing(parties=2)
    with unit_of_work(book.house.database) as connection:
        parts = [
            take_due(connection, CLOSES_AT, 100, share)
            for share in range(shares(book.house.database))
        ]
        whole = list_due(connection, CLOSES_AT, 100)
    assert sorted(due.id for part in parts for due in part) == sorted(due.id for due in whole)
    for part in parts:
        cases = {due.case for due in part}
        assert not cases & {due.case for other in parts if other is not part for due in other}
