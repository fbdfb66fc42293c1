"""`sagsgang sweep` does what is due once, or tells what is; as of now alone in production."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.app import run
from tests.casebook import Casebook, installed
from workflows.settings import settings

LATER = "2023-11-15T08:00:00+01:00"


@pytest.fixture
def book(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    settings.cache_clear()
    yield installed(database, tmp_path)
    settings.cache_clear()


def test_a_dry_run_lists_what_is_due_and_changes_nothing(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    case = book.open_hearing(parties=1)
    before = book.dump()
    assert run(["sweep", "--once", "--at", LATER, "--dry-run", "--json"]) == 0
    (due,) = json.loads(capsys.readouterr().out)["deadlines"]
    assert due.pop("id")
    (number,) = book.rows(f"SELECT number FROM v_case WHERE case_id = '{case}'")[0]
    assert due == {
        "case": case,
        "number": number,
        "kind": "reminder",
        "due_at": "2023-11-15T07:00:00.000000Z",
        "becomes": "done",
    }
    assert run(["sweep", "--dry-run", "--at", LATER]) == 0
    assert f"Påmindelse  sag {number}\n" in capsys.readouterr().out
    assert run(["sweep", "--dry-run", "--at", "2023-12-15T08:00:00+01:00"]) == 0
    assert f"Påmindelse  sag {number}  (springes over)\n" in capsys.readouterr().out
    assert run(["sweep", "--dry-run", "--at", "2023-11-15T07:59:59+01:00"]) == 0
    assert capsys.readouterr().out == "Intet er forfaldent.\n"
    assert book.dump() == before


def test_what_is_due_is_done_once(book: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    case = book.open_hearing(parties=2)
    assert run(["sweep", "--once", "--at", LATER, "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "taken": 2,
        "failed": 0,
        "cases": [case],
        "digests": 0,
        "left_to_others": False,
    }
    assert said.err == ""
    assert run(["sweep", "--once", "--at", LATER]) == 0
    assert capsys.readouterr().out == "0 frister i 0 sager.\n"


def test_what_fails_is_counted_and_only_the_document_is_on_stdout(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    case = book.open_hearing(parties=1)
    book.write("UPDATE cases SET route_document = 'spoilt' WHERE id = :id", id=case)
    assert run(["sweep", "--once", "--at", LATER, "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "taken": 1,
        "failed": 1,
        "cases": [],
        "digests": 0,
        "left_to_others": False,
    }
    assert "deadline_failed" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ["sweep"],
        ["sweep", "--once", "--at", "2023-11-15T08:00:00"],
        ["sweep", "--once", "--at", "2023-11-15"],
        ["sweep", "--once", "--at", "i morgen"],
        ["sweep", "--once", "--at", ""],
    ],
)
def test_a_time_without_a_zone_and_half_a_command_are_wrong_input(
    book: Casebook, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_in_production_no_other_time_is_taken(
    book: Casebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_ENV", "production")
    monkeypatch.setenv("SAGSGANG_SECRET_KEY", "n" * 64)
    settings.cache_clear()
    assert run(["sweep", "--once", "--at", LATER]) == 2
    assert "I produktion gælder kun tiden nu" in capsys.readouterr().err
