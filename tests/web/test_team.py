"""The page of a department: what waits for a colleague, and by when."""

import pytest

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import new_case
from tests.web.test_front import section
from workflows.engine.errors import WrongInput
from workflows.services.accounts import place_in_department

pytestmark = ON_SQLITE

PLAN = "Plan og Miljø"


def placed(opened: Office, *usernames: str) -> None:
    for username in usernames:
        place_in_department(opened.house, opened.officer(username).id, PLAN)


def test_colleagues_see_what_waits_for_each_other(opened: Office, maja: Desk, bo: Desk) -> None:
    placed(opened, "maja", "bo")
    new_case(maja, number="23/8", route="VPU, KB")
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-22")
    assert f'<a href="/afdeling">{PLAN}</a>' in bo.read("/")
    told = section(bo.read("/afdeling"), "others")
    assert "Strategi for frivillighed 23/8 · Maja Holt" in told
    assert "Mødet er om 21 dage, 22-11-2023" in told
    opened.go_to(2023, 11, 25, 9)
    told = section(bo.read("/afdeling"), "theirs")
    assert "Skriv beslutningen" in told
    assert '<li class="late">' in bo.page
    assert "Strategi" not in maja.read("/afdeling"), "it is her own"
    listed = words(bo.read("/sager?vis=alle&afdeling=Plan+og+Milj%C3%B8"))
    assert "Strategi for frivillighed" in listed
    assert "Strategi" not in words(bo.read("/sager?vis=alle&afdeling=Sundhed+og+Omsorg"))


def test_a_closed_case_stays_closed_to_colleagues(opened: Office, bo: Desk, address: str) -> None:
    placed(opened, "vera", "bo")
    with desk_of(opened, address, "vera") as vera:
        new_case(vera, "Lukket navn", number="23/9", openness="closed")
    assert "Lukket navn" not in bo.read("/afdeling")
    assert "23/9" not in words(bo.page)
    assert "23/9" not in words(bo.read("/sager?vis=alle&afdeling=Plan+og+Milj%C3%B8"))


def test_who_belongs_to_none_is_told_so(opened: Office, maja: Desk) -> None:
    assert "/afdeling" not in maja.read("/")
    assert "Du hører ikke til en afdeling her" in words(maja.read("/afdeling"))


def test_a_department_is_one_of_the_definitions(opened: Office) -> None:
    with pytest.raises(WrongInput, match='afdelingen "Plan" står ikke i'):
        place_in_department(opened.house, opened.officer("maja").id, "Plan")
    place_in_department(opened.house, opened.officer("maja").id, "")
