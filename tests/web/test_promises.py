"""Promises at the desk: written with a decision or after it, moved, ended, and found in a text."""

import re
from pathlib import Path

from sqlalchemy import text

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import new_case
from workflows.engine.facts import Actor
from workflows.records.database import unit_of_work
from workflows.services.importing import Source, import_item, read_source
from workflows.services.sweeping import sweep

pytestmark = ON_SQLITE

ITEMS = Path(__file__).resolve().parents[1] / "engine" / "agenda_items"
STATUS = {
    "promise_text": "Status på strategien",
    "promise_body": "OMU",
    "promise_first_on": "2024-03-04",
    "promise_every": "6",
    "promise_last_on": "2025-12-31",
    "promise_weeks_before": "4",
}


def decided(opened: Office, desk: Desk, **promise: str | list[str]) -> str:
    """A case that VPU has approved, with what was promised; its page."""
    case = new_case(desk, route="VPU")
    desk.do("submit")
    desk.do("put_on_agenda", meets_on="2023-11-22")
    opened.go_to(2023, 11, 22, 18)
    desk.read(f"{case}/handling/decide")
    desk.send(word="godkendt", text="Godkendt.", **promise)
    return case


def followed_up(page: str) -> str:
    """What the page says of promises."""
    return words(page.split('id="promises-title">')[1].split("</section>")[0])


def test_what_is_promised_with_a_decision_becomes_a_case(opened: Office, maja: Desk) -> None:
    case = decided(opened, maja, **STATUS)
    assert maja.path == case
    said = followed_up(maja.page)
    assert "hvert halve år, til og med onsdag den 31. december 2025" in said
    assert "Næste gang: mandag den 4. marts 2024. Sagen oprettes mandag den 5. februar 2024" in said
    assert "Lovet med beslutningen i Voksen- og Plejeudvalget 22-11-2023" in said
    opened.go_to(2024, 2, 5, 9)
    sweep(opened.house)
    page = maja.read(case)
    assert "04-03-2024: sag 24/1" in followed_up(page)
    assert "Næste gang: onsdag den 4. september 2024" in followed_up(page)
    assert "Blev til sag 24/1" in words(maja.tab("journal"))
    found = re.search(r'href="(/sager/[0-9a-f-]+)">sag 24/1<', page)
    assert found is not None
    new = words(maja.read(found[1]))
    assert "Opfølgning på sag 23/1 Strategi for frivillighed" in new
    assert "Lovet til mandag den 4. marts 2024" in new
    assert f'href="{case}"' in maja.page


def test_a_case_that_could_not_be_opened_says_why(opened: Office, maja: Desk) -> None:
    case = decided(opened, maja, **STATUS)
    with unit_of_work(opened.house.database) as connection:
        connection.execute(text("UPDATE promises SET body = 'NEDLAGT'"))
    opened.go_to(2024, 2, 5, 9)
    sweep(opened.house)
    assert "Sagen kunne ikke oprettes" in followed_up(maja.read(case))
    assert "NEDLAGT" in followed_up(maja.page)


def test_several_are_written_at_once_and_none_is_lost_to_an_error(
    opened: Office, maja: Desk
) -> None:
    case = new_case(maja, route="VPU")
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-22")
    opened.go_to(2023, 11, 22, 18)
    maja.read(f"{case}/handling/decide")
    maja.send(
        status=422, **{**STATUS, "promise_first_on": "2023-11-01"}, word="godkendt", text="OK"
    )
    assert "Dagen 01-11-2023 er gået" in words(maja.page)
    assert 'href="#decide-promise_first_on-1"' in maja.page
    assert maja.form()["promise_text"] == ["Status på strategien", ""]
    both = {name: [value, value] for name, value in STATUS.items()}
    maja.send(**{**both, "promise_text": ["Det ene", "Det andet"]})
    assert maja.path == case
    assert re.findall(r"<h3>(Det \w+)</h3>", maja.page) == ["Det ene", "Det andet"]


def test_one_is_written_afterwards_moved_and_ended(opened: Office, maja: Desk) -> None:
    case = new_case(maja)
    maja.read(f"{case}/opfoelgning")
    maja.send("/opfoelgning", **{**STATUS, "promise_every": "", "promise_last_on": ""})
    said = followed_up(maja.page)
    assert "én gang" in said
    assert "Skrevet 01-11-2023 af Maja Holt" in said
    found = re.search(rf"{case}/opfoelgning/[0-9a-f-]+", maja.page)
    assert found is not None
    maja.read(f"{found[0]}/flyt")
    assert "Et kvartal senere er tirsdag den 4. juni 2024" in words(maja.page)
    maja.send(status=422, promise_first_on="2024-06-04", reason=" ")
    assert maja.form()["promise_first_on"] == "2024-06-04"
    maja.send(reason="Tidsplanen forskydes med et kvartal")
    assert "Næste gang: tirsdag den 4. juni 2024" in followed_up(maja.page)
    assert "Begrundelse: Tidsplanen forskydes med et kvartal" in words(maja.tab("journal"))
    maja.read(f"{found[0]}/afslut")
    maja.send(status=422, reason="")
    maja.send(reason="Det er gjort")
    assert "Afsluttet onsdag den 1. november 2023" in followed_up(maja.page)
    for page in ("flyt", "afslut"):
        maja.read(f"{found[0]}/{page}", 409)
        assert "Opfølgningen er slut" in words(maja.page)


FAULTS = (
    ("promise_text", "", "den nye sags titel"),
    ("promise_body", "", "Vælg, hvem det er lovet"),
    ("promise_first_on", "snart", "28-02-2027"),
    ("promise_first_on", "", "Datoen mangler"),
    ("promise_every", "7", "Vælg fra listen"),
    ("promise_weeks_before", "", "Vælg fra listen"),
    ("promise_last_on", "2024-01-01", "ligger før den første"),
    ("promise_officer", "ingen", "Vælg, hvem der er ansvarlig"),
)


def test_a_faulty_field_is_told_and_everything_comes_back(maja: Desk) -> None:
    case = new_case(maja)
    for field, value, told in FAULTS:
        maja.read(f"{case}/opfoelgning")
        maja.send("/opfoelgning", status=422, **{**STATUS, field: value})
        assert told in words(maja.page), field
        assert f'href="#{field}-1"' in maja.page
        kept = {name: each for name, each in STATUS.items() if name != field}
        assert {name: maja.form("/opfoelgning")[name] for name in kept} == kept


def test_an_empty_form_is_no_promise(maja: Desk) -> None:
    case = new_case(maja)
    maja.read(f"{case}/opfoelgning")
    maja.send("/opfoelgning", status=422)
    assert "Skriv, hvad der følges op på" in words(maja.page)


def imported(opened: Office, name: str) -> str:
    """The page of a case that was read from an agenda item."""
    house, officer = opened.house, opened.officer("maja")
    case_type = house.definitions.case_types["politisk-sag"]
    source = Source(name, (ITEMS / name).read_bytes())
    found = read_source(source, house.definitions.bodies, case_type)
    actor = Actor("officer", officer.name, officer.id)
    return f"/sager/{import_item(house, source, found, case_type, officer.id, actor).case}"


def test_what_an_imported_text_promises_is_proposed_and_nothing_more(
    opened: Office, maja: Desk
) -> None:
    opened.go_to(2025, 3, 3, 8)
    case = imported(opened, "taxa.txt")
    maja.read(case)
    said = followed_up(maja.page)
    assert "Intet af det følges op, før du siger til" in said
    assert "»Administrationen orienterer udvalget to gange årligt.«" in said
    form = maja.form("/opfoelgning")
    assert (form["promise_every"], form["promise_first_on"]) == ("6", "2025-09-03")
    maja.send("/opfoelgning", promise_body="OMU")
    assert maja.path == case
    assert "Fundet i den indførte tekst" not in followed_up(maja.page)
    assert "Næste gang: onsdag den 3. september 2025" in followed_up(maja.page)


def test_what_is_no_promise_is_proposed_no_more(opened: Office, maja: Desk) -> None:
    opened.go_to(2025, 3, 3, 8)
    case = imported(opened, "taxa.txt")
    maja.read(case)
    maja.send("/opfoelgning/ingen")
    assert "promises-title" not in maja.page
    assert "I den indførte tekst: Administrationen orienterer" in words(maja.tab("journal"))


def test_who_may_not_see_a_closed_case_neither_sees_nor_changes_its_promises(
    opened: Office, maja: Desk, address: str
) -> None:
    case = new_case(maja, openness="closed")
    maja.read(f"{case}/opfoelgning")
    maja.send("/opfoelgning", **STATUS)
    found = re.search(rf"{case}/opfoelgning/[0-9a-f-]+", maja.page)
    assert found is not None
    with desk_of(opened, address, "bo") as bo:
        for path in (f"{case}/opfoelgning", f"{found[0]}/flyt", f"{found[0]}/afslut"):
            bo.read(path, 404)
