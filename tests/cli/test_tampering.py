"""Whatever SQL can write into a column of a journal, `verify` names the row, and reads the rest."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from cli.app import run
from tests.casebook import Casebook, installed
from tests.servers import plain
from workflows.engine.commands.cases import Submit
from workflows.engine.vocabulary import Trigger
from workflows.records.tables import Base
from workflows.settings import settings

TABLES = ("journal", "journal_payloads")
COLUMNS = [(table, column.name) for table in TABLES for column in Base.metadata.tables[table].c]
SPOILT = 2
"""The line that is spoilt; it holds something in every column."""

SQLITE_GARBAGE = (
    "'ikke en dato'",
    "''",
    "X'ff00'",
    "CAST({column} AS BLOB)",
    "CAST(X'ff41' AS TEXT)",
    "CAST(X'eda080' AS TEXT)",
    "'a' || char(0) || 'b'",
    "-7",
    "9223372036854775807",
    "2.5",
    "9e999",
)
"""SQLite's shell puts anything anywhere: also text that is none, in UTF-8 or otherwise."""

POSTGRES_GARBAGE = {
    "TEXT": ("'ikke en dato'", "''", "E'\\u0001'", "{column} || ' '", "NULL"),
    "UUID": ("gen_random_uuid()", "NULL"),
    "TIMESTAMP WITH TIME ZONE": (
        "'infinity'",
        "'-infinity'",
        "'20000-01-01'",
        "to_timestamp(to_char({column}, 'YYYYMMDD HH24MISS') || ' BC', 'YYYYMMDD HH24MISS BC')",
        "{column} + interval '1 microsecond'",
        "NULL",
    ),
    "INTEGER": ("-7", "0", "2147483647", "NULL"),
}


@pytest.fixture
def book(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    settings.cache_clear()
    yield installed(database, tmp_path)
    settings.cache_clear()


def on_postgres(book: Casebook) -> bool:
    return book.house.database.dialect.name == "postgresql"


def by_shell(book: Casebook, *statements: str) -> None:
    """As somebody would with the database's own shell, where SQLite looks after no reference."""
    url = book.house.database.url
    if on_postgres(book):
        address = plain(url.render_as_string(hide_password=False))
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            for statement in statements:
                connection.execute(statement.encode())
    else:
        with closing(sqlite3.connect(str(url.database))) as file, file:
            for statement in statements:
                file.execute(statement)


def unguarded(book: Casebook) -> None:
    """Take away what keeps PostgreSQL's rows in order, as an owner of the tables can."""
    for table in TABLES if on_postgres(book) else ():
        by_shell(
            book,
            f"ALTER TABLE {table} DROP CONSTRAINT fk_{table}_case_id_cases",
            f"ALTER TABLE {table} DROP CONSTRAINT pk_{table}",
            *[
                f"ALTER TABLE {table} ALTER {column.name} DROP NOT NULL"
                for column in Base.metadata.tables[table].c
            ],
        )


def garbage(book: Casebook, table: str, name: str) -> list[str]:
    """What can be written over the column, as SQL."""
    column = Base.metadata.tables[table].c[name]
    if on_postgres(book):
        return list(POSTGRES_GARBAGE[column.type.compile(book.house.database.dialect)])
    same_instant = ["replace({column}, 'Z', '+00:00')"] if name == "at" else []
    return [*SQLITE_GARBAGE, *same_instant, *(["NULL"] if column.nullable else [])]


def case_of_three_lines(book: Casebook) -> str:
    case = book.open_case("VPU")
    book.act(case, Submit(), request_id="anmodning")
    book.advance(case, Trigger.WITHDRAW, reason="Bortfalder")
    return case


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = run([*words, "--json"])
    said = capsys.readouterr()
    assert said.err == ""
    return code, json.loads(said.out)


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_what_is_written_over_any_column_is_named_by_its_row_and_no_other(
    book: Casebook, capsys: pytest.CaptureFixture[str], table: str, name: str
) -> None:
    unguarded(book)
    case_of_three_lines(book)
    spoilt = {}
    for number, one in enumerate(garbage(book, table, name), start=2):
        case = case_of_three_lines(book)
        where = f"case_id = '{case}' AND seq = {SPOILT}"
        by_shell(book, f"UPDATE {table} SET {name} = {one.format(column=name)} WHERE {where}")
        spoilt[f"23/{number}"] = one
    code, document = told(capsys, "verify")
    assert code == 1
    named = {(fault["case"], fault["seq"]) for fault in document["faults"]}
    assert not {(number, SPOILT) for number in spoilt} - named, spoilt
    assert not {(number, seq) for number in (*spoilt, "23/1") for seq in (1, 3)} & named
    if name in ("case_id", "seq"):
        strays = [fault for fault in document["faults"] if (fault["case"], fault["seq"]) not in
                  {(number, SPOILT) for number in spoilt}]  # fmt: skip
        assert len(strays) >= len(spoilt), "the row that lost its place is named too"
    assert run(["verify"]) == 1
    assert told(capsys, "replay", "--all")[0] in (0, 1)
    assert run(["verify", "23/1"]) == 0
    assert run(["replay", "23/1"]) == 0


CASE_GARBAGE = {
    "number": ("X'ff00'", "CAST(X'ff41' AS TEXT)", "''"),
    "definition_sha": ("X'ff00'", "CAST(X'ff41' AS TEXT)", "7"),
    "route": ("X'ff00'", "CAST(X'ff41' AS TEXT)", "7"),
    "route_document": ("X'ff00'", "CAST(X'ff41' AS TEXT)", "7"),
    "state": ("X'ff00'", "CAST(X'ff41' AS TEXT)", "7"),
    "held_state": ("X'ff00'", "CAST(X'ff41' AS TEXT)", "7"),
    "version": ("'ord'", "X'ff00'", "2.5", "9223372036854775807"),
    "seq": ("'ord'", "X'ff00'", "2.5", "-7", "9223372036854775807"),
    "head_hash": ("'ord'", "X'ff00'", "CAST(X'ff41' AS TEXT)", "7"),
}


@pytest.mark.parametrize("name", sorted(CASE_GARBAGE))
def test_a_case_that_cannot_be_read_is_told_by_verify_or_replay_and_the_others_are_read(
    sqlite: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", sqlite)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    settings.cache_clear()
    book = installed(sqlite, tmp_path)
    case_of_three_lines(book)
    for one in CASE_GARBAGE[name]:
        case = case_of_three_lines(book)
        by_shell(book, f"UPDATE cases SET {name} = {one} WHERE id = '{case}'")
    codes = {run(["verify"]), run(["replay", "--all"])}
    assert codes <= {0, 1}
    assert name == "number" or 1 in codes
    assert len(capsys.readouterr().out.splitlines()) < 5000
    for words in (["verify"], ["replay", "--all"]):
        told(capsys, *words)
    assert run(["verify", "23/1"]) == run(["replay", "23/1"]) == 0


def test_a_pinned_definition_that_cannot_be_read_is_told(
    book: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    case_of_three_lines(book)
    by_shell(book, "UPDATE pinned_definitions SET document = 'ødelagt'")
    code, document = told(capsys, "replay", "--all")
    assert code == 1
    assert [fault["what"] for fault in document["faults"]] == ["definition_sha"]


@pytest.mark.parametrize("table", ["journal", "journal_payloads", "cases", "pinned_definitions"])
@pytest.mark.parametrize("words", [["verify"], ["replay", "--all"]])
def test_a_table_that_is_gone_is_a_database_that_cannot_be_used(
    book: Casebook, capsys: pytest.CaptureFixture[str], table: str, words: list[str]
) -> None:
    case_of_three_lines(book)
    for view in ("v_case", "v_journal"):
        by_shell(book, f"DROP VIEW {view}")
    by_shell(book, f"ALTER TABLE {table} RENAME TO elsewhere")
    unread = table == "pinned_definitions" and words == ["verify"]
    assert run(words) == (0 if unread else 3)
    assert len(capsys.readouterr().err.splitlines()) == (0 if unread else 1)
