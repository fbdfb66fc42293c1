"""`sagsgang deadline` computes a date from the municipality's own calendar, and says why."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.deadline import deadline
from tests.definitions.folders import norddjurs_in, replace_in
from workflows.engine.errors import WrongInput


def run(*arguments: str) -> Result:
    return CliRunner().invoke(deadline, arguments, catch_exceptions=True)


def test_easter_sunday_on_the_day_the_clock_is_moved() -> None:
    result = run("2027-02-28", "4 uger", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "date": "2027-03-28",
        "ends_before": "2027-03-28T22:00:00Z",
        "working_day": False,
        "next_working_day": "2027-03-30",
        "reasons": [
            (
                "4 uger fra 28-02-2027 er søndag 28-03-2027, 1. påskedag;"
                " foreslået: tirsdag 30-03-2027"
            ),
            "ikke hverdage mellem datoen og den foreslåede: mandag 29-03-2027 (2. påskedag)",
        ],
    }


def test_people_are_answered_in_danish() -> None:
    result = run("16-04-2024", "4 uger")
    assert result.stdout.splitlines() == [
        "til og med tirsdag den 14. maj 2024 kl. 23.59",
        "4 uger fra 16-04-2024 er tirsdag 14-05-2024, en hverdag",
    ]


def test_the_closed_days_of_the_municipality_are_not_worked() -> None:
    result = run("2023-12-22", "1 hverdag", "--json")
    assert json.loads(result.stdout)["date"] == "2023-12-27"
    assert json.loads(run("2024-06-04", "1 hverdag", "--json").stdout)["date"] == "2024-06-06"


def test_the_period_needs_no_quotation_marks() -> None:
    assert run("2024-05-01", "1", "måned").stdout == run("2024-05-01", "1 måned").stdout != ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("01/02/27", "4 uger"), "tvetydig"),
        (("31-02-2027", "4 uger"), "findes ikke"),
        (("2027-02-28", "4"), "mangler en enhed"),
        (("2027-02-28", "-4 uger"), "er negativ"),
        (("2027-02-28", "0 uger"), "er nul"),
        (("9999-12-20", "4 uger"), "uden for kalenderen"),
    ],
)
def test_wrong_input_is_left_to_the_command_line_to_report(
    arguments: tuple[str, ...], says: str
) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, WrongInput)
    assert says in str(result.exception)
    assert result.stdout == ""


def test_a_closed_day_that_moves_with_easter_is_named(tmp_path: Path) -> None:
    folder = norddjurs_in(tmp_path)
    replace_in(folder / "municipality.toml", '"06-05"', '"friday-after-ascension"')
    ended = subprocess.run(
        [sys.executable, "-m", "cli.app", "deadline", "2027-04-09", "4 uger"],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "SAGSGANG_DEFINITIONS": str(folder)},
        check=True,
        timeout=60,
    )
    assert ended.stdout.decode().splitlines()[1] == (
        "4 uger fra 09-04-2027 er fredag 07-05-2027, fredag efter Kristi himmelfartsdag;"
        " foreslået: mandag 10-05-2027"
    )
