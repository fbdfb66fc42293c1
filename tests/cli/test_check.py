"""`sagsgang check`: exit 0 without faults, 1 with them, 2 without a folder."""

import json
from pathlib import Path

import pytest

from cli.app import run
from tests.definitions.folders import NORDDJURS, norddjurs_in, replace_in


def spoiled(folder: Path) -> Path:
    copy = norddjurs_in(folder)
    replace_in(copy / "municipality.toml", "sender", "sendr")
    replace_in(copy / "words.toml", '"lapse"', '"laps"')
    return copy


def test_a_folder_without_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(NORDDJURS)]) == 0
    assert capsys.readouterr() == ("Ingen fejl.\n", "")


def test_the_folder_of_the_settings_is_checked_by_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check"]) == 0
    assert capsys.readouterr().out == "Ingen fejl.\n"


def test_every_fault_has_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(spoiled(tmp_path))]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'municipality.toml: sender: mangler — skriv sender = "…"',
        "municipality.toml: sendr: ukendt nøgle — mente du `sender`?",
        'words.toml: word[bortfaldet].effect: kender ikke "laps" — mente du `lapse`?',
    ]


def test_faults_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(spoiled(tmp_path)), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert [fault["key"] for fault in found["faults"]] == [
        "sender",
        "sendr",
        "word[bortfaldet].effect",
    ]


def test_public_pages_without_an_accessibility_statement_are_remarked_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = norddjurs_in(tmp_path)
    file = copy / "municipality.toml"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(one for one in lines if not one.startswith("accessibility_")))
    assert run(["check", str(copy)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Ingen fejl."
    assert told[1].startswith("Bemærk: municipality.toml: accessibility_statement: mangler — ")
    assert run(["check", str(copy), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], [note["key"] for note in found["notes"]]) == (
        True,
        ["accessibility_statement"],
    )


def test_a_renamed_code_is_told_with_every_place_that_uses_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = norddjurs_in(tmp_path)
    replace_in(copy / "bodies.toml", 'code = "ØK"', 'code = "ØKU"')
    assert run(["check", str(copy), "--json"]) == 1
    [fault] = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["file"], fault["key"]) == ("bodies.toml", "body")
    members = [one for one in fault["places"] if one.startswith("members.toml: member[")]
    assert members
    assert [one for one in fault["places"] if one not in members] == [
        "case_types/kommuneplan.toml: route",
        "case_types/lokalplan.toml: route",
        "calendars.toml: calendar[ØK].body",
    ]


def test_no_faults_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(NORDDJURS), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "faults": [], "notes": []}


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path / "ingen"), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "findes ikke" in told.err
