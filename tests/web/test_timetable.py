"""The timetable of a case: what can be when, and by when it must be ready for a meeting."""

from tests.desk import ON_SQLITE, Desk, words
from tests.office import Office
from tests.web.test_cases import new_case, opened_hearing

pytestmark = ON_SQLITE


def test_the_drawn_route_tells_when_what_is_left_can_be(opened: Office, maja: Desk) -> None:
    case = new_case(maja, route="høring, VPU, ØK, KB")
    said = words(maja.read(case))
    assert "Høring kommer tidligst 01-11-2023 til 29-11-2023" in said
    assert "Økonomiudvalget kommer tidligst 09-01-2024" in said
    assert "Afsluttet kommer tidligst 16-01-2024" in said
    opened_hearing(maja)
    said = words(maja.read(case))
    assert "åben fra 01-11-2023" in said
    assert "Voksen- og Plejeudvalget kommer tidligst 20-12-2023" in said
    maja.do("withdraw", reason="Bortfalder")
    assert "tidligst" not in maja.page


def test_a_plan_is_made_back_from_the_councils_day(opened: Office, maja: Desk) -> None:
    case = new_case(maja)
    assert '<option value="2024-01-16">' in maja.read(f"{case}/tidsplan")
    said = words(maja.read(f"{case}/tidsplan?moede=2024-01-16"))
    assert "Sagen skal være klar senest" in said
    assert "Kommunalbestyrelsen på dagsordenen 10-01-2024, møde 16-01-2024" in said
    assert "dagsordenen sendes ud 4 hverdage før mødet" in said
    assert "Mødet kan ikke nås" in words(maja.read(f"{case}/tidsplan?moede=2023-11-21"))
    for odd in ("2024-01-17", "x", "9999-99-99"):
        assert "Sagen skal være klar" not in maja.read(f"{case}/tidsplan?moede={odd}")


def test_a_case_that_has_ended_has_no_plan(opened: Office, maja: Desk) -> None:
    case = new_case(maja)
    maja.do("withdraw", reason="Bortfalder")
    assert "Plan tilbage" not in maja.read(f"{case}/tidsplan")
    assert "har været" in maja.page
