"""What is ready for a body's next meeting: told with what is missing, and put on it by a button."""

import re
from datetime import date

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import new_case
from tests.web.test_hearing_endings import closed_early
from workflows.services.calendars import meeting_id

pytestmark = ON_SQLITE

SECRET = "Køb af grunden ved havnen"
COMING = f"/moeder/{meeting_id('VPU', date(2023, 11, 22))}"
COUNCIL = f"/moeder/{meeting_id('KB', date(2024, 1, 16))}"


def written(desk: Desk, title: str, number: str, **given: str) -> str:
    """A case that waits for the committee, with its words."""
    case = new_case(desk, title, number=number, **{"route": "VPU, KB", **given})
    desk.read(f"{case}/rediger")
    desk.send(text="Pumpen er fra 1970.", points="at den skiftes")
    desk.do("submit")
    return case


def ready(desk: Desk, meeting: str = COMING) -> str:
    """What the meeting's page says is ready."""
    page = desk.read(meeting)
    return words(page.partition('id="ready-title"')[2].partition("</section>")[0])


def test_a_case_that_waits_is_put_on_the_next_meeting_by_a_button(
    opened: Office, maja: Desk
) -> None:
    written(maja, "Nyt renseanlæg", "23/8")
    said = words(maja.read("/moeder"))
    assert "Voksen- og Plejeudvalget: 1 sag. Se den" in said
    assert "næste møde er onsdag den 22. november 2023." in said
    assert f'href="{COMING}#ready-title"' in maja.page
    assert "23/8 Nyt renseanlæg Sæt på dette møde : 23/8 Nyt renseanlæg" in ready(maja)
    assert "Mangler" not in ready(maja)
    maja.send("/saet-paa")
    assert maja.path == COMING
    agenda = words(maja.page.partition('id="items-title"')[2].partition("</section>")[0])
    assert "23/8 Nyt renseanlæg" in agenda
    assert "Ingen sager venter på et møde i Voksen- og Plejeudvalget." in ready(maja)
    assert "Klar til dagsordenen" not in words(maja.read("/moeder"))
    assert "23/8" not in ready(maja, COUNCIL)


def test_what_a_case_still_lacks_is_told(opened: Office, maja: Desk) -> None:
    new_case(maja, "Ny bro", number="23/9", route="VPU")
    maja.do("submit")
    said = ready(maja)
    assert "Mangler: Sagsfremstillingen er ikke skrevet. Indstillingen har ingen punkter." in said
    assert "Skriv videre på 23/9 Ny bro" in said


def test_a_case_that_was_heard_tells_of_its_report_and_of_answers_to_come(
    opened: Office, maja: Desk
) -> None:
    closed_early(opened, maja)
    said = ready(maja)
    assert "Høringsnotatet er ikke færdigt." in said
    assert "Der kan stadig komme svar til og med " in said
    assert "Høringsnotat ikke færdigt" in said


def test_one_that_comes_late_is_asked_why_and_leads_back_to_the_meeting(
    opened: Office, maja: Desk
) -> None:
    written(maja, "Nyt renseanlæg", "23/8")
    maja.read(COMING)
    opened.go_to(2023, 11, 13, 8)
    maja.send("/saet-paa", status=422)
    assert "Skriv, hvorfor sagen ikke kan vente" in words(maja.page)
    assert "Dagsordenen er lukket for nye punkter." in ready(maja)
    (link,) = re.findall(r'href="([^"]+put_on_agenda[^"]+)"', maja.page)
    maja.read(link.replace("&amp;", "&"))
    assert maja.form()["meets_on"] == "2023-11-22"
    maja.send(status=422)
    maja.send(reason="Der er intet vand.")
    assert maja.path == COMING
    assert "fordi sagen ikke kan vente: Der er intet vand." in words(maja.page)


def test_a_case_that_was_changed_meanwhile_is_not_put_on(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    case = written(maja, "Nyt renseanlæg", "23/8")
    bo.read(COMING)
    maja.read(case)
    maja.do("put_on_agenda", meets_on="2023-12-20")
    bo.send("/saet-paa", status=409)
    assert "Sagen er ændret i mellemtiden" in words(bo.page)
    assert "23/8" not in words(bo.read(COMING))


def test_a_closed_case_is_ready_only_for_who_may_see_it(
    opened: Office, address: str, maja: Desk, bo: Desk
) -> None:
    case = written(maja, SECRET, "23/777", openness="closed")
    assert f"23/777 {SECRET} lukket sag" in ready(maja)
    sent = maja.form("/saet-paa")
    for page in (COMING, "/moeder"):
        said = bo.read(page)
        assert SECRET not in said
        assert "23/777" not in said
    assert "Klar til dagsordenen" not in words(bo.page)
    sent |= {"case": case.rpartition("/")[2], "form_key": bo.form("/log-ud")["form_key"]}
    assert bo.client.post(f"{COMING}/saet-paa", data=sent).status_code == 404
    with desk_of(opened, address, "vera") as vera:
        assert SECRET in ready(vera)


def test_a_meeting_of_the_calendar_has_a_page_before_anything_is_on_it(maja: Desk) -> None:
    said = words(maja.read(COMING))
    assert "Voksen- og Plejeudvalget" in said
    assert "Der er ingen sager på dagsordenen." in said
    assert "Ingen sager venter" in said
    key = maja.form("/log-ud")["form_key"]
    for act, status in (("udsend", 422), ("luk", 404), ("flyt", 404), ("raekkefoelge", 404)):
        answer = maja.client.post(f"{COMING}/{act}", data={"form_key": key})
        assert answer.status_code == status, act
