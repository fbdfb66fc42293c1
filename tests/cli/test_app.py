"""How a command line ends: 0 done, 1 found something, 2 wrong input, 3 no environment."""

import socket
from pathlib import Path

import pytest

from cli.app import run
from cli.serving.ports import HOST


def test_help_is_not_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "serve" in capsys.readouterr().out


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
