"""`sagsgang timetable`: plans both ways, in words and as JSON, and what it refuses."""

import json

import pytest

from cli.app import run

LINE = "BUU, høring, BUU, ØK, KB"


def test_backward_from_the_councils_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timetable", LINE, "--council", "2027-03-16", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["begins_on"], told["ends_on"]) == ("2026-12-07", "2027-03-16")
    assert [step["key"] for step in told["steps"]] == [
        "buu-1",
        "hearing-1",
        "buu-2",
        "oek-1",
        "kb-1",
    ]
    assert told["steps"][1]["ends_on"] == "2027-02-12"
    assert all(step["reasons"] for step in told["steps"])


def test_forward_in_words_with_the_exact_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timetable", LINE, "--start", "24-11-2026"]) == 0
    told = capsys.readouterr().out
    assert "Sagen er klar tirsdag den 24. november 2026 (" in told
    assert "Høring: sendes fredag den 18. december 2026, svarfrist fredag den 15. januar" in told
    assert "Kommunalbestyrelsen: møde tirsdag den 16. februar 2027; på dagsordenen senest" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([LINE], "skriv enten --start eller --council"),
        ([LINE, "--start", "2027-01-01", "--council", "2027-01-19"], "skriv enten --start"),
        ([LINE, "--council", "2027-03-17"], "de nærmeste er 16-02-2027 og 16-03-2027"),
        ([LINE, "--start", "31-02-2027"], "findes ikke"),
        (["BUU, XYZ", "--start", "2027-01-01"], "XYZ"),
        ([LINE, "--start", "2027-01-01", "--case-type", "nej"], "Sagstypen »nej« findes ikke"),
        ([LINE, "--start", "9999-12-31"], "9999"),
    ],
)
def test_what_cannot_be_planned_is_told_on_one_line(
    capsys: pytest.CaptureFixture[str], given: list[str], told: str
) -> None:
    assert run(["timetable", *given]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert told in lines[0]
