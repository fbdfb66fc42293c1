"""An officer's readings of a closed case are noted: once for a while, and of no other case."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.office import Office, office
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Openness, Reading
from workflows.records.officer_reads import ReadAt, officers_reads_of
from workflows.services.cases import NewCase, open_case
from workflows.services.noting_reads import note_reading


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def case_of(opened: Office, username: str, openness: Openness = Openness.CLOSED) -> str:
    officer = opened.officer(username)
    new = NewCase("Strategi", "politisk-sag", "Høring, VPU, ØK, KB", openness)
    return open_case(opened.house, new, officer.id, Actor("officer", officer.name, officer.id))


def read(opened: Office, username: str, case: str, what: Reading, path: str = "") -> None:
    note_reading(opened.house, opened.officer(username), ReadAt.CASE, case, what, path)


def log(opened: Office, case: str, most: int = 9) -> list[tuple[str, Reading, str]]:
    with opened.house.database.connect() as connection:
        return [(r.reader, r.what, r.path) for r in officers_reads_of(connection, case, most)]


def test_a_reading_is_noted_once_for_a_while_by_whom_and_of_what(opened: Office) -> None:
    case = case_of(opened, "maja")
    for _ in range(3):
        read(opened, "maja", case, Reading.CASE)
    assert log(opened, case) == [("Maja Holt", Reading.CASE, "")]
    opened.go_to(2023, 11, 1, 8, 3)
    read(opened, "vera", case, Reading.CASE)
    opened.go_to(2023, 11, 1, 8, 4)
    for file in ("/a", "/b", "/a"):
        read(opened, "vera", case, Reading.FILE, file)
    opened.go_to(2023, 11, 1, 8, 6)
    read(opened, "maja", case, Reading.CASE)
    told = log(opened, case)
    assert told[0] == ("Maja Holt", Reading.CASE, "")
    assert sorted(told[1:3]) == [("Vera Vang", Reading.FILE, file) for file in ("/a", "/b")]
    assert told[3:] == [("Vera Vang", Reading.CASE, ""), ("Maja Holt", Reading.CASE, "")]
    assert log(opened, case, 2) == told[:2]


def test_what_is_open_not_there_or_not_to_be_seen_is_not_noted(opened: Office) -> None:
    open_one, closed = case_of(opened, "maja", Openness.OPEN), case_of(opened, "maja")
    read(opened, "maja", open_one, Reading.CASE)
    read(opened, "bo", closed, Reading.CASE)
    for nothing in (str(uuid4()), "ikke-en-sag"):
        read(opened, "vera", nothing, Reading.CASE)
    assert log(opened, open_one) == log(opened, closed) == []


@pytest.mark.parametrize("at", list(ReadAt))
def test_whatever_names_a_case_can_be_looked_up(opened: Office, at: ReadAt) -> None:
    case = case_of(opened, "maja")
    note_reading(opened.house, opened.officer("maja"), at, case, Reading.TITLE)
    assert [what for _, what, _ in log(opened, case)] == [Reading.TITLE] * (at is ReadAt.CASE)
