"""`sagsgang check`: exit 0 without faults, 1 with them, 2 without a folder."""

import json
from pathlib import Path

from click.testing import CliRunner

from cli.check import check
from tests.definitions.folders import NORDDJURS, norddjurs_in, replace_in


def spoiled(folder: Path) -> Path:
    copy = norddjurs_in(folder)
    replace_in(copy / "municipality.toml", "sender", "sendr")
    replace_in(copy / "words.toml", '"lapse"', '"laps"')
    return copy


def test_a_folder_without_faults() -> None:
    result = CliRunner().invoke(check, [str(NORDDJURS)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Ingen fejl.\n", "")


def test_the_folder_of_the_settings_is_checked_by_default() -> None:
    result = CliRunner().invoke(check, [])
    assert (result.exit_code, result.stdout) == (0, "Ingen fejl.\n")


def test_every_fault_has_a_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(check, [str(spoiled(tmp_path))])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        'municipality.toml: sender: mangler — skriv sender = "…"',
        "municipality.toml: sendr: ukendt nøgle — mente du `sender`?",
        'words.toml: word[bortfaldet].effect: kender ikke "laps" — mente du `lapse`?',
    ]


def test_faults_as_json(tmp_path: Path) -> None:
    result = CliRunner().invoke(check, [str(spoiled(tmp_path)), "--json"])
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert [fault["key"] for fault in found["faults"]] == [
        "sender",
        "sendr",
        "word[bortfaldet].effect",
    ]


def test_no_faults_as_json() -> None:
    result = CliRunner().invoke(check, [str(NORDDJURS), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"ok": True, "faults": []}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(check, [str(tmp_path / "ingen"), "--json"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "findes ikke" in result.stderr
