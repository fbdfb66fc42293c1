"""`sagsgang route` reads a line from an agenda and shows the machine that it is."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.app import run
from definitions import read
from workflows.engine.vocabulary import Trigger
from workflows.settings import DEFAULT_DEFINITIONS

LONG = "BUU, høring, BUU, ØK, KB"


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command answers on stdout; nothing is said on stderr."""
    assert run(["route", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def document(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(asked(capsys, *words, "--json"))


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """The lines on stderr of a command that exits 2 with nothing on stdout."""
    assert run(["route", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err.splitlines()


def test_people_are_shown_the_steps_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "Sagsgang: buu -> i høring -> BUU / ØK og kommunalbestyrelsen").split(
        "\n"
    ) == [
        "BUU, høring, BUU, ØK, KB",
        "",
        "Udarbejdelse",
        "1. Børne- og Ungdomsudvalget",
        "2. Høring",
        "3. Børne- og Ungdomsudvalget",
        "4. Økonomiudvalget",
        "5. Kommunalbestyrelsen",
        "Afsluttet",
        "",
    ]


def test_programs_are_told_line_and_steps(capsys: pytest.CaptureFixture[str]) -> None:
    told = document(capsys, LONG)
    assert set(told) == {"line", "case_type", "notes", "steps", "states", "transitions"}
    assert told["notes"] == []
    assert told["line"] == LONG
    assert told["steps"] == [
        {"key": key, "kind": kind, "body": body, "title": title}
        for key, kind, body, title in [
            ("buu-1", "meeting", "BUU", "Børne- og Ungdomsudvalget"),
            ("hearing-1", "hearing", None, "Høring"),
            ("buu-2", "meeting", "BUU", "Børne- og Ungdomsudvalget"),
            ("oek-1", "meeting", "ØK", "Økonomiudvalget"),
            ("kb-1", "meeting", "KB", "Kommunalbestyrelsen"),
        ]
    ]


def test_a_date_in_the_line_is_left_out_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    said = "tegn 4: »09.01.2024« er udeladt; "
    told = document(capsys, "ØK 09.01.2024, KB")
    assert told["line"] == "ØK, KB"
    assert [note.startswith(said) for note in told["notes"]] == [True]
    assert f"\nAfsluttet\n\nBemærk: {said}" in asked(capsys, "ØK 09.01.2024, KB")


def test_programs_are_told_states_and_transitions(capsys: pytest.CaptureFixture[str]) -> None:
    told = document(capsys, LONG)
    assert told["states"][:4] == ["drafting", "buu-1.waiting", "buu-1.on_agenda", "buu-1.decided"]
    assert told["states"][-4:] == ["on_hold", "withdrawn", "joined", "closed"]
    moves = told["transitions"]
    assert all(set(move) == {"trigger", "source", "dest", "word"} for move in moves)
    assert {move["trigger"] for move in moves} == {trigger.value for trigger in Trigger}
    assert {move["source"] for move in moves} == set(told["states"]) - {"joined"}
    assert {move["dest"] for move in moves} <= set(told["states"])
    assert {
        "trigger": "take_effect",
        "source": "kb-1.decided",
        "dest": "closed",
        "word": "godkendt",
    } in moves
    assert {
        "trigger": "hold",
        "source": "hearing-1.preparing",
        "dest": "on_hold",
        "word": None,
    } in moves


def test_the_words_are_those_of_the_case_type(capsys: pytest.CaptureFixture[str]) -> None:
    types = read(DEFAULT_DEFINITIONS).case_types
    for name, case_type in types.items():
        told = document(capsys, "OMU", "--case-type", name)
        words = {move["word"] for move in told["transitions"]} - {None}
        assert words
        assert words < {word.code for word in case_type.words}
    assert document(capsys, LONG) == document(capsys, LONG, "--case-type", "politisk-sag")


def test_the_picture_is_mermaid(capsys: pytest.CaptureFixture[str]) -> None:
    drawn = asked(capsys, "høring, ØK", "--mermaid")
    assert drawn.startswith("stateDiagram-v2\n")
    assert drawn.endswith("    closed --> [*]\n")
    assert "hearing_1_open --> oek_1_waiting" in drawn


def test_one_form_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(refused(capsys, "KB", "--json", "--mermaid")) == 1


def test_each_unknown_word_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(capsys, "BUUU, høring, KB, Kommunalbestyrelss")
    assert told == [
        "tegn 1: »BUUU« kendes ikke; mente du BUU (Børne- og Ungdomsudvalget)?",
        "tegn 19: »Kommunalbestyrelss« kendes ikke; mente du KB (Kommunalbestyrelsen)?",
    ]


@pytest.mark.parametrize(
    "line", ["", "   ", " , / →", "Sagsgang:", "\x00", "😀", "{{7*7}}", "x" * 10_000, "KB," * 41]
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--mermaid"]])
def test_a_hostile_line_is_one_fault(
    line: str, form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(capsys, line, *form)
    assert len(told) == 1
    assert told[0].isprintable()
    assert len(told[0]) < 400


def test_two_hearings_in_a_row_are_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "BUU, høring, høring") == [
        "trin 2 og 3 er begge høring; et udvalg eller råd må stå imellem"
    ]


def test_a_case_type_without_hearings_goes_by_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "Høring, KB", "--case-type", "orienteringssag") == [
        "sagsgangen har en høring, men sagstypen Orienteringssag har ingen slags høringer"
        " — skriv sagsgangen uden høring, eller opret sagen med en anden sagstype"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "findes-ikke",
        "",
        "Politisk-sag",
        "../norddjurs",
        "\x1b[31m",
        "a\nb\u2028c",
        "x" * 999,
    ],
)
def test_an_unknown_case_type_is_told_those_that_there_are(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (told,) = refused(capsys, "KB", "--case-type", name)
    assert told.isprintable()
    assert told.endswith(", ".join(read(DEFAULT_DEFINITIONS).case_types))


def test_nothing_but_the_document_is_on_stdout() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "cli.app", "route", "Sagsforløb:\nHøring, VPU, ØK, KB", "--json"],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0
    assert ended.stderr == b""
    told = json.loads(ended.stdout.decode())
    assert [step["key"] for step in told["steps"]] == ["hearing-1", "vpu-1", "oek-1", "kb-1"]
