"""A case is handed over: who is responsible, who is told, who sees it, what the journal says."""

from pathlib import Path

import pytest

from tests.office import Office, office
from tests.services.test_case_readers import actor, case_of
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Openness
from workflows.services.acting import Done
from workflows.services.desk import case_page, viewer
from workflows.services.errors import NotFound, StaleVersion
from workflows.services.handing_over import hand_over
from workflows.services.replaying import replay_cases
from workflows.services.verifying import verify


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


def handed(opened: Office, case: str, to: str, by: str = "maja", version: int = 1) -> Done:
    officer = opened.officer(to).id
    return hand_over(
        opened.house, case, officer, "Ferie", actor(opened, by), expected_version=version
    )


def test_the_new_one_is_responsible_and_told(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    handed(opened, case, "bo")
    page = case_page(opened.house, viewer(opened.officer("bo")), case)
    assert page.facts.officer.name == "Bo Bilde"
    assert page.journal[0].payload["responsible"] == "Bo Bilde"
    assert (page.journal[0].payload["before"], page.journal[0].payload["reason"]) == (
        "Maja Holt",
        "Ferie",
    )
    with opened.house.database.connect() as connection:
        rows = connection.exec_driver_sql("SELECT recipient, kind, status FROM messages").fetchall()
    assert [tuple(row) for row in rows] == [("bo@norddjurs.example", "officer", "gathered")]
    assert all(one.right for one in replay_cases(opened.house))
    assert not [one for one in verify(opened.house) if one.faults]


def test_who_takes_a_case_is_not_told_of_it(opened: Office) -> None:
    case = case_of(opened, Openness.OPEN)
    handed(opened, case, "bo", by="bo")
    with opened.house.database.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM messages").scalar() == 0


def test_a_closed_case_is_then_seen_by_the_new_one_alone(opened: Office) -> None:
    case = case_of(opened)
    handed(opened, case, "bo")
    assert case_page(opened.house, viewer(opened.officer("bo")), case).facts.id == case
    with pytest.raises(NotFound):
        case_page(opened.house, viewer(opened.officer("maja")), case)


def test_nobody_the_same_one_and_a_case_that_moved_are_refused(opened: Office) -> None:
    case = case_of(opened)
    with pytest.raises(WrongInput, match="allerede ansvarlig"):
        handed(opened, case, "maja")
    with pytest.raises(WrongInput, match="vælg"):
        hand_over(opened.house, case, "", "", actor(opened, "maja"))
    handed(opened, case, "vera")
    with pytest.raises(StaleVersion):
        handed(opened, case, "bo")
