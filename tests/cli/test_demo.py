"""The demo as anyone runs it, then the installation that is started on what it left."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection, text

from cli.serving.ports import free_port
from tests.waiting import until
from workflows.records.database import open_database, unit_of_work
from workflows.services.installation import install
from workflows.services.replaying import replay_cases
from workflows.services.verifying import verify
from workflows.settings import read_settings

STORIES = {
    "23/2079": [
        ("VPU", "2023-12-20", "tiltraadt"),
        ("ØK", "2024-01-09", "tiltraadt"),
        ("KB", "2024-01-16", "godkendt"),
    ],
    "24/1180": [
        ("BUU", "2024-04-25", "udsat"),
        ("BUU", "2024-05-23", "sendt_i_hoering"),
        ("BUU", "2024-08-22", "anbefales"),
        ("ØK", "2024-09-10", "anbefales"),
        ("KB", "2024-09-17", "godkendt"),
    ],
    "24/2871": [
        ("BUU", "2024-10-24", "sendt_i_hoering"),
        ("BUU", "2024-12-19", "hjemvist"),
        ("BUU", "2025-01-23", "sendt_i_hoering"),
        ("BUU", "2025-03-27", "godkendt"),
        ("KB", "2025-04-15", "godkendt"),
    ],
}
"""What was decided in each case: body, day and word."""

PATIENCE = 150
SERVED_WITHIN = 60


@pytest.fixture
def left(database: str, tmp_path: Path) -> dict[str, str]:
    """The environment of an installation that the demo was played into."""
    environment = os.environ | {
        "SAGSGANG_ENV": "development",
        "SAGSGANG_DATA": str(tmp_path / "data"),
        "SAGSGANG_DATABASE_URL": database,
    }
    played = subprocess.run(
        [sys.executable, "-m", "cli.app", "demo", "--data", str(tmp_path / "data"), "--json"],
        env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert played.returncode == 0, played.stderr
    _check_the_story(played.stdout, played.stderr)
    return environment


def test_the_demo_plays_to_its_end_and_its_installation_can_be_browsed(
    left: dict[str, str], database: str
) -> None:
    engine = open_database(database)
    with engine.connect() as connection:
        _check_what_was_left(connection)
    engine.dispose()
    house = install(
        read_settings(env="development", data=Path(left["SAGSGANG_DATA"]), database_url=database)
    )
    assert all(not one.faults for one in verify(house))
    assert all(one.right for one in replay_cases(house))
    house.database.dispose()
    # Once: its pages are tried on both, and so is what an outside database means to `serve`.
    if engine.dialect.name == "sqlite":
        with _served(left) as (said, end):
            _click_the_links(said())
            assert end() == 0
    _cut_the_end_of(database, "24/1180")
    checked = _sagsgang(left, "verify")
    assert checked.returncode == 1
    assert "24/1180: linje" in checked.stdout
    assert "stod uden for databasen" in checked.stdout


def _check_the_story(told: str, progress: str) -> None:
    story = json.loads(told)["story"]
    counts = re.findall(r"^\[ ?(\d+)/(\d+)\]", progress, re.MULTILINE)
    assert len(counts) == len(story)
    assert counts[-1][0] == counts[-1][1], "the last scene is the last that was counted"
    assert {scene["case"] for scene in story} >= {"23/2079", "24/1180"}


def _cut_the_end_of(database: str, number: str) -> None:
    """As somebody would who knows how: the case's head is then that of the line before."""
    engine = open_database(database)
    with unit_of_work(engine) as connection:
        (case, last) = connection.execute(
            text("SELECT id, seq FROM cases WHERE number = :number"), {"number": number}
        ).one()
        for statement in (
            "DELETE FROM journal_payloads WHERE case_id = :id AND seq = :last",
            "DELETE FROM journal WHERE case_id = :id AND seq = :last",
            "UPDATE cases SET seq = :last - 1, head_hash ="
            " (SELECT hash FROM journal WHERE case_id = :id AND seq = :last - 1) WHERE id = :id",
        ):
            connection.execute(text(statement), {"id": case, "last": last})
    engine.dispose()


def _check_what_was_left(connection: Connection) -> None:
    def column(sql: str) -> list[object]:
        return list(connection.execute(text(sql)).scalars())

    assert column("SELECT * FROM clock") == []
    statuses = set(column("SELECT DISTINCT status FROM v_message"))
    assert statuses <= {"sent", "skipped", "gathered"}
    told = "SELECT status FROM v_message WHERE kind = 'digest'"
    assert set(column(told)) == {"sent"}, "the officer was told of it in one mail a day"
    waiting = "SELECT kind FROM messages WHERE status = 'gathered' AND digest_id IS NULL"
    assert column(waiting) == []
    pending = column("SELECT due_at FROM v_deadline WHERE status = 'pending'")
    assert pending
    assert all(_instant(due) > datetime.now(UTC) for due in pending)
    strategy = "case_id = (SELECT case_id FROM v_case WHERE number = '23/2079')"
    answers = "party_id IN (SELECT party_id FROM v_party WHERE " + strategy + ")"
    assert len(column(f"SELECT receipt FROM v_response WHERE {answers}")) == 6
    silent = column(f"SELECT body FROM v_party WHERE {strategy} AND status = 'silent'")
    assert silent == ["LMU Skovstjernen"]
    finished = (
        "SELECT DISTINCT v_case.number FROM finished_reports JOIN v_case"
        " ON v_case.case_id = finished_reports.case_id"
    )
    assert set(column(finished)) == {"23/2079", "24/1180", "24/2871"}
    assert len(column("SELECT id FROM publications")) == 12
    ended = "SELECT number FROM v_case WHERE state = 'closed' ORDER BY number"
    assert column(ended) == ["13/9475", "23/2079", "23/7776", "24/1", "24/1180", "24/2871"]
    for number, told in STORIES.items():
        assert _decided(connection, number) == told
    remarks = column(
        "SELECT remarks.text FROM remarks JOIN decisions ON decisions.id = decision_id"
        f" WHERE {strategy} AND body = 'VPU'"
    )
    assert len(remarks) == 1
    assert _events(connection, "24/1180").count("hearing:extended") == 1
    called_in = _events(connection, "24/2871")
    assert called_in.count("hearing:opened") == 2
    assert "decision:called_in" in called_in
    joint = (
        "SELECT joint_parties.id FROM joint_parties JOIN parties ON parties.id = party_id"
        f" WHERE {strategy}"
    )
    assert len(column(joint)) == 1
    (promised,) = column("SELECT case_id FROM follow_ups")
    assert column(f"SELECT number FROM v_case WHERE case_id = '{promised}'") == ["24/1"]
    assert column("SELECT phase FROM hearings WHERE phase = 'open'") == ["open"]


def _decided(connection: Connection, number: str) -> list[tuple[str, str, str]]:
    """Body, day and word of every decision in a case."""
    rows = connection.execute(
        text(
            "SELECT body, decided_on, word FROM decisions JOIN v_case USING (case_id)"
            " WHERE number = :number ORDER BY recorded_at"
        ),
        {"number": number},
    )
    return [(body, str(day), word) for body, day, word in rows]


def _events(connection: Connection, number: str) -> list[str]:
    rows = connection.execute(
        text("SELECT event FROM v_journal JOIN v_case USING (case_id) WHERE number = :number"),
        {"number": number},
    )
    return [event for (event,) in rows]


def _instant(value: object) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def _sagsgang(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.app", *words],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@contextmanager
def _served(
    environment: dict[str, str],
) -> Iterator[tuple[Callable[[], str], Callable[[], int]]]:
    """`sagsgang serve` on it; what it said once it was up, and how to end it in ten seconds."""
    data = Path(environment["SAGSGANG_DATA"])
    output = data.parent / "served.txt"
    with output.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli.app", "serve", "--port", str(free_port())],
            env=environment, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def up() -> str:
        assert process.poll() is None, output.read_text()
        told = output.read_text()
        return told if "Data og log" in told else ""

    def end() -> int:
        process.send_signal(signal.SIGTERM)
        return process.wait(timeout=10)

    try:
        yield lambda: until(up, SERVED_WITHIN), end
    finally:
        process.kill()
        process.wait()


def _click_the_links(told: str) -> None:
    links = re.findall(r"https?://\S+", told)
    answer = next(link for link in links if "/svar/" in link)
    sign_in = next(link for link in links if "/log-ind/" in link)
    with httpx.Client(follow_redirects=True) as browser:
        page = browser.get(answer)
        assert page.status_code == 200
        assert "Handleplan for strategien" in page.text
        assert browser.get(sign_in).status_code == 200
        until(lambda: browser.get(page.url.join("/health")).json()["status"] == "ok")
    for link in links:
        if "/log-ind/" not in link:
            assert httpx.get(link, follow_redirects=True).status_code == 200, link
