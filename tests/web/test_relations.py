"""The page that relates a case to another, and what the pages of both then say."""

from tests.desk import ON_SQLITE, Desk, words
from tests.web.test_cases import new_case

pytestmark = ON_SQLITE


def test_cases_are_related_by_number(maja: Desk, bo: Desk) -> None:
    first = new_case(maja)
    second = new_case(maja, title="Ny skole")
    maja.read(f"{first}/tilknyt")
    maja.send("/tilknyt", status=422, number="99/1", tie="follows_up")
    assert "Der er ingen sag 99/1, som du kan se" in words(maja.page)
    assert maja.form("/tilknyt")["number"] == "99/1"
    maja.send("/tilknyt", number="23/2", tie="follows_up")
    assert "Følger op på sag 23/2 Ny skole" in words(maja.read(first))
    assert "Følges op af sag 23/1 Strategi for frivillighed" in words(bo.read(second))
    assert "Følges op af Sag 23/1" in words(bo.tab("journal"))
    bo.read(f"{second}/tilknyt")
    assert "Ingen, som du kan se" in words(bo.send("/fjern"))
    assert "Ny skole" not in words(maja.read(first))


def test_a_closed_case_is_on_no_page_of_who_may_not_see_it(maja: Desk, bo: Desk) -> None:
    first = new_case(maja)
    new_case(maja, title="Køb af grunden", openness="closed")
    maja.read(f"{first}/tilknyt")
    maja.send("/tilknyt", number="23/2", tie="belongs_with")
    assert "Køb af grunden" in words(maja.read(first))
    for path in ("", "/tilknyt", "/journal"):
        page = words(bo.read(f"{first}{path}"))
        assert "Køb af grunden" not in page
        assert "23/2" not in page
