"""Four eyes on what is written of a decision, and what is added once it can not be corrected."""

import dataclasses
import re

import httpx

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.open_hearing import served
from tests.web.test_cases import meeting_of
from tests.web.test_papers import pdf_text
from tests.web.test_recording import before_the_body
from workflows.services.installation import Installation
from workflows.services.verifying import verify

pytestmark = ON_SQLITE

KEYS = ("form_key", "version")


def four_eyed(house: Installation) -> Installation:
    municipality = dataclasses.replace(house.definitions.municipality, four_eyes=True)
    definitions = dataclasses.replace(house.definitions, municipality=municipality)
    return dataclasses.replace(house, definitions=definitions)


def pressed(desk: Desk, case: str) -> httpx.Response:
    """The answer to somebody who presses a button that the page did not show."""
    fields = {name: re.findall(rf'name="{name}" value="([^"]+)"', desk.page)[-1] for name in KEYS}
    return desk.client.post(f"{case}/beslutning/godkend", data=fields)


def test_another_than_the_one_who_wrote_it_approves(opened: Office, maja: Desk, bo: Desk) -> None:
    case = before_the_body(opened, maja)
    maja.send(word="tiltraadt", text="Tiltrådt.")
    assert "Skrevet af Maja Holt, ikke godkendt af en anden." in words(maja.page)
    assert "Godkend det skrevne" not in words(maja.page)
    refused = pressed(maja, case)
    assert refused.status_code == 403
    assert "Du har selv skrevet beslutningen; en anden sagsbehandler" in words(refused.text)
    bo.read(case)
    bo.send("/beslutning/godkend")
    assert "Skrevet af Maja Holt, godkendt af Bo" in words(bo.page)
    assert "Det skrevne blev godkendt af en anden" in words(bo.tab("journal"))
    maja.read(f"{case}/beslutning")
    maja.send(text="Tiltrådt, med en bemærkning.", reason="Manglede")
    assert "ikke godkendt af en anden." in words(maja.page)
    assert not [one for one in verify(opened.house) if one.faults]


def test_where_it_is_demanded_the_meeting_is_not_closed_without(opened: Office) -> None:
    house = four_eyed(opened.house)
    with (
        served(house) as address,
        desk_of(opened, address, "maja") as maja,
        desk_of(opened, address, "bo") as bo,
    ):
        case = before_the_body(opened, maja)
        maja.send(word="tiltraadt", text="Tiltrådt.")
        meeting = meeting_of(opened)
        said = words(maja.read(meeting))
        assert "når en anden end den, der skrev beslutningen, har godkendt den. Det mangler" in said
        key = {"form_key": maja.form("/log-ud")["form_key"]}
        refused = maja.client.post(f"{meeting}/luk", data=key)
        assert refused.status_code == 409
        assert "Beslutningen i sag 23/8 er ikke godkendt af en anden" in words(refused.text)
        bo.read(case)
        bo.send("/beslutning/godkend")
        maja.read(meeting)
        maja.send("/luk")
        assert "Venter på behandling i Kommunalbestyrelsen" in words(maja.read(case))


def test_a_member_calls_in_only_what_another_has_approved(opened: Office) -> None:
    with (
        served(four_eyed(opened.house)) as address,
        desk_of(opened, address, "maja") as maja,
        desk_of(opened, address, "bo") as bo,
    ):
        case = before_the_body(opened, maja)
        maja.send(word="udsat", text="Udsat.", deferred_to="2023-12-20")
        maja.read(f"{case}/handling/call_in")
        assert '<option value="Bodil Terp (F)">' in maja.page
        maja.send(member="Bodil Terp (F)", status=422)
        assert "ikke godkendt af en anden" in words(maja.page)
        bo.read(case)
        bo.send("/beslutning/godkend")
        maja.read(f"{case}/handling/call_in")
        maja.send(member="Bodil Terp (F)")
        said = words(maja.read(case))
        assert "Venter på behandling i Kommunalbestyrelsen" in said
        assert "Sagen blev udsat til mødet" not in said


def test_what_has_effect_is_added_to_and_not_written_anew(opened: Office, maja: Desk) -> None:
    case = before_the_body(opened, maja)
    maja.send(word="tiltraadt", text="Tiltrådt.")
    assert "Føj til" not in words(maja.page)
    maja.read(meeting_of(opened))
    maja.send("/luk")
    opened.go_to(2023, 12, 5, 9)
    maja.read(f"{case}/beslutninger")
    path = maja.page.split("/tilfoej")[0].rpartition('"')[2] + "/tilfoej"
    assert "Tiltrådt." in words(maja.read(path))
    maja.send(status=422, text=" ", reason="Manglede")
    assert "Skriv det, der skal føjes til." in words(maja.page)
    maja.send(status=422, text="Beløbet er 3 mio. kr.", reason=" ")
    assert "Beløbet er 3 mio. kr." in maja.page
    maja.send(reason="Beløbet manglede")
    told = "Tiltrådt. Tilføjelse den 05-12-2023: Beløbet er 3 mio. kr."
    assert told in words(maja.page)
    assert "Der blev føjet noget til beslutningen" in words(maja.tab("journal"))
    assert "Tilføjelse den 05-12-2023: Beløbet er 3 mio. kr." in pdf_text(maja, f"{case}/punkt.pdf")
    maja.read(path.replace(path.split("/")[4], case.rpartition("/")[2]), 404)


def test_what_is_not_written_cannot_be_approved(opened: Office, maja: Desk) -> None:
    case = before_the_body(opened, maja)
    refused = pressed(maja, case)
    assert refused.status_code == 422
