"""The page that hands a case over, and what becomes of whoever sees it no more."""

from tests.desk import ON_SQLITE, Desk, words
from tests.office import Office
from tests.web.test_cases import new_case

pytestmark = ON_SQLITE


def test_a_case_is_handed_over_with_a_word_of_why(opened: Office, maja: Desk, bo: Desk) -> None:
    case = new_case(maja)
    maja.read(f"{case}/overdrag")
    maja.send(status=422, officer="", reason="Jeg går på barsel.")
    assert maja.form()["reason"] == "Jeg går på barsel."
    maja.send(officer=opened.officer("bo").id)
    assert maja.path == case
    assert "Ansvarlig: Bo Bilde" in words(maja.page)
    assert "Begrundelse: Jeg går på barsel." in words(maja.tab("journal"))
    assert "Strategi for frivillighed" in words(bo.read("/"))
    assert "Strategi for frivillighed" not in words(maja.read("/"))


def test_who_sees_the_closed_case_no_more_is_led_to_the_list(opened: Office, maja: Desk) -> None:
    case = new_case(maja, openness="closed")
    maja.read(f"{case}/overdrag")
    maja.send(officer=opened.officer("bo").id)
    assert maja.path == "/sager"
    maja.read(case, 404)
