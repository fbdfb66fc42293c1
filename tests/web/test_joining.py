"""The page on which a case is joined into another, and what is left of it."""

from tests.desk import ON_SQLITE, Desk, words
from tests.web.test_cases import new_case

pytestmark = ON_SQLITE


def test_a_case_is_joined_into_another(maja: Desk, bo: Desk) -> None:
    case = new_case(maja)
    other = new_case(maja, title="Ny skole")
    maja.read(f"{case}/laeg-sammen")
    bo.read(f"{case}/laeg-sammen")
    maja.send(status=422, number="99/1")
    assert maja.form()["number"] == "99/1"
    maja.send(number="23/2")
    assert maja.path == other
    assert "Har fået lagt til sig sag 23/1 Strategi for frivillighed" in words(maja.page)
    bo.send(status=409, number="23/2")
    assert "Sagen blev lagt sammen med en anden" in words(bo.page)
    page = words(maja.read(case))
    assert "Lagt sammen med en anden sag" in page
    assert "Lagt sammen med sag 23/2 Ny skole" in page
    assert "Genåbn" not in page
    assert "Strategi for frivillighed" in words(maja.read("/sager?vis=afsluttede"))
    maja.read(f"{case}/laeg-sammen", 409)
