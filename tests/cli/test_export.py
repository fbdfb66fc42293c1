"""`sagsgang export`: the case by its number, refused names, and nothing half written."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from cli.app import run
from tests.open_hearing import OpenHearing, installed, open_hearing
from workflows.settings import settings


@pytest.fixture
def hearing(sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenHearing]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", sqlite)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    settings.cache_clear()
    yield open_hearing(*installed(sqlite, tmp_path), number="23/2079")
    settings.cache_clear()


def test_a_case_is_written_by_its_number_for_its_owner_alone(
    hearing: OpenHearing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sag.zip"
    assert run(["export", "23/2079", "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["number"] == "23/2079"
    with ZipFile(out) as archive:
        assert len(archive.namelist()) == told["documents"] + 2
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_all_events_are_one_log(hearing: OpenHearing, tmp_path: Path) -> None:
    out = tmp_path / "log.xes"
    assert run(["export", "--events", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["99/1", "--out", "ny.zip"], "99/1"),
        (["--out", "ny.zip"], "angiv en sag"),
        (["23/2079", "--events", "--out", "ny.zip"], "angiv en sag"),
        (["23/2079", "--out", "er-der.zip"], "er der allerede"),
        (["23/2079", "--out", "ingen/mappe/ny.zip"], "findes ikke"),
    ],
)
def test_what_cannot_be_is_one_line_and_nothing_is_written(
    words: list[str],
    told: str,
    hearing: OpenHearing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "er-der.zip").write_bytes(b"andet")
    before = {path.name for path in tmp_path.iterdir()}
    assert run(["export", *words]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert {path.name for path in tmp_path.iterdir()} == before
    assert (tmp_path / "er-der.zip").read_bytes() == b"andet"
