"""The page of a case's internal comments."""

from tests.desk import ON_POSTGRESQL, Desk, words
from tests.office import Office
from tests.web.test_cases import new_case

pytestmark = ON_POSTGRESQL


def test_officers_write_to_each_other_on_a_case(opened: Office, maja: Desk, bo: Desk) -> None:
    case = new_case(maja)
    maja.tab("noter")
    maja.send("/noter", status=422, text="Hej @peer,\nser du på det?")
    assert "brugernavnet »peer«" in words(maja.page)
    assert maja.form("/noter")["text"] == "Hej @peer,\nser du på det?"
    maja.send("/noter", text="Hej @bo,\nser du på <b>det</b>?")
    assert "Noter (1)" in words(maja.page)
    assert "Hej @bo,\nser du på &lt;b&gt;det&lt;/b&gt;?" in maja.page
    bo.read(f"{case}/noter")
    assert "/streg" not in bo.page
    bo.send("/noter", text="Ja.", told=opened.officer("maja").id)
    assert words(bo.page).index("Ja.") < words(bo.page).index("Hej @bo")
    assert "En intern note" not in words(bo.read(case))
    assert "Besked til: Maja Holt" in words(bo.tab("journal"))
    maja.read(f"{case}/noter")
    maja.send("/streg")
    assert "Streget" in words(maja.page)
    assert "Hej @bo" not in words(maja.page)
    assert "Noter (1)" in words(maja.page)


def test_the_note_of_another_is_not_struck(opened: Office, maja: Desk, bo: Desk) -> None:
    case = new_case(maja)
    maja.tab("noter")
    maja.send("/noter", text="Min")
    action = next(part for part in maja.page.split('"') if part.endswith("/streg"))
    bo.read(f"{case}/noter")
    answer = bo.client.post(action, data=bo.form("/noter"))
    assert answer.status_code == 403
    assert "Kun den, der skrev noten" in words(answer.text)


def test_a_closed_case_tells_of_notes_to_nobody_else(maja: Desk, bo: Desk) -> None:
    case = new_case(maja, openness="closed")
    bo.read(f"{case}/noter", 404)
    maja.tab("noter")
    assert "Vera Vang" in words(maja.page)
    assert "Bo Bilde" not in words(maja.page)
