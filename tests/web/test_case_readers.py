"""The page of who sees a closed case, and what the named officer then meets."""

import pytest

from tests.desk import ON_SQLITE, Desk, words
from tests.office import Office

pytestmark = ON_SQLITE


@pytest.fixture
def case(maja: Desk) -> str:
    maja.read("/sager/ny?type=politisk-sag")
    maja.send("/sager/ny", title="Køb", route="Høring, VPU, ØK, KB", openness="closed")
    return maja.path


def test_the_responsible_officer_names_and_removes(
    opened: Office, maja: Desk, bo: Desk, case: str
) -> None:
    bo.read(case, 404)
    assert 'href="' + case + '/adgang"' in maja.read(case)
    maja.read(f"{case}/adgang")
    assert "Navngivet på sagen Ingen." in words(maja.page)
    assert "Bo Bilde siden" in words(maja.send("/adgang", officer=opened.officer("bo").id))
    assert "Hvem der kan se sagen" in words(bo.read(case))
    assert "Køb" in words(bo.read("/sager?vis=alle"))
    assert "Kun Maja Holt kan navngive flere" in words(bo.read(f"{case}/adgang"))
    assert "Sagsbehandler: Bo Bilde" in words(maja.tab("journal"))
    assert "Bo Bilde læste sagen" in words(maja.page)
    maja.read(f"{case}/adgang")
    assert "Navngivet på sagen Ingen." in words(maja.send("/adgang/fjern"))
    bo.read(case, 404)


def test_what_is_refused_is_told_on_the_page(opened: Office, maja: Desk, case: str) -> None:
    maja.read(f"{case}/adgang")
    assert "Vælg, hvem der skal kunne se sagen" in words(maja.send("/adgang", status=422))
    bo = opened.officer("bo").id
    old = maja.form("/adgang")
    maja.send("/adgang", officer=bo)
    again = maja.client.post(f"{case}/adgang", data={**old, "officer": opened.officer("vera").id})
    assert again.status_code == 409
    assert f'value="{opened.officer("vera").id}" selected' in again.text


def test_another_than_the_responsible_is_told_so(
    opened: Office, maja: Desk, bo: Desk, case: str
) -> None:
    maja.read(f"{case}/adgang")
    maja.send("/adgang", officer=opened.officer("bo").id)
    seen = maja.form("/adgang")
    bo.read(f"{case}/adgang")
    key = bo.form("/log-ud")["form_key"]
    sent = {**seen, "form_key": key, "officer": opened.officer("vera").id}
    answer = bo.client.post(f"{case}/adgang", data=sent)
    assert answer.status_code == 403
    assert "Kun den, der er ansvarlig for sagen" in words(answer.text)
