"""An agenda is sent out once, kept as it was, and what comes later is a supplement to it."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import httpx
import pytest

from tests.changed_calendar import changed_calendar
from tests.desk import ON_POSTGRESQL, Desk, desk_of, words
from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office
from tests.open_hearing import served
from tests.web.test_attachments import PLAN, attached
from tests.web.test_cases import meeting_of, new_case
from tests.web.test_members import BODIL, sent_link
from tests.web.test_papers import pdf_text

pytestmark = ON_POSTGRESQL

SECRET = "Køb af grunden ved havnen"
MEMBERS = 5
"""Who sits in the committee."""

OLD, NEW = "Pumpen er fra 1970.", "Pumpen er fra 1986."


@pytest.fixture
def browser(address: str) -> Iterator[Desk]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield Desk(client)


def placed(desk: Desk, title: str, number: str, **given: str) -> str:
    case = new_case(desk, title, number=number, route="VPU, KB", **given)
    desk.read(f"{case}/rediger")
    desk.send(text=OLD, points="at det drøftes")
    desk.read(case)
    desk.do("submit")
    desk.do("put_on_agenda", meets_on="2023-11-22")
    return case


@pytest.fixture
def cases(opened: Office, maja: Desk) -> list[str]:
    first = placed(maja, "Nyt renseanlæg", "23/8")
    opened.go_to(2023, 11, 1, 10)
    return [first, placed(maja, SECRET, "23/9", openness="closed")]


def sent_out(opened: Office, desk: Desk) -> str:
    """Send the agenda out, and the mails with it; the meeting's path."""
    meeting = meeting_of(opened)
    desk.read(meeting)
    desk.send("/udsend")
    deliver_to_folder(opened.house)
    return meeting


def of_member(browser: Desk, opened: Office, email: str) -> str:
    """Follow the link of the newest mail to the address; where it leads to."""
    newest = [mail for mail in mails(opened.house) if email in mail["To"]][-1]
    found = re.search(r"https?://\S+/medlem/\S+", body(newest))
    assert found is not None
    browser.read(urlsplit(found[0]).path)
    return browser.path


def agenda(desk: Desk) -> list[str]:
    """Number and title of each line of the page's agenda."""
    listed = desk.page.partition('<ol class="agenda">')[2].partition("</ol>")[0]
    lines = re.findall(r'<li value="(\d+)"[^>]*>(.*?)</li>', listed, re.DOTALL)
    return [f"{number} {' '.join(words(told).split()[:4])}" for number, told in lines]


def test_it_goes_to_each_member_with_the_link_straight_to_it(
    opened: Office, maja: Desk, cases: list[str], browser: Desk
) -> None:
    opened.go_to(2023, 11, 16, 8)
    said = words(maja.read(meeting_of(opened)))
    assert "skulle sendes ud torsdag den 16. november 2023, og det er ikke sket endnu" in said
    assert "medlemmer får en mail med sit eget link: " in said
    sent_out(opened, maja)
    said = words(maja.page)
    assert "blev sendt ud torsdag den 16. november 2023 kl. 09.00 af Maja Holt" in said
    told = [mail for mail in mails(opened.house) if "Dagsorden" in mail["Subject"]]
    assert len({mail["To"] for mail in told}) == len(told) == MEMBERS
    for mail in told:
        assert mail["Subject"].startswith(
            "Dagsorden: Voksen- og Plejeudvalget onsdag den 22. november 2023 kl. "
        )
        assert SECRET not in body(mail)
    home = of_member(browser, opened, BODIL)
    assert home.endswith(meeting_of(opened).rpartition("/")[2])
    assert agenda(browser)[1:3] == ["2 Nyt renseanlæg Sag 23/8", "3 Køb af grunden ved"]
    again = maja.client.post(
        f"{meeting_of(opened)}/udsend", data={"form_key": maja.form("/log-ud")["form_key"]}
    )
    assert again.status_code == 422
    assert "ingen sager på dagsordenen, som ikke er sendt ud" in words(again.text)
    deliver_to_folder(opened.house)
    assert len([mail for mail in mails(opened.house) if "Dagsorden" in mail["Subject"]]) == MEMBERS


def test_who_got_the_agenda_is_mailed_once_that_the_meeting_is_moved(
    opened: Office, maja: Desk, cases: list[str]
) -> None:
    opened.go_to(2023, 11, 16, 8)
    old = sent_out(opened, maja)
    house = changed_calendar(opened.house, date(2023, 11, 22), date(2023, 11, 24))
    with served(house) as address, desk_of(opened, address, "maja") as desk:
        for _ in range(2):
            desk.read(old)
            key = desk.form("/log-ud")["form_key"]
            moved = desk.client.post(f"{old}/flyt", data={"form_key": key}, follow_redirects=True)
            assert moved.status_code == 200
        deliver_to_folder(house)
        told = [one for one in mails(house) if "Mødet er flyttet" in str(one["Subject"])]
        assert len({one["To"] for one in told}) == len(told) == MEMBERS
        said = " ".join(body(told[0]).split())
        assert "er flyttet til fredag den 24. november 2023 kl. " in said
        link = re.search(r"https?://[^/]+(/medlem/\S+)", body(told[0]))
        assert link is not None
        with httpx.Client(base_url=address, timeout=30, follow_redirects=True) as member:
            assert "Mødet er flyttet til fredag" in words(member.get(link[1]).text)


def test_what_is_written_afterwards_does_not_change_what_was_sent(
    opened: Office, maja: Desk, cases: list[str], browser: Desk
) -> None:
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    maja.read(f"{cases[0]}/rediger")
    maja.send(title="Nyt og større renseanlæg", text=NEW)
    of_member(browser, opened, BODIL)
    assert agenda(browser)[1] == "2 Nyt renseanlæg Sag 23/8"
    [paper] = re.findall(r'href="([^"]+/udsendt/[^"]+)"', browser.page)
    found = pdf_text(browser, paper)
    assert OLD in found
    assert NEW not in found
    [item] = re.findall(r'href="([^"]+/punkt/[^"]+)">Nyt renseanlæg<', browser.page)
    said = words(browser.read(item))
    assert "2. Nyt renseanlæg" in said
    assert OLD in said
    assert NEW not in said
    assert "Sagen er skrevet om, efter at dagsordenen blev sendt ud" in said


def test_of_an_attachment_that_is_taken_off_afterwards_it_is_told_that_it_was(
    opened: Office, maja: Desk, cases: list[str], browser: Desk
) -> None:
    attached(maja, cases[0], PLAN)
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    of_member(browser, opened, BODIL)
    [item] = re.findall(r'href="([^"]+/punkt/[^"]+)">Nyt renseanlæg<', browser.page)
    assert "Plan.txt" in words(browser.read(item))
    maja.read(re.findall(r'href="([^"]+/fjern)"', maja.read(f"{cases[0]}/bilag"))[0])
    maja.send(reason="Forkert plan")
    said = words(browser.read(item))
    assert "Plan.txt" not in said
    assert "Et bilag, som sagen havde, da dagsordenen blev sendt ud, er taget af den." in said


def test_what_comes_after_needs_a_reason_and_goes_out_as_a_supplement(
    opened: Office, maja: Desk, cases: list[str], browser: Desk
) -> None:
    opened.go_to(2023, 11, 8, 8)
    meeting = sent_out(opened, maja)
    late = new_case(maja, "Brud på hovedledningen", number="23/10", route="VPU")
    maja.do("submit")
    offered = maja.form("/handling/put_on_agenda")
    assert (offered["meets_on"], offered["reason"]) == ("2023-12-20", "")
    assert "onsdag den 22. november 2023 (dagsordenen er sendt ud)" in words(maja.page)
    maja.do("put_on_agenda", status=422, meets_on="2023-11-22")
    assert "så kommer den på en tillægsdagsorden med begrundelsen" in words(maja.page)
    maja.send(reason="Der er intet vand.")
    said = words(maja.read(meeting))
    assert "Ikke sendt ud endnu" in said
    assert "En sag er kommet på, efter at dagsordenen blev sendt ud" in said
    assert agenda(maja)[-1] == "6 23/10 Brud på hovedledningen"
    of_member(browser, opened, BODIL)
    assert agenda(browser)[-1] == "5 Eventuelt"
    sent_out(opened, maja)
    supplements = [mail for mail in mails(opened.house) if "Tillægsd" in mail["Subject"]]
    assert len(supplements) == MEMBERS
    of_member(browser, opened, BODIL)
    assert agenda(browser)[-1] == "6 Brud på hovedledningen Sag"
    papers = re.findall(r'href="([^"]+/udsendt/[^"]+)"', browser.page)
    supplement = pdf_text(browser, papers[1])
    assert "Der er intet vand." in supplement
    assert "Nyt renseanlæg" not in supplement
    assert "Sendt ud med tillægsdagsordenen" in words(maja.read(meeting))
    assert late


def test_what_is_taken_off_is_told_and_leaves_its_number(
    opened: Office, maja: Desk, cases: list[str], browser: Desk
) -> None:
    opened.go_to(2023, 11, 16, 8)
    meeting = sent_out(opened, maja)
    maja.read(cases[0])
    maja.do("take_off_agenda", reason="Mangler bilag")
    of_member(browser, opened, BODIL)
    assert agenda(browser)[1:3] == ["2 Punktet er udgået", "3 Køb af grunden ved"]
    maja.read(meeting)
    assert agenda(maja)[1] == "2 Punktet er udgået: 23/8"
    assert "2. Punktet er udgået" in pdf_text(maja, f"{meeting}/dagsorden.pdf")


def test_one_that_is_sent_late_says_so(opened: Office, maja: Desk, cases: list[str]) -> None:
    opened.go_to(2023, 11, 17, 8)
    due = "Dagsordenen skulle sendes ud torsdag den 16. november 2023, og det er ikke sket endnu."
    assert due in words(maja.read("/moeder"))
    sent_out(opened, maja)
    assert "af Maja Holt, efter dagen, den skulle:" in words(maja.page)
    said = words(maja.read("/moeder"))
    assert due not in said
    assert "Dagsordenen er sendt ud." in said


def test_its_order_stands_once_it_is_sent(opened: Office, maja: Desk, cases: list[str]) -> None:
    opened.go_to(2023, 11, 16, 8)
    meeting = meeting_of(opened)
    given = {"item": re.findall(r'name="item" value="([^"]+)"', maja.read(meeting))[1]}
    sent_out(opened, maja)
    assert "Flyt op" not in words(maja.page)
    given |= {"retning": "op", "form_key": str(maja.form("/log-ud")["form_key"])}
    refused = maja.client.post(f"{meeting}/raekkefoelge", data=given)
    assert refused.status_code == 422
    assert "Dagsordenen er sendt ud, og punkterne står, som de blev sendt" in words(refused.text)


def test_nothing_is_sent_that_the_officer_did_not_see(
    opened: Office, address: str, maja: Desk, cases: list[str]
) -> None:
    opened.go_to(2023, 11, 9, 8)
    maja.read(meeting_of(opened))
    with desk_of(opened, address, "maja") as other:
        placed(other, "Ny bro", "23/11")
    maja.send("/udsend", status=422)
    assert "Dagsordenen er ændret, siden siden blev vist" in words(maja.page)
    maja.send("/udsend")
    assert "blev sendt ud" in words(maja.page)


def test_whoever_may_not_see_the_closed_case_gets_the_open_part_alone(
    opened: Office, address: str, maja: Desk, cases: list[str]
) -> None:
    opened.go_to(2023, 11, 16, 8)
    meeting = sent_out(opened, maja)
    whole, everybody = re.findall(r'href="([^"]+/udsendt/[^"]+)"', maja.page)
    assert SECRET in pdf_text(maja, whole)
    with desk_of(opened, address, "bo") as bo:
        assert re.findall(r'href="([^"]+/udsendt/[^"]+)"', bo.read(meeting)) == [everybody]
        found = pdf_text(bo, everybody)
        assert "Nyt renseanlæg" in found
        assert SECRET not in found
        assert bo.client.get(whole).status_code == 404


def test_who_has_a_withdrawn_link_gets_no_mail(
    opened: Office, maja: Desk, cases: list[str]
) -> None:
    sent_link(opened, maja, "vpu", BODIL)
    maja.read("/udvalg/vpu")
    maja.send("/traek-tilbage", email=BODIL)
    opened.go_to(2023, 11, 16, 8)
    said = words(maja.read(meeting_of(opened)))
    assert "Får ingen mail, fordi linket er trukket tilbage: Bodil Terp" in said
    sent_out(opened, maja)
    told = [mail["To"] for mail in mails(opened.house) if "Dagsorden" in mail["Subject"]]
    assert len(told) == MEMBERS - 1
    assert not any(BODIL in to for to in told)
