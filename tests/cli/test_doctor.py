"""`sagsgang doctor`: a finding for each thing, 1 when one of them is not well."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.app import run
from cli.serving.ports import HOST, free_port
from tests.mailing import deliver_to_folder
from tests.office import Office, office
from workflows.services.holding_back import hold_back
from workflows.services.sweeping import sweep
from workflows.settings import settings


@pytest.fixture
def given(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    settings.cache_clear()
    yield office(database, tmp_path)
    settings.cache_clear()


def examined(capsys: pytest.CaptureFixture[str], code: int) -> dict[str, Any]:
    assert run(["doctor", "--json"]) == code
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is (code == 0)
    return {check["name"]: check["ok"] for check in told["checks"]}


def test_an_installation_where_all_goes_is_well(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not examined(capsys, 1)["sweeps"], "nothing has ever swept"
    sweep(given.house)
    deliver_to_folder(given.house)
    assert all(examined(capsys, 0).values())
    assert run(["doctor"]) == 0
    assert "0 mails venter på at blive sendt" in capsys.readouterr().out


def test_what_is_not_well_is_told_apart(
    given: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(given.house)
    hold_back(given.house)
    monkeypatch.setenv("SAGSGANG_CLAMD_URL", f"tcp://{HOST}:{free_port()}")
    monkeypatch.setenv("SAGSGANG_BROKER_URL", f"redis://{HOST}:{free_port()}/0")
    settings.cache_clear()
    found = examined(capsys, 1)
    assert [name for name, well in found.items() if not well] == ["mail", "scanner", "broker"]
