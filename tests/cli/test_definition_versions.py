"""`sagsgang definitions`: a folder goes in, a version comes out, and what differs is said."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import definitions
from cli.app import run
from tests.definitions.folders import NORDDJURS, norddjurs_in, replace_in
from workflows.services.starting import installed
from workflows.settings import settings

NOTE = ["--note", "Nyt navn", "--by", "Karla Krog"]


@pytest.fixture(autouse=True)
def chosen(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    monkeypatch.setenv("SAGSGANG_SECRET_KEY", "k" * 32)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / "bodies.toml", "Økonomiudvalget", "Finansudvalget")
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(["definitions", *words]) == code
    printed = capsys.readouterr()
    return printed.err if code else printed.out


def test_a_folder_goes_in_and_every_command_goes_by_it(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Ingen version er gemt" in told(capsys)
    assert told(capsys, "import", str(changed), *NOTE) == "Version 2 er gemt og i kraft.\n"
    house = installed(settings())
    assert house.around.bodies["ØK"].name == "Finansudvalget"
    state = told(capsys)
    assert "I kraft: version 2" in state
    assert "Karla Krog: Nyt navn" in state
    assert "er anderledes og bruges ikke: bodies.toml\n" in state


def test_a_version_comes_out_as_the_files_that_went_in(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "import", str(changed), *NOTE)
    told(capsys, "export", str(tmp_path / "new"))
    told(capsys, "export", str(tmp_path / "old"), "--number", "1")
    assert definitions.texts_of(tmp_path / "new") == definitions.texts_of(changed)
    assert definitions.texts_of(tmp_path / "old") == definitions.texts_of(NORDDJURS)
    assert "ikke en tom mappe" in told(capsys, "export", str(tmp_path / "old"), code=2)


def test_what_a_version_changed_is_shown(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "import", str(changed), *NOTE)
    shown = told(capsys, "show")
    assert '+name = "Finansudvalget"' in shown
    assert "letters/" not in shown
    listed = json.loads(told(capsys, "list", "--json"))
    assert [one["number"] for one in listed] == [2, 1]
    document = json.loads(told(capsys, "show", "1", "--json"))
    assert "Økonomiudvalget" in document["files"]["bodies.toml"]
    assert "Version 7 findes ikke" in told(capsys, "show", "7", code=2)


def test_a_faulty_folder_stays_outside(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(changed / "municipality.toml", "sender", "sendr")
    faults = told(capsys, "import", str(changed), *NOTE, code=2)
    assert "municipality.toml: sendr: ukendt nøgle" in faults
    assert json.loads(told(capsys, "list", "--json")) == []
