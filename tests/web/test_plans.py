"""The plan of a hearing: its documents, whom to hear, and what is seen before it is kept."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text, update

from tests.desk import ON_SQLITE, Desk, Fields, desk_of, words
from tests.hostile_files import BAD, PDF
from tests.office import Office, office
from tests.open_hearing import served
from workflows.records import tables
from workflows.records.answers import find_asked
from workflows.records.database import unit_of_work
from workflows.services.links import token

pytestmark = ON_SQLITE


@pytest.fixture
def opened(database: str, tmp_path: Path) -> Office:
    return office(database, tmp_path)


@pytest.fixture
def address(opened: Office) -> Iterator[str]:
    with served(opened.house) as address:
        yield address


@pytest.fixture
def maja(opened: Office, address: str) -> Iterator[Desk]:
    with desk_of(opened, address, "maja") as desk:
        yield desk


def begun(desk: Desk, case_type: str = "politisk-sag", **given: str | list[str]) -> str:
    """The path of a new case, its hearing not planned yet."""
    desk.read(f"/sager/ny?type={case_type}")
    desk.send("/sager/ny", **{"title": "Strategi", "route": "Høring, VPU", **given})
    return desk.path


GOOD: Fields = {"text": "Hvad mener I?", "due_on": "2023-11-29", "bodies": ["HR"]}


def sent(desk: Desk, case: str, written: Fields, *files: tuple[str, bytes]) -> httpx.Response:
    """Send the plan as a browser does, with documents."""
    form = {**desk.form(), **written}
    chosen = [("file", file) for file in files or (("", b""),)]
    return desk.client.post(f"{case}/hoering", data=form, files=chosen)


def rows(opened: Office, statement: str) -> list[tuple[object, ...]]:
    with opened.house.database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def opened_with(desk: Desk, case: str, *files: tuple[str, bytes]) -> None:
    desk.read(f"{case}/hoering")
    assert sent(desk, case, GOOD, *files).status_code == 303
    desk.read(case)
    desk.do("submit")
    desk.do("open_hearing")


def council(opened: Office, client: httpx.Client, position: int = 1) -> str:
    """The answer page of a party, by its mailed link; the path of it."""
    found = rows(opened, f"SELECT id FROM parties WHERE position = {position}")
    party = str(found[0][0])
    with opened.house.database.connect() as connection:
        asked, _ = find_asked(connection, party)
    assert asked is not None
    contact = asked.contacts[0]
    secret = token(opened.house.keys.link, contact.id, asked.round, contact.generation)
    page = client.get(f"/svar/{party}/{secret}", follow_redirects=True)
    assert page.status_code == 200
    return page.text


def links(page: str, place: str) -> list[str]:
    return re.findall(rf'href="([^"]*/{place}/[0-9a-f-]{{36}})"', page)


# Documents


def test_documents_are_read_by_the_council_and_the_public_as_downloads(
    opened: Office, address: str, maja: Desk
) -> None:
    case = begun(maja)
    opened_with(maja, case, ("Udkast.pdf", PDF))
    with httpx.Client(base_url=address) as anybody:
        page = council(opened, anybody)
        fetched = anybody.get(links(page, "dokument")[0])
        assert (fetched.status_code, fetched.content) == (200, PDF)
        assert "attachment" in fetched.headers["content-disposition"]
        listed = anybody.get("/hoeringer").text
        public = anybody.get(re.findall(r'href="(/hoeringer/[0-9a-f-]{36})"', listed)[0]).text
        assert anybody.get(links(public, "dokumenter")[0]).content == PDF
    assert "Dokumenter: Udkast.pdf" in words(maja.read(f"{case}/journal"))


def test_a_closed_document_is_for_those_heard_alone(
    opened: Office, address: str, maja: Desk
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    assert sent(maja, case, {**GOOD, "new_closed": "ja"}, ("Løn.pdf", PDF)).status_code == 303
    maja.read(case)
    maja.do("submit")
    maja.do("open_hearing")
    with httpx.Client(base_url=address) as anybody:
        page = council(opened, anybody)
        assert anybody.get(links(page, "dokument")[0]).content == PDF
        listed = anybody.get("/hoeringer").text
        hearing = re.findall(r'href="(/hoeringer/[0-9a-f-]{36})"', listed)[0]
        assert "Løn.pdf" not in anybody.get(hearing).text
        file = links(page, "dokument")[0].rpartition("/")[2]
        assert anybody.get(f"{hearing}/dokumenter/{file}").status_code == 404


def test_a_document_of_another_hearing_is_not_behind_the_link(
    opened: Office, address: str, maja: Desk
) -> None:
    opened_with(maja, begun(maja), ("Udkast.pdf", PDF))
    opened_with(maja, begun(maja), ("Andet.pdf", PDF + b"\n"))
    ids = [str(row[0]) for row in rows(opened, "SELECT id FROM hearing_documents")]
    with httpx.Client(base_url=address) as anybody:
        own = links(council(opened, anybody), "dokument")
        base = own[0].rpartition("/")[0]
        found = {anybody.get(f"{base}/{one}").status_code for one in ids}
        assert len(own) == 1
        assert found == {200, 404}
        assert anybody.get(f"{maja.path}/dokumenter/{ids[0]}").status_code in (303, 401, 404)


@pytest.mark.parametrize("kind", ["empty", "program named pdf", "html named txt", "svg"])
def test_a_bad_document_is_refused_at_its_field_and_the_plan_and_good_ones_kept(
    opened: Office, maja: Desk, kind: str
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    answer = sent(maja, case, GOOD, ("God.pdf", PDF), BAD[kind])
    assert answer.status_code == 422
    assert 'id="file-fejl"' in answer.text
    assert "Hvad mener I?" in answer.text
    assert "Send God.pdf med" in words(answer.text)
    assert rows(opened, "SELECT id FROM hearing_documents") == []


def test_documents_stay_with_a_plan_that_is_changed_and_leave_it_when_the_tick_does(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    sent(maja, case, GOOD, ("Et.pdf", PDF), ("To.pdf", PDF + b"\n"))
    maja.read(f"{case}/hoering")
    maja.send(text="Nu en anden tekst")
    names = "SELECT name FROM hearing_documents ORDER BY position"
    assert rows(opened, names) == [("Et.pdf",), ("To.pdf",)]
    maja.read(f"{case}/hoering")
    kept = maja.form()["kept"]
    maja.send(kept=[kept[1]])
    assert rows(opened, names) == [("To.pdf",)]


def test_a_document_in_quarantine_is_told_of_and_not_handed_out(
    opened: Office, address: str, maja: Desk
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    sent(maja, case, GOOD, ("Udkast.pdf", PDF))
    with unit_of_work(opened.house.database) as connection:
        connection.execute(update(tables.HearingDocument).values(status="quarantined"))
    assert "»Udkast.pdf« er ikke set efter for virus" in words(maja.read(case))
    maja.do("submit")
    maja.do("open_hearing")
    with httpx.Client(base_url=address) as anybody:
        page = council(opened, anybody)
        assert "før den er set efter for virus" in words(page)
        assert links(page, "dokument") == []


# What is seen before the plan is kept


def test_cautions_come_before_anything_is_kept_and_each_remedy_is_one_click(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    page = maja.send(status=422, text="Hvad mener I?", due_on="2023-11-26", bodies=["ÆR"])
    assert "Planen er ikke gemt endnu" in words(page)
    assert rows(opened, "SELECT id FROM hearings") == []
    assert "søndag den 26. november 2023, er ikke en hverdag" in words(page)
    assert "Det næste er torsdag den 14. december 2023" in words(page)
    page = maja.send(take="due_on=2023-11-27")
    assert maja.form()["due_on"] == "2023-11-27"
    assert maja.form()["text"] == "Hvad mener I?"
    assert "er ikke en hverdag" not in words(page)
    maja.send(take="due-aer=2023-12-18")
    assert maja.form()["due-aer"] == "2023-12-18"
    maja.send()
    assert maja.path == case
    assert rows(opened, "SELECT body, due_on FROM parties")[0][0] == "ÆR"
    assert "Til og med 18-12-2023" in words(maja.page)


def test_what_is_seen_may_be_kept_as_it_is_unless_the_law_says_no(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    maja.send(status=422, text="Hvad mener I?", due_on="2023-11-26", bodies=["HR"])
    maja.send()
    assert maja.path == case
    case = begun(maja, "lokalplan", route="Høring, MTU")
    maja.read(f"{case}/hoering")
    plan: Fields = {"rule": "lokalplan", "text": "Hvad mener I?", "bodies": ["HR"]}
    page = maja.send(status=422, due_on="2023-11-22", **plan)
    assert "(planloven § 24)" in page
    assert "Mindst 4 uger (planloven § 24)" in words(page)
    maja.send(status=422)
    maja.send(take="due_on=2023-11-29")
    maja.send()
    assert maja.path == case


def test_the_case_page_offers_the_remedy_as_a_link_that_changes_nothing_by_itself(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    maja.plan(case, text="Hvad mener I?", due_on="2023-11-26", bodies=["HR"])
    link = re.findall(r'href="([^"]+\?tag=[^"]+)"', maja.page)[0]
    maja.read(link)
    assert maja.form()["due_on"] == "2023-11-27"
    assert str(rows(opened, "SELECT due_on FROM hearings")[0][0]) == "2023-11-26"


def test_an_address_that_mail_came_back_from_is_told_and_can_be_left_out(
    opened: Office, maja: Desk
) -> None:
    first = begun(maja)
    opened_with(maja, first)
    mail = "formand@handicapraadet.example"
    with unit_of_work(opened.house.database) as connection:
        connection.execute(
            update(tables.Contact).where(tables.Contact.email == mail).values(unreachable=True)
        )
    case = begun(maja)
    maja.read(f"{case}/hoering")
    page = maja.send(status=422, **GOOD)
    assert f"Sidst der blev skrevet til {mail} (Handicaprådet), kom mailen tilbage" in words(page)
    maja.send(take=f"without={mail}")
    maja.send(ad_hoc="Handicaprådet; ny@raad.example")
    assert maja.path == case
    written = "SELECT email FROM contacts k JOIN parties p ON p.id = k.party_id WHERE p.status"
    addresses = {row[0] for row in rows(opened, f"{written} = 'preparing'")}
    assert addresses == {"handicapraad@norddjurs.example", "ny@raad.example"}
    maja.read(f"{case}/hoering")
    assert maja.form()["ad_hoc"] == "Handicaprådet; ny@raad.example"
    assert maja.form()["without"] == mail


def test_an_ad_hoc_party_may_have_a_deadline_of_its_own_and_a_slip_is_told(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    naboer = "Naboerne; ane@naboer.example; 2023-12-06\nNaboerne; bo@naboer.example"
    maja.send(**{**GOOD, "ad_hoc": naboer})
    assert maja.path == case
    found = rows(opened, "SELECT name, due_on FROM parties ORDER BY position")
    assert [(name, str(day)) for name, day in found] == [
        ("Handicaprådet", "2023-11-29"), ("Naboerne", "2023-12-06"),
    ]  # fmt: skip
    maja.read(f"{case}/hoering")
    two = naboer.replace("bo@naboer.example", "bo@naboer.example; 2023-12-07")
    assert "»Naboerne« har to frister" in words(maja.send(status=422, ad_hoc=two))
    twice = "Naboerne; a@x.example\nNaboerne; A@x.example"
    told = "»Naboerne« har adressen A@x.example to gange"
    assert told in words(maja.send(status=422, ad_hoc=twice))
    page = maja.send(status=422, ad_hoc=naboer, **{"due-hmu": "2023-12-12"})
    assert "Hovedudvalget har en egen frist, men er ikke valgt" in words(page)


def test_a_deadline_on_a_line_about_a_body_that_is_ticked_is_the_bodys(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja)
    maja.read(f"{case}/hoering")
    line = "Handicaprådet; ekstra@raad.example; 2023-12-06"
    maja.send(**{**GOOD, "ad_hoc": line})
    assert maja.path == case
    assert [str(day) for (day,) in rows(opened, "SELECT due_on FROM parties")] == ["2023-12-06"]


# Whom to hear


def test_the_rules_propose_whom_to_hear_and_who_is_left_out_needs_a_reason(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja, marks=["handicap", "ansatte", "socialomraadet"])
    page = maja.read(f"{case}/hoering")
    assert "retssikkerhedsloven § 37 a" in words(page)
    assert maja.form()["bodies"] == ["HR", "OMU"]
    page = maja.send(status=422, text="Hvad mener I?", due_on="2023-12-13", bodies=["HR"])
    assert "Områdeudvalg Socialområdet er ikke med." in words(page)
    maja.send()
    maja.do("submit")
    assert "skal høres: tag parten med, eller skriv, hvorfor" in words(maja.page)
    maja.plan(case, **{"reason-omu": "Udvalget drøftede sagen den 12. september."})
    maja.do("open_hearing")
    hearing = re.findall(rf'({case}/hoeringer/[0-9a-f-]{{36}})"', maja.page)[0]
    reason = "Områdeudvalg Socialområdet (MED-rammeaftalen § 7): Udvalget drøftede sagen"
    assert reason in words(maja.read(f"{hearing}/notat"))
    assert f"Ikke hørt {reason}" in words(maja.read(hearing))
    assert "Høres ikke: Områdeudvalg Socialområdet" in words(maja.read(f"{case}/journal"))


def test_marks_are_set_when_a_case_is_opened_and_when_it_is_written(
    opened: Office, maja: Desk
) -> None:
    case = begun(maja, marks=["unge"])
    assert "Handler om: Betyder noget for unge" in words(maja.tab("tekst"))
    maja.read(f"{case}/rediger")
    assert maja.form()["marks"] == "unge"
    maja.send(marks=["aeldre", "handicap"])
    assert rows(opened, "SELECT marks FROM cases") == [("handicap aeldre",)]
    assert "Mærker før: Betyder noget for unge" in words(maja.tab("journal"))
    maja.read(f"{case}/rediger")
    page = maja.send(status=422, marks=["findesikke"])
    assert "Mærket »findesikke« findes ikke" in words(page)
