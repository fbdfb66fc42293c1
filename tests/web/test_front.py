"""The front page: what waits for the officer, what waits for others, and when it is late."""

import re

from tests.desk import ON_SQLITE, Desk, words
from tests.office import Office
from tests.web.test_cases import meeting_of, new_case, opened_hearing

pytestmark = ON_SQLITE


def section(page: str, title: str) -> str:
    """What stands under a heading; nothing where there is no such heading."""
    found = re.search(rf'<h2 id="{title}-title">.*?</section>', page, re.DOTALL)
    return words(found[0]) if found else ""


def test_a_new_officer_has_nothing_to_do(opened: Office, maja: Desk) -> None:
    said = words(maja.read("/"))
    assert "Godt at se dig, Maja" in said
    assert "Onsdag den 1. november 2023" in said
    assert "Intet venter på dig." in said
    assert "Voksen- og Plejeudvalget" in section(maja.page, "meetings")


def test_a_case_goes_from_the_officer_to_others_and_back(opened: Office, maja: Desk) -> None:
    case = new_case(maja, number="23/8", route="VPU, KB")
    told = section(maja.read("/"), "mine")
    assert "Strategi for frivillighed 23/8" in told
    assert "Skriv sagen, og send den videre" in told
    maja.read(case)
    maja.do("submit")
    told = section(maja.read("/"), "mine")
    assert "Sæt på en dagsorden" in told
    assert "Næste dagsorden lukker om" in told
    maja.read(case)
    maja.do("put_on_agenda", meets_on="2023-11-22")
    assert section(maja.read("/"), "mine").endswith("Intet venter på dig.")
    assert "Mødet er om 21 dage, 22-11-2023" in section(maja.page, "others")
    opened.go_to(2023, 11, 25, 9)
    told = section(maja.read("/"), "mine")
    assert "Mødet var for 3 dage siden, 22-11-2023 Skriv beslutningen" in told
    assert '<li class="late">' in maja.page
    maja.read(f"{case}/handling/decide")
    maja.send(word="tiltraadt", text="Tiltrådt.")
    assert "Luk mødet" in section(maja.read("/"), "mine")
    assert f'href="{meeting_of(opened)}"' in maja.page


def test_a_hearing_tells_how_many_have_answered(opened: Office, maja: Desk, bo: Desk) -> None:
    new_case(maja, number="23/8")
    hearing = opened_hearing(maja)
    told = "0 af 3 har svaret · Svarfrist om 21 dage, 22-11-2023"
    assert told in section(maja.read("/"), "others")
    form = re.findall(r'href="([^"]+/svar/[^"]+)"', maja.read(hearing))[0]
    maja.read(form)
    maja.send(stance="supports", channel="phone", day="2023-11-01", time="9.00")
    assert "1 af 3 har svaret" in section(maja.read("/"), "others")
    assert "Strategi" not in bo.read("/"), "it is not his"


def test_a_case_that_rests_is_not_forgotten(opened: Office, maja: Desk) -> None:
    new_case(maja, number="23/8")
    maja.do("hold", reason="Ferie")
    assert "Strategi for frivillighed 23/8" in section(maja.read("/"), "resting")
