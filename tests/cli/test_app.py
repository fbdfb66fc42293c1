"""How a command line ends: 0 done, 1 found something, 2 wrong input, 3 no environment."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.app import COMMANDS, run
from cli.serving.ports import HOST
from workflows.settings import settings

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that is not there."""
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "var"))
    settings.cache_clear()
    yield tmp_path / "var"
    settings.cache_clear()


def refused(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    """The one line of a refusal with this exit code."""
    assert run(words) == code
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    return line


def test_help_is_not_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert set(COMMANDS) <= set(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_where_the_table_says(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Brug: sagsgang {command} ")


@pytest.mark.parametrize(
    "words", [*([one] for one in COMMANDS), ["officer", "add"], ["token", "create"], []]
)
def test_help_is_danish_throughout(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    said = capsys.readouterr().out
    english = (
        r"(?i)usage|options|commands|args|default|required|\b(show this|text|integer|directory)\b"
    )
    assert re.findall(english, said) == []


def test_only_what_a_command_needs_is_imported() -> None:
    program = (
        "import sys; from cli.app import run; run(sys.argv[1:]);"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    for words in (["--help"], ["route", "KB"], ["deadline", "2027-02-28", "4 uger"]):
        loaded = subprocess.run(
            [sys.executable, "-c", program, *words],
            cwd=HOUSE, capture_output=True, text=True, check=True, timeout=60,
        ).stdout.splitlines()[-1].split()  # fmt: skip
        assert "workflows" in loaded
        assert not {"sqlalchemy", "alembic", "aiosmtpd", "argon2", "typst"} & set(loaded)


@pytest.mark.parametrize(
    "words",
    [["findesikke"], ["serve", "--port", "0"], ["serve", "--port", "mange"], ["serve", "--porte"]],
)
def test_a_wrong_command_line_is_one_line_on_stderr(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_wrong_settings_are_wrong_input_and_all_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", "mysql://sag:hemmelig@db/sag")
    monkeypatch.setenv("SAGSGANG_TIMEZONE", "Mars/Kanalen")
    assert run(["serve"]) == 2
    said = capsys.readouterr().err
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "SAGSGANG_DATABASE_URL",
        "SAGSGANG_TIMEZONE",
    ]
    assert "hemmelig" not in said


def test_a_port_that_is_taken_is_a_missing_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port), "--data", str(tmp_path / "var")]) == 3
    assert capsys.readouterr().err.startswith(f"Port {port} kan ikke bruges")
    assert not (tmp_path / "var").exists()


def test_an_argument_that_is_no_text_is_one_line_for_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    no_text = os.fsdecode(b"Bo \xff")
    for command in COMMANDS:
        told = refused(capsys, 2, command, no_text)
        assert told == "»Bo \\udcff« er ikke UTF-8 — skriv det igen"
    assert refused(capsys, 2, "token", "create", "--officer", no_text).isprintable()


@pytest.mark.parametrize("words", [["--help"], ["route", "KB", "--json"], ["findesikke"]])
def test_when_nobody_reads_it_ends_quietly(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "cli.app", *words],
        cwd=HOUSE, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip
    os.close(writing)
    told = words == ["findesikke"]
    assert ended.returncode == (2 if told else 141)
    assert len(ended.stderr.splitlines()) == told


def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "cli.app", "route", "KB"],
            cwd=HOUSE, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (3, "Der er ikke mere plads\n")


@pytest.mark.parametrize("words", [["check", ""], ["serve", "--data", ""], ["demo", "--data", " "]])
def test_a_folder_without_a_name_is_not_the_current_one(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "mappens navn mangler" in refused(capsys, 2, *words)


def test_what_the_system_refuses_is_told_in_danish(
    var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    var.write_text("en fil")
    assert refused(capsys, 3, "migrate") == f"{var}: er ikke en mappe"
    assert refused(capsys, 3, "check", "x" * 300).endswith("xxx: navnet er for langt")


READING = [
    ["verify"],
    ["replay", "--all"],
    ["sweep", "--once"],
    ["sweep", "--dry-run"],
    ["token", "create", "--officer", "maja"],
    ["officer", "add", "maja", "--name", "Maja Holt", "--email", "maja@norddjurs.example"],
]


@pytest.mark.parametrize("words", READING)
def test_where_nothing_is_nothing_is_made(
    var: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused(capsys, 3, *words)
    assert line.startswith(f"Databasen {var / 'sagsgang.db'} findes ikke")
    assert list(var.parent.iterdir()) == []


@pytest.mark.parametrize("words", READING)
def test_a_database_without_its_key_is_not_given_another(
    var: Path,
    database: str,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    assert refused(capsys, 3, *words).startswith(f"Mappen {var} har ikke installationens nøgle")
    assert not var.exists()


def test_the_demo_is_not_for_production(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_ENV", "production")
    monkeypatch.setenv("SAGSGANG_SECRET_KEY", "k" * 32)
    line = refused(capsys, 2, "demo", "--data", str(var))
    assert line.startswith("demoen kan ikke spilles i produktion")
    assert not var.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rout"], "kommandoen »rout« findes ikke — mente du `route`?"),
        (["route"], "LINE: mangler"),
        (["route", "KB", "OK"], "»OK« er for meget — sæt tekst med mellemrum i '…'"),
        (["route", "KB", "--jsom"], "--jsom findes ikke — mente du `--json`?"),
        (["route", "KB", "--case-type"], "--case-type: værdien mangler"),
        (["token", "create"], "--officer: mangler"),
        (["serve", "--port", "0"], "--port: 0 går ikke — det rette er 1<=x<=65535"),
        (["serve", "--port", "otte"], "--port: »otte« er ikke et helt tal"),
    ],
)
def test_a_slip_on_the_command_line_is_told_in_danish(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, 2, *words) == told


def test_output_that_the_shell_closed_is_not_done() -> None:
    ended = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m cli.app route KB >&-"],
        cwd=HOUSE, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_a_file_is_not_a_folder_of_definitions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "en.toml").touch()
    line = refused(capsys, 2, "check", str(tmp_path / "en.toml"))
    assert line.endswith("er en fil — angiv den mappe, som definitionerne ligger i")


def test_where_no_folder_can_be_made_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, 3, "demo", "--data", "/proc/findes-ikke")
    assert line == "/proc/findes-ikke: mappen kan ikke laves her — vælg en anden"
