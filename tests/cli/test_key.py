"""A key that did not seal the journals is refused before anything is done, in one line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.app import run
from cli.serving.ports import free_port
from tests.casebook import Casebook, installed
from workflows.settings import settings

ANOTHER = "n" * 64
COMMANDS = [
    ["verify"],
    ["verify", "23/1"],
    ["replay", "--all"],
    ["sweep", "--once", "--json"],
    ["migrate"],
    ["officer", "add", "maja", "--name", "Maja Holt", "--email", "maja@norddjurs.example"],
    ["token", "create", "--officer", "karla"],
    ["erase", "23/1", "1", "--officer", "karla", "--reason", "Anmodning"],
]
PATIENCE = 60


@pytest.fixture
def book(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    """An installation that has met its key, with one case."""
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "var"))
    settings.cache_clear()
    assert run(["migrate"]) == 0
    book = installed(database, tmp_path / "var")
    book.open_hearing()
    yield book
    settings.cache_clear()


def refused(book: Casebook, capsys: pytest.CaptureFixture[str], words: list[str]) -> str:
    """The one line that the command says before it ends without having done anything."""
    settings.cache_clear()
    before = book.dump()
    capsys.readouterr()
    assert run(words) == 3
    said = capsys.readouterr()
    assert book.dump() == before
    assert len(said.err.splitlines()) == 1
    return said.err


@pytest.mark.parametrize("words", COMMANDS)
def test_another_key_is_refused_by_every_command(
    book: Casebook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    monkeypatch.setenv("SAGSGANG_SECRET_KEY", ANOTHER)
    assert "SAGSGANG_SECRET_KEY" in refused(book, capsys, words)
    monkeypatch.delenv("SAGSGANG_SECRET_KEY")
    settings.cache_clear()
    assert run(["verify"]) == 0


@pytest.mark.parametrize("words", COMMANDS)
def test_in_another_folder_no_key_is_drawn_for_a_database_that_has_one(
    book: Casebook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
) -> None:
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "other"))
    said = refused(book, capsys, words)
    assert "SAGSGANG_SECRET_KEY" in said
    assert "SAGSGANG_DATA" in said
    assert not (tmp_path / "other" / "secret.key").exists()


def test_a_folder_with_another_key_is_named(
    book: Casebook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "secret.key").write_text(ANOTHER)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "other"))
    assert f"SAGSGANG_DATA: journalerne er forseglet med en anden nøgle end den i {tmp_path}" in (
        refused(book, capsys, ["verify"])
    )


def test_the_key_itself_may_move_from_the_folder_to_the_setting(
    book: Casebook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAGSGANG_SECRET_KEY", (tmp_path / "var" / "secret.key").read_text())
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "other"))
    settings.cache_clear()
    assert run(["verify"]) == 0


def test_a_database_that_never_met_its_key_knows_it_by_the_journals(
    book: Casebook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book.write("DELETE FROM journal_keys")
    monkeypatch.setenv("SAGSGANG_SECRET_KEY", ANOTHER)
    refused(book, capsys, ["migrate"])
    monkeypatch.delenv("SAGSGANG_SECRET_KEY")
    settings.cache_clear()
    assert run(["migrate"]) == 0
    assert len(book.rows("SELECT fingerprint FROM journal_keys")) == 1
    book.write("UPDATE journal SET hash = 'x'")
    assert run(["verify"]) == 1, "what is known is not doubted for what the journals hold"


@pytest.mark.parametrize(
    "words",
    [
        ["-m", "uvicorn", "web.app:create_app", "--factory", "--port", "PORT"],
        ["-m", "celery", "-A", "worker", "worker", "-Q", "tick", "--pool", "prefork", "-c", "1"],
        ["-m", "cli.app", "serve", "--port", "PORT"],
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_web_worker_and_serve_end_at_once_with_one_line(
    book: Casebook, tmp_path: Path, broker_url: str, words: list[str]
) -> None:
    environment = os.environ | {
        "SAGSGANG_DATA": str(tmp_path / "other"),
        "SAGSGANG_SECRET_KEY": ANOTHER,
        "SAGSGANG_BROKER_URL": broker_url,
    }
    ended = subprocess.run(
        [sys.executable, *(str(free_port()) if word == "PORT" else word for word in words)],
        env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert ended.returncode == 3, ended.stdout + ended.stderr
    assert len((ended.stdout + ended.stderr).strip().splitlines()) == 1
    assert "SAGSGANG_SECRET_KEY" in ended.stderr
    shutil.rmtree(tmp_path / "other", ignore_errors=True)
