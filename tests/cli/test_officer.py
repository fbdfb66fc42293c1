"""`sagsgang officer add`, as an administrator uses it."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pyotp
import pytest

from cli.app import run
from tests.servers import plain
from workflows.records.sign_ins import Role
from workflows.services.installation import install
from workflows.services.second_step import begin_setup, confirm_setup, own_second_step
from workflows.services.signin import (
    WrongSignIn,
    officer_by_username,
    sign_in,
    sign_in_by_link,
    signed_in,
)
from workflows.settings import read_settings, settings

MAJA = ["officer", "add", "maja", "--name", "Maja Holt", "--email", "maja@norddjurs.example"]


@pytest.fixture(autouse=True)
def chosen(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    monkeypatch.setenv("SAGSGANG_BASE_URL", "https://sager.norddjurs.example")
    monkeypatch.setenv("SAGSGANG_SECRET_KEY", "k" * 32)
    settings.cache_clear()
    monkeypatch.setattr("sys.stdin", io.StringIO("hest og vogn og tre træer\n"))
    yield
    settings.cache_clear()


def test_the_link_that_is_printed_signs_the_officer_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*MAJA, "--sees-closed", "--phone", "89 59 10 00"]) == 0
    (link,) = capsys.readouterr().out.splitlines()
    assert link.startswith("https://sager.norddjurs.example/log-ind/")
    house = install(read_settings())
    found = signed_in(house, sign_in_by_link(house, urlsplit(link).path.split("/")[-1]))
    assert found is not None
    assert (found.officer.name, found.officer.phone, found.officer.sees_closed) == (
        "Maja Holt",
        "89 59 10 00",
        True,
    )


def test_an_officer_is_told_once_a_day_or_each_time_where_that_is_asked_for() -> None:
    bo = ["officer", "add", "bo", "--name", "Bo Bilde", "--email", "bo@norddjurs.example"]
    assert (run(MAJA), run([*bo, "--mail-each-time"])) == (0, 0)
    house = install(read_settings())
    maja, other = officer_by_username(house, "maja"), officer_by_username(house, "bo")
    assert maja is not None
    assert other is not None
    assert (maja.wants_digest, other.wants_digest) == (True, False)


def test_a_password_comes_on_standard_input_and_is_never_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*MAJA, "--password-stdin"]) == 0
    said = capsys.readouterr()
    assert "hest" not in said.out + said.err
    assert sign_in(install(read_settings()), "maja", "hest og vogn og tre træer")


def test_wrong_input_is_one_line_for_each_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["officer", "add", "to ord", "--name", " ", "--email", "a@b@c"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split()[0] for line in said.err.splitlines()] == [
        "brugernavnet",
        "navnet",
        "mailadressen",
    ]


def test_a_username_is_given_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(MAJA) == 0
    assert run(MAJA) == 2
    assert "taget" in capsys.readouterr().err


def test_without_a_migrated_database_the_environment_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", f"sqlite:///{tmp_path / 'tom.db'}")
    settings.cache_clear()
    assert run(MAJA) == 3
    assert "sagsgang migrate" in capsys.readouterr().err


def test_a_database_that_may_only_be_read_is_told_in_one_line(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with _read_only(database):
        assert run(MAJA) == 3
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.startswith("Databasen")
    assert "der må ikke skrives i" in line


@contextmanager
def _read_only(url: str) -> Iterator[None]:
    """Within the block whoever opens the database may not write to it, be it an administrator."""
    if url.startswith("sqlite"):
        file = Path(urlsplit(url).path.removeprefix("/"))
        with sqlite3.connect(file) as connection:
            # A format that is newer than the program that reads it: SQLite then only reads.
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        header = file.read_bytes()
        with file.open("r+b") as raw:
            raw.seek(18)
            raw.write(b"\x03")
        yield
        file.write_bytes(header)
        return
    with psycopg.connect(plain(url), autocommit=True) as connection:
        name = urlsplit(url).path.removeprefix("/")
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        yield


def test_who_lost_phone_and_password_comes_in_by_a_new_link(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ("hest og vogn og tre træer", "en anden hest og vogn", "kort")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed)))
    assert run([*MAJA, "--password-stdin"]) == 0
    house = install(read_settings())
    maja = officer_by_username(house, "maja")
    assert maja is not None
    old = sign_in_by_link(house, urlsplit(capsys.readouterr().out.strip()).path.split("/")[-1])
    begin_setup(house, maja.id)
    code = pyotp.TOTP(own_second_step(house, maja).secret).at(house.real_clock())
    confirm_setup(house, maja.id, code)
    assert run(["officer", "reset", "MAJA"]) == 0
    assert signed_in(house, old) is None
    assert own_second_step(house, maja).since is None
    assert sign_in_by_link(house, urlsplit(capsys.readouterr().out.strip()).path.split("/")[-1])
    with pytest.raises(WrongSignIn):
        sign_in(house, "maja", "hest og vogn og tre træer")
    assert run(["officer", "reset", "maja", "--password-stdin"]) == 0
    assert sign_in(house, "maja", "en anden hest og vogn")
    assert run(["officer", "reset", "maja", "--password-stdin"]) == 2
    assert "adgangskoden skal have" in capsys.readouterr().err
    assert sign_in(house, "maja", "en anden hest og vogn")
    assert run(["officer", "reset", "ingen"]) == 2
    assert "ingen konto hedder »ingen«" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "kept", "administers"),
    [
        ("officer", Role.OFFICER, False),
        ("administrator", Role.OFFICER, True),
        ("auditor", Role.AUDITOR, False),
        ("member", Role.MEMBER, False),
    ],
)
def test_what_an_account_is_for_is_said_at_first_and_later(
    typed: str, kept: Role, administers: bool
) -> None:
    assert run([*MAJA, "--role", typed]) == 0
    house = install(read_settings())
    added = officer_by_username(house, "maja")
    assert added is not None
    assert (added.role, added.administers) == (kept, administers)
    for other in ("auditor", "administrator", typed):
        assert run(["officer", "role", "maja", other]) == 0
    assert officer_by_username(house, "maja") == added
    assert run(["officer", "role", "ingen", typed]) == 2
    assert run(["officer", "role", "maja", "konge"]) == 2
