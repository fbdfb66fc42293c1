"""`sagsgang import`: a case from an agenda item's text, on both databases."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cli.app import run
from tests.office import Office, office
from workflows.engine.commands.cases import ItemPart
from workflows.records.case_list import EVERYTHING, Viewer
from workflows.services.desk import case_page
from workflows.services.item_papers import item_paper
from workflows.services.papers import Bullets
from workflows.services.public_meetings import meeting_list
from workflows.services.replaying import replay_cases
from workflows.settings import settings

ITEMS = Path(__file__).resolve().parents[1] / "engine" / "agenda_items"
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
NAMES = sorted(path.name for path in ITEMS.glob("*.txt"))


@pytest.fixture
def given(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("SAGSGANG_DATABASE_URL", database)
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path))
    settings.cache_clear()
    opened = office(database, tmp_path)
    opened.go_to(2025, 3, 3, 8)
    yield opened
    settings.cache_clear()


def imported(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    code = run(["import", *words, "--json"])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return json.loads(said.out)


def page(given: Office, found: Any) -> Any:
    vera = given.officer("vera")
    return case_page(given.house, Viewer(vera.id, sees_closed=True), found["case"]["id"])


@pytest.mark.parametrize("name", NAMES)
def test_every_item_becomes_a_case_that_replays(
    name: str, given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(capsys, str(ITEMS / name), "--officer", "vera", "--route", _route(name))
    assert found["case"]["not_recorded"] == []
    (result,) = replay_cases(given.house)
    assert result.right, result
    assert page(given, found)


def test_several_items_of_one_meeting_are_imported_one_after_the_other(
    given: Office, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (ITEMS / "budgetopfoelgning.txt").read_text()
    for number in ("24/1000", "24/1001"):
        file = tmp_path / "punkt.txt"
        file.write_text(text.replace("24/1000", number))
        found = imported(capsys, str(file), "--officer", "vera")
        assert found["case"]["not_recorded"] == []
        assert [one.word for one in page(given, found).decisions] == ["anbefales", "godkendt"]


def test_the_attachments_of_a_text_are_listed_with_their_numbers(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(capsys, str(ITEMS / "friplejehjem.txt"), "--officer", "vera")
    shown = page(given, found)
    assert shown.imported_attachments == (
        "1 åben Udkast til aftale (20871/23, 3401123)",
        "2 lukket Oplysninger om leverandøren (20872/23, 3401124)",
    )
    told = item_paper(given.house, EVERYTHING, shown.facts.id).blocks
    assert Bullets(shown.imported_attachments) in told


def test_what_was_imported_is_told_once_and_published_by_nobody(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(capsys, str(ITEMS / "budgetopfoelgning.txt"), "--officer", "vera")
    shown = page(given, found)
    assert shown.text.text == "Tekst om budget."
    assert shown.imported_on == date(2025, 3, 3)
    assert meeting_list(given.house, 1).meetings == ()


def _route(name: str) -> str:
    return "MTU, høring, MTU, ØK, KB" if name == "klimaplan.txt" else ""


def test_decisions_stand_as_they_do_in_the_text_at_the_days_of_then(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(capsys, str(ITEMS / "friplejehjem.txt"))
    assert found["case"]["state"] == "closed"
    decided = page(given, found).decisions
    text = page(given, found).text
    assert text.parts == (ItemPart("Lovgrundlag", "Friplejeboligloven."),)
    assert "Friplejeboligloven" not in text.text
    assert [(one.body, one.decided_on, one.text) for one in decided] == [
        ("VPU", date(2023, 2, 8), "Tiltrådt."),
        ("ØK", date(2023, 2, 14), "Tiltrådt."),
        ("KB", date(2023, 2, 21), "Godkendt."),
    ]
    assert decided[2].remarks[0].text == "Venstre stemte imod."
    assert list(decided[2].absentees) == ["Jørn Abildgaard (A)", "Ditte Vinther"]


def test_a_deferral_a_second_meeting_and_a_dissent_are_walked_through(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(capsys, str(ITEMS / "svoemmehal.txt"), "--officer", "vera")
    assert (found["openness"], found["case"]["state"]) == ("closed", "closed")
    first, second = page(given, found).decisions
    assert (first.decided_on, second.decided_on) == (date(2024, 1, 17), date(2024, 2, 14))
    assert [remark.dissent for remark in second.remarks] == [False, False]


def test_a_hearing_held_before_is_passed_and_the_case_waits_for_the_next_body(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(capsys, str(ITEMS / "tabte_bogstaver.txt"))
    assert found["case"]["state"] == "oek-1.waiting"
    assert page(given, found).facts.route.line == "Høring, VPU, ØK, KB"


def test_a_body_that_decided_out_of_the_route_is_put_into_it(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "MTU, ØK, KB"
    found = imported(capsys, str(ITEMS / "legeplads.txt"), "--route", line)
    assert page(given, found).facts.route.line == "BUU, MTU, ØK, KB"


def test_a_decision_that_cannot_be_placed_is_kept_in_the_journal_and_said(
    given: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ITEMS / "friplejehjem.txt").read_text(encoding="utf-8")
    file = tmp_path / "punkt.txt"
    file.write_text(text.replace("i Økonomiudvalget", "i Udvalget for Fest"), encoding="utf-8")
    found = imported(capsys, str(file))
    assert found["case"]["not_recorded"] == [
        "Udvalget for Fest 2023-02-14: udvalget kendes ikke (Tiltrådt.)"
    ]
    last = page(given, found).journal[0]
    assert last.event == "case:imported"
    assert last.payload["not_recorded"] == found["case"]["not_recorded"]


@pytest.mark.skipif(not CASES.is_dir(), reason="the real cases are not beside the house")
def test_the_real_cases_are_recorded_as_they_stand(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, number in (("omu-13-9475", 0), ("omu-23-7776", 4), ("vpu-23-2079", 0)):
        found = imported(capsys, str(CASES / f"{name}.txt"))
        (read,), (stored,) = found["decisions"], page(given, found).decisions
        assert stored.text == read["text"]
        assert [point.text for point in stored.points] == [one["text"] for one in read["points"]]
        assert len(stored.points) == number
        assert len(stored.absentees) == len(read["absentees"])
        assert [one.text for one in stored.remarks] == [one["text"] for one in read["remarks"]]


def test_a_dry_run_writes_nothing_and_needs_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAGSGANG_DATA", str(tmp_path / "intet"))
    settings.cache_clear()
    found = imported(capsys, str(ITEMS / "legeplads.txt"), "--dry-run")
    settings.cache_clear()
    assert found["case"] is None
    assert found["decisions"][0]["decided_on"] == "2023-04-12"
    assert not (tmp_path / "intet").exists()


def test_what_is_not_sure_is_said_with_its_line(
    given: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(ITEMS / "legeplads.txt")]) == 0
    said = capsys.readouterr()
    assert "Sagen er ført ind" in said.out
    assert "Se efter: linje 11: punkterne gør hver sit" in said.err


def test_a_number_is_taken_once(given: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(ITEMS / "taxa.txt")]) == 0
    assert run(["import", str(ITEMS / "taxa.txt")]) == 2
    assert "2022-045612 er brugt" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xfe", b"Kun en linje"])
def test_what_is_no_item_is_wrong_input(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "punkt.txt"
    file.write_bytes(content)
    assert run(["import", str(file), "--dry-run"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_a_file_that_is_not_there_is_wrong_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "findes-ikke.txt"]) == 2
    assert "findes ikke" in capsys.readouterr().err
