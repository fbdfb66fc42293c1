"""Secretaries keep the meetings of their bodies; managers see their department's closed cases."""

import pytest

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import meeting_of, new_case
from workflows.engine.errors import WrongInput
from workflows.records.sign_ins import Role
from workflows.services.accounts import give_role, place_in_department
from workflows.services.secretaries import keep_bodies


def on_agenda(desk: Desk) -> str:
    """A case on the committee's agenda; the path of its page."""
    new_case(desk, number="23/8", route="VPU, KB")
    case = desk.path
    desk.do("submit")
    desk.do("put_on_agenda", meets_on="2023-11-22")
    return case


def key_of(desk: Desk) -> str:
    """What the desk's own forms are sent with."""
    return desk.read("/konto").split('name="form_key" value="')[1].split('"')[0]


def test_where_a_body_has_a_secretary_others_write_nothing_of_its_meetings(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    keep_bodies(opened.house, opened.officer("bo").id, ["VPU"])
    case = on_agenda(maja)
    meeting, key = meeting_of(opened), key_of(maja)
    assert "Udvalgets møder ordnes af Bo Bilde" in words(maja.read(meeting))
    assert "/udsend" not in maja.page
    bo.read(meeting)
    fields = bo.form("/udsend")
    answer = maja.client.post(f"{meeting}/udsend", data={**fields, "form_key": key})
    assert answer.status_code == 403
    assert "Det ordner udvalgets sekretær: Bo Bilde." in words(answer.text)
    opened.go_to(2023, 11, 22, 18)
    maja.read(f"{case}/handling/decide")
    maja.send(word="tiltraadt", text="Tiltrådt enstemmigt.", status=403)
    assert "Det ordner udvalgets sekretær: Bo Bilde." in words(maja.page)
    assert "Tiltrådt enstemmigt." in maja.page, "what was typed stands there"
    bo.read(f"{case}/handling/decide")
    bo.send(word="tiltraadt", text="Tiltrådt enstemmigt.")
    answer = maja.client.post(f"{meeting}/luk", data={"form_key": key})
    assert answer.status_code == 409
    assert "Bo Bilde" in words(answer.text)
    bo.read(meeting)
    bo.send("/luk")
    assert "Venter på behandling i Kommunalbestyrelsen" in words(maja.read(case))


@ON_SQLITE
def test_a_body_without_one_is_kept_by_every_officer(opened: Office, maja: Desk) -> None:
    keep_bodies(opened.house, opened.officer("bo").id, ["KB"])
    case = on_agenda(maja)
    opened.go_to(2023, 11, 22, 18)
    maja.read(f"{case}/handling/decide")
    maja.send(word="tiltraadt", text="Tiltrådt.")
    maja.read(meeting_of(opened))
    maja.send("/luk")


@ON_SQLITE
def test_an_administrator_may_when_they_are_all_away(
    opened: Office, maja: Desk, bo: Desk, address: str
) -> None:
    keep_bodies(opened.house, opened.officer("bo").id, ["VPU", "KB"])
    case = on_agenda(maja)
    opened.go_to(2023, 11, 22, 18)
    with desk_of(opened, address, "vera") as vera:
        vera.read(f"{case}/handling/decide")
        vera.send(word="tiltraadt", text="Tiltrådt.")
    told = "Kommunalbestyrelsen, Voksen- og Plejeudvalget"
    assert f"Sekretær for {told}" in words(bo.read("/konto"))
    keep_bodies(opened.house, opened.officer("bo").id, [])
    assert "Udvalgets møder ordnes" not in words(maja.read(meeting_of(opened)))


@ON_SQLITE
def test_a_body_that_is_none_has_no_secretary(opened: Office) -> None:
    with pytest.raises(WrongInput, match='udvalget "VPO" står ikke i'):
        keep_bodies(opened.house, opened.officer("bo").id, ["VPO"])


@ON_SQLITE
def test_a_manager_sees_the_closed_cases_of_the_department(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    case = new_case(maja, "Lukket navn", number="23/9", openness="closed")
    for username in ("maja", "bo"):
        place_in_department(opened.house, opened.officer(username).id, "Plan og Miljø")
    assert bo.client.get(case).status_code == 404
    give_role(opened.house, opened.officer("bo").id, Role.OFFICER, manages=True)
    assert "Lukket navn" in bo.read(case)
    assert "Lukket navn" in bo.read("/afdeling")
    assert "Lukket navn" in bo.read("/sager?vis=alle")
    assert "leder: du ser også afdelingens lukkede sager" in words(bo.read("/konto"))
    assert "Bo Bilde" in words(maja.read(f"{case}/journal")), "it is in the log of readings"
    place_in_department(opened.house, opened.officer("bo").id, "Sundhed og Omsorg")
    assert bo.client.get(case).status_code == 404
