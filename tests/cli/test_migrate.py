"""`sagsgang migrate` makes, updates and refuses databases, and never shows a password."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from cli.app import run
from workflows.records.database import open_database, unit_of_work
from workflows.records.schema import require_schema
from workflows.records.wording.unreached import why_unreached
from workflows.settings import settings


@pytest.fixture(autouse=True)
def _fresh_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "var"))
    settings.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def _old_settings_back() -> object:
    yield
    settings.cache_clear()


def test_an_empty_folder_gets_a_database_and_the_second_time_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["migrate"]) == 0
    assert capsys.readouterr().out == "Databasen er bragt til nyeste skema.\n"
    require_schema(open_database(f"sqlite:///{tmp_path}/var/sagsgang.db"))
    assert run(["migrate"]) == 0
    assert capsys.readouterr().out == "Databasen er allerede ny.\n"


def test_a_database_that_cannot_be_reached_is_a_missing_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", "postgresql://sag:hemmelig@127.0.0.1:1/sag")
    assert run(["migrate"]) == 3
    said = capsys.readouterr().err
    assert "sag:***@127.0.0.1" in said
    assert "hemmelig" not in said
    assert len(said.splitlines()) == 1


def _refused(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", url)
    settings.cache_clear()
    assert run(["migrate"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert "hemmelig" not in line
    where, said = line.split(" kan ikke bruges: ")
    assert where.startswith("Databasen postgresql+psycopg://")
    return said


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("127.0.0.1:1/sag", "ingen svarer der — start PostgreSQL, eller ret vært og port"),
        ("db.invalid/sag", "værten kendes ikke — ret dens navn"),
        ("/sag?host=/findes/ikke", "der er ingen server på den sti — start PostgreSQL"),
        ("127.0.0.1:1/sag?sllmode=require", "adressen har et tilvalg, der ikke findes"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_danish(
    where: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _refused(f"postgresql://sag:hemmelig@{where}", monkeypatch, capsys).startswith(says)


def test_what_a_server_refuses_is_told_in_danish(
    postgres: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = make_url(postgres)
    nobody = here.set(username="findes-ikke", password="hemmelig")
    nowhere = here.set(database="findes-ikke")
    for url, says in (
        (nobody, "serveren afviser brugernavn eller adgangskode — ret dem"),
        (nowhere, "serveren har ingen database af det navn — opret den, eller ret navnet"),
    ):
        shown = url.render_as_string(hide_password=False)
        assert _refused(shown, monkeypatch, capsys) == says


def test_what_the_driver_says_otherwise_is_one_line_without_the_password() -> None:
    url = make_url("postgresql+psycopg://sag:hemmelig@vaert/sag")
    assert why_unreached('noget "hemmelig"\n uventet', url) == 'noget "***" uventet'


def test_a_file_that_is_no_database_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "brev.db").write_text("Kære Handicapråd, " * 500)
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", f"sqlite:///{tmp_path}/brev.db")
    assert run(["migrate"]) == 3
    assert "brev.db kan ikke bruges: filen er ikke en" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", f"sqlite:///{tmp_path}/ingen/sag.db")
    assert run(["migrate"]) == 3
    assert "kan ikke bruges: filen kan ikke åbnes — findes mappen" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["migrate"], ["verify"], ["replay", "--all"], ["sweep", "--once"]]
)
def test_a_schema_newer_than_the_program_is_refused(
    database: str,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    with unit_of_work(open_database(database)) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert run(command) == 3
    assert "Databasen er på 9999, som er nyere end dette program" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["verify"], ["replay", "--all"], ["sweep", "--once"]])
def test_a_database_without_schema_is_refused_with_the_way_out(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "var").mkdir()
    assert run(command) == 3
    assert "kør »sagsgang migrate«" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["migrate"], ["verify"], ["sweep", "--once"]])
@pytest.mark.parametrize(
    ("spoil", "count"),
    [
        ("DELETE FROM alembic_version", 0),
        ("INSERT INTO alembic_version (version_num) VALUES ('0000')", 2),
    ],
)
def test_a_database_that_does_not_say_its_one_version_is_refused(
    database: str,
    command: list[str],
    spoil: str,
    count: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    with unit_of_work(open_database(database)) as connection:
        connection.execute(text(spoil))
    assert run(command) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Databasen har tabeller, men alembic_version har {count} versioner")
