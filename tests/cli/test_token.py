"""`sagsgang token create` gives a token once, to an officer who is there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.app import run
from workflows.services.api_tokens import caller
from workflows.services.installation import Installation, install
from workflows.services.signin import NewOfficer, add_officer
from workflows.settings import settings


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, database: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation with three officers, two of them of the same name."""
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    settings.cache_clear()
    made = install(settings())
    for username, name in (("maja", "Maja Holt"), ("bo1", "Bo Dam"), ("bo2", "Bo Dam")):
        add_officer(made, NewOfficer(username, name, f"{username}@norddjurs.example"))
    yield made
    made.database.dispose()
    settings.cache_clear()


@pytest.mark.parametrize("name", ["maja", "Maja Holt", " MAJA "])
def test_the_token_is_the_officers_and_printed_alone(
    house: Installation, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["token", "create", "--officer", name]) == 0
    token = capsys.readouterr().out.removesuffix("\n")
    assert len(token.split()) == 1
    found = caller(house, token)
    assert found is not None
    assert found.username == "maja"


def test_each_token_is_another_and_json_is_one_document(
    house: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = set()
    for _ in range(2):
        assert run(["token", "create", "--officer", "bo1", "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
        assert document["officer"] == "bo1"
        tokens.add(document["token"])
    assert len(tokens) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ingen", "er ingen sagsbehandler"),
        ("Bo Dam", "er flere — skriv brugernavnet: bo1, bo2"),
        ("", "er ingen sagsbehandler"),
        ("a\nb\x1b[31m", "er ingen sagsbehandler"),
    ],
)
def test_nobody_gets_a_token_for_an_officer_who_is_not_clear(
    house: Installation, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert run(["token", "create", "--officer", name]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert len(shown.err.splitlines()) == 1
    assert "\x1b" not in shown.err


def test_without_an_officer_or_a_database_there_is_no_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "nothing"))
    settings.cache_clear()
    assert run(["token", "create"]) == 2
    assert run(["token", "create", "--officer", "maja"]) == 3
    assert "Traceback" not in capsys.readouterr().err
    settings.cache_clear()
