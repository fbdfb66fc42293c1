"""The page on which a new case is made out of another."""

from tests.desk import ON_POSTGRESQL, Desk, words
from tests.web.test_cases import new_case

pytestmark = ON_POSTGRESQL


def test_a_case_is_split(maja: Desk, bo: Desk) -> None:
    case = new_case(maja)
    maja.read(f"{case}/rediger")
    maja.send(text="Om skolen. Om vejen.")
    maja.read(f"{case}/udskil")
    assert maja.form()["text"] == "Om skolen. Om vejen."
    bo.read(f"{case}/udskil")
    maja.send(status=422, title="Vejen", route="BUU, FOBUU", text="Om vejen.")
    assert maja.form()["title"] == "Vejen"
    maja.send(route="VPU, KB")
    assert maja.path != case
    assert "Udskilt af sag 23/1" in words(maja.page)
    assert "Om vejen." in words(maja.tab("tekst"))
    assert "Udskilt til sag 23/2 Vejen" in words(bo.read(case))
    bo.read(f"{case}/udskil")
    form = {**bo.form(), "version": "2", "title": "Vejen igen"}
    answer = bo.client.post(f"{case}/udskil", data=form)
    assert answer.status_code == 409
    assert "En ny sag blev udskilt af sagen" in words(answer.text)
    assert 'value="Vejen igen"' in answer.text
