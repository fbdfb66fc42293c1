"""A member reads the agendas of the own bodies behind a link, closed items noted; nobody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest

from tests.desk import ON_POSTGRESQL, Desk, desk_of, words
from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office
from tests.services.test_sending import Scripted
from tests.web.test_cases import meeting_of, new_case, opened_hearing
from tests.web.test_papers import pdf_text
from web import link_again
from workflows.services.mail import Verdict
from workflows.services.sending import deliver

pytestmark = ON_POSTGRESQL

SECRET = "Køb af grunden ved havnen"
TEXT = "Sælgeren vil have fire millioner."
BODIL, MADS, PETER = (
    f"{name}@norddjurs.example" for name in ("bodil.terp", "mads.hvidbjerg", "peter.birk")
)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on the committee's agenda of 22 November: an open and a closed item."""

    meeting: str
    open_case: str
    closed_case: str

    @property
    def id(self) -> str:
        """The meeting's id."""
        return self.meeting.rpartition("/")[2]


@pytest.fixture(autouse=True)
def answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a link waits for its answer a moment; not here, where many ask."""
    monkeypatch.setattr(link_again, "ANSWERED_AFTER", 0.0)


@pytest.fixture
def agenda(opened: Office, maja: Desk) -> Agenda:
    cases = []
    for title, number, openness in (
        ("Strategi for frivillighed", "23/8", "open"),
        (SECRET, "23/777", "closed"),
    ):
        path = new_case(maja, title, number=number, openness=openness, route="VPU, ØK, KB")
        maja.read(f"{path}/rediger")
        maja.send(text=TEXT if openness == "closed" else "Om frivillige.", points="at det drøftes")
        maja.read(path)
        maja.do("submit")
        maja.do("put_on_agenda", meets_on="2023-11-22")
        cases.append(path)
    return Agenda(meeting_of(opened), *cases)


def sent_out(desk: Desk, agenda: Agenda) -> None:
    """Let the officer send the agenda out."""
    desk.read(agenda.meeting)
    desk.send("/udsend")


def sent_link(opened: Office, desk: Desk, body_key: str, email: str) -> str:
    """Let the officer send the link; the path that stands in the newest mail."""
    desk.read(f"/udvalg/{body_key}")
    answer = desk.client.post(
        f"/udvalg/{body_key}/send",
        data={"email": email, "form_key": desk.form("/log-ud")["form_key"]},
        follow_redirects=True,
    )
    assert "Linket er på vej" in answer.text
    deliver_to_folder(opened.house)
    return link_in(opened, email)


def link_in(opened: Office, email: str) -> str:
    """The path of the link in the newest mail to the address."""
    newest = [mail for mail in mails(opened.house) if email in mail["To"]][-1]
    found = re.search(r"https?://\S+/medlem/\S+", body(newest))
    assert found is not None
    return urlsplit(found[0]).path


@pytest.fixture
def browser(address: str) -> Iterator[Desk]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield Desk(client)


def item_called(title: str, page: str) -> str:
    """The path of the item with this title, on the page of an agenda."""
    found = re.search(rf'href="([^"]+/punkt/[^"]+)">{title}<', page)
    assert found is not None
    return found[1]


def closed_reads(opened: Office) -> list[tuple[str, str]]:
    with opened.house.database.connect() as connection:
        rows = connection.exec_driver_sql("SELECT reader, what FROM closed_reads")
        return sorted((row[0], row[1]) for row in rows)


def test_a_member_reads_closed_items_once_the_agenda_is_sent_and_that_is_noted(
    opened: Office, maja: Desk, browser: Desk, agenda: Agenda
) -> None:
    link = sent_link(opened, maja, "vpu", BODIL)
    said = words(browser.read(link))
    home = browser.path
    assert home == link.rpartition("/")[0]
    assert "Voksen- og Plejeudvalget, onsdag den 22. november 2023" in said
    assert "Dagsordenen sendes ud torsdag den 16. november 2023" in said
    browser.read(f"{home}/moede/{agenda.id}", 404)
    opened.go_to(2023, 11, 16, 8)
    sent_out(maja, agenda)
    assert "Dagsordenen er klar" in words(browser.read(home))
    assert closed_reads(opened) == []
    said = words(browser.read(f"{home}/moede/{agenda.id}"))
    assert SECRET in said
    assert "lukket punkt" in said
    item = item_called(SECRET, browser.page)
    said = words(browser.read(item))
    assert TEXT in said
    assert "Det er skrevet ned, at du har læst det." in said
    [sent] = re.findall(r'href="([^"]+/udsendt/[^"]+)"', browser.read(f"{home}/moede/{agenda.id}"))
    assert SECRET in pdf_text(browser, sent)
    browser.read(f"{home}/moede/{agenda.id}/dagsorden.pdf", 404)
    named = "Bodil Terp (F)"
    assert closed_reads(opened) == [(named, what) for what in ("item", "paper", "title", "title")]


def test_who_may_see_the_case_sees_who_read_it(
    opened: Office, address: str, maja: Desk, browser: Desk, agenda: Agenda
) -> None:
    link = sent_link(opened, maja, "vpu", BODIL)
    opened.go_to(2023, 11, 16, 8)
    sent_out(maja, agenda)
    browser.read(link)
    browser.read(f"{browser.path}/moede/{agenda.id}")
    said = words(maja.read(f"{agenda.closed_case}/journal"))
    assert "Hvem der har læst den lukkede sag" in said
    assert "Bodil Terp (F) så titlen på dagsordenen" in said
    assert "Hvem der har læst" not in words(maja.read(f"{agenda.open_case}/journal"))
    with desk_of(opened, address, "bo") as bo:
        bo.read(agenda.closed_case, 404)


def test_the_minutes_are_there_once_the_meeting_is_closed(
    opened: Office, maja: Desk, browser: Desk, agenda: Agenda
) -> None:
    link = sent_link(opened, maja, "vpu", BODIL)
    opened.go_to(2023, 11, 22, 18)
    for case in (agenda.open_case, agenda.closed_case):
        maja.read(f"{case}/handling/decide")
        maja.send(word="tiltraadt", text="Tiltrådt, som skrevet i salen.")
    browser.read(link)
    home = browser.path
    assert "Tiltrådt" not in browser.read(f"{home}/moede/{agenda.id}")
    item = item_called("Strategi for frivillighed", browser.page)
    assert "som skrevet i salen" not in browser.read(item)
    browser.read(f"{home}/moede/{agenda.id}/referat.pdf", 404)
    maja.read(agenda.meeting)
    maja.send("/luk")
    assert "Tiltrådt" in words(browser.read(f"{home}/moede/{agenda.id}"))
    assert "Tiltrådt, som skrevet i salen." in words(browser.read(item))
    found = pdf_text(browser, f"{home}/moede/{agenda.id}/referat.pdf")
    assert found.count("som skrevet i salen") == 2


def test_nobody_else_meets_the_closed_title(
    opened: Office, address: str, maja: Desk, agenda: Agenda
) -> None:
    """P15: a member of another body, an officer without the right, a heard party, the public."""
    own = sent_link(opened, maja, "vpu", BODIL)
    others = [sent_link(opened, maja, key, who) for key, who in (("buu", MADS), ("omu", PETER))]
    new_case(maja, "En sag i høring", number="23/9")
    opened_hearing(maja)
    deliver_to_folder(opened.house)
    heard = [
        urlsplit(found).path
        for mail in mails(opened.house)
        for found in re.findall(r"https?://\S+/svar/\S+", body(mail))
    ]
    opened.go_to(2023, 11, 16, 8)
    sent_out(maja, agenda)
    with httpx.Client(base_url=address, timeout=30) as client:
        reader = Desk(client)
        reader.read(own)
        home = reader.path
        reader.read(f"{home}/moede/{agenda.id}")
        inside = [reader.path, *re.findall(r'href="(/medlem/[^"]+)"', reader.page)]
    before = closed_reads(opened)
    for mail in mails(opened.house):
        assert SECRET not in f"{mail['Subject']} {body(mail)}"
    for start in (*others, *heard[:1], "/hoeringer"):
        with httpx.Client(base_url=address, timeout=30) as client:
            stranger = Desk(client)
            stranger.read(start)
            mine = stranger.path
            guesses = [path.replace(home, mine) for path in inside] + inside
            for path in [*walked(stranger), *guesses]:
                answer = client.get(path, follow_redirects=True)
                assert SECRET not in answer.text, (start, path)
                assert "23/777" not in answer.text, (start, path)
    with desk_of(opened, address, "bo") as bo:
        for path in (*walked(bo), agenda.meeting, *inside):
            assert SECRET not in bo.client.get(path, follow_redirects=True).text, path
    assert closed_reads(opened) == before


def walked(desk: Desk) -> list[str]:
    """The paths that lead on from where somebody is, two steps far."""
    found = [desk.path]
    for path in found[:40]:
        answer = desk.client.get(path, follow_redirects=True)
        if answer.headers["content-type"].startswith("text/html"):
            found += re.findall(r'href="(/[^"#]*)"', answer.text)
    return list(dict.fromkeys(found))[:60]


def test_a_withdrawn_link_dies_at_once_and_the_next_is_another(
    opened: Office, maja: Desk, browser: Desk, agenda: Agenda
) -> None:
    first = sent_link(opened, maja, "vpu", BODIL)
    browser.read(first)
    home = browser.path
    maja.read("/udvalg/vpu")
    maja.send("/traek-tilbage", email=BODIL)
    assert "Linket blev trukket tilbage" in words(maja.page)
    lost = browser.read(home, 404)
    assert browser.read(first, 404) == lost
    assert browser.read(f"{home}/garbage", 404) == lost
    opened.go_to(2023, 11, 2, 8)
    second = sent_link(opened, maja, "vpu", BODIL)
    assert second != first
    browser.read(first, 404)
    browser.read(second)


def test_who_leaves_opens_nothing_until_the_mail_is_opened_again(
    opened: Office, maja: Desk, browser: Desk
) -> None:
    link = sent_link(opened, maja, "vpu", BODIL)
    browser.read(link)
    home = browser.path
    assert "Siderne er lukket" in browser.send("/luk")
    browser.read(home, 404)
    browser.read(link)


def test_a_link_ends_with_the_last_period(opened: Office, maja: Desk, browser: Desk) -> None:
    anders = "anders.skovrup@norddjurs.example"
    link = sent_link(opened, maja, "buu", anders)
    opened.go_to(2025, 12, 31, 12)
    browser.read(link)
    opened.go_to(2025, 12, 31, 23, 30)
    browser.read(link, 404)
    assert anders not in maja.read("/udvalg/buu")
    refused = maja.client.post(
        "/udvalg/buu/send",
        data={"email": anders, "form_key": maja.form("/log-ud")["form_key"]},
    )
    assert refused.status_code == 404


def test_a_substitute_reads_the_meeting_that_he_is_asked_to_come_to_and_no_other(
    opened: Office, maja: Desk, browser: Desk, agenda: Agenda
) -> None:
    assert "Stedfortræder for Carsten Bredal." in words(maja.read("/udvalg/vpu"))
    key = str(maja.form("/log-ud")["form_key"])
    given = {"email": MADS, "form_key": key}
    assert maja.client.post("/udvalg/vpu/send", data=given).status_code == 404
    for day, status in (("2023-11-23", 404), ("i morgen", 422), ("2022-12-21", 404)):
        refused = maja.client.post("/udvalg/vpu/kald-ind", data={**given, "meets_on": day})
        assert refused.status_code == status, day
    maja.read("/udvalg/vpu")
    assert maja.form("/kald-ind")["meets_on"] == "2023-11-22"
    maja.send("/kald-ind")
    assert "Kaldt ind til mødet onsdag den 22. november 2023 af Maja Holt." in words(maja.page)
    deliver_to_folder(opened.house)
    assert "Voksen- og Plejeudvalget" in body(mails(opened.house)[-1])
    link = link_in(opened, MADS)
    opened.go_to(2023, 11, 16, 8)
    sent_out(maja, agenda)
    browser.read(link)
    home = browser.path
    assert SECRET in browser.read(f"{home}/moede/{agenda.id}")
    assert closed_reads(opened) == [("Mads Hvidbjerg (A)", "title")]
    assert "20. december" not in words(browser.read(home))
    maja.read("/udvalg/vpu")
    maja.send("/kald-af")
    assert "kan ikke læse dagsordenen mere" in words(maja.page)
    browser.read(f"{home}/moede/{agenda.id}", 404)


def test_who_stood_in_reads_nothing_after_the_day_of_the_meeting(
    opened: Office, maja: Desk, browser: Desk, agenda: Agenda
) -> None:
    maja.read("/udvalg/vpu")
    maja.send("/kald-ind")
    deliver_to_folder(opened.house)
    opened.go_to(2023, 11, 22, 20)
    browser.read(link_in(opened, MADS))
    home = browser.path
    browser.read(f"{home}/moede/{agenda.id}")
    opened.go_to(2023, 11, 23, 8)
    browser.read(f"{home}/moede/{agenda.id}", 404)


def test_a_member_asks_for_the_link_again_and_gets_the_same_once_a_day(
    opened: Office, maja: Desk, browser: Desk
) -> None:
    link = sent_link(opened, maja, "vpu", BODIL)
    shown = set()
    for address in (BODIL.upper(), BODIL, "ukendt@norddjurs.example", MADS):
        browser.read("/medlem/send-igen")
        browser.send("/medlem/send-igen", email=address)
        shown.add(browser.page.replace(address, "…"))
    assert len(shown) == 1
    deliver_to_folder(opened.house)
    found = mails(opened.house)
    assert [mail["To"].addresses[0].addr_spec for mail in found] == [BODIL, BODIL]
    assert link_in(opened, BODIL) == link
    assert sum("som du har bedt om" in body(mail) for mail in found) == 1


def test_the_letter_names_the_bodies_and_whom_to_ask(opened: Office, maja: Desk) -> None:
    sent_link(opened, maja, "vpu", BODIL)
    [mail] = mails(opened.house)
    text = " ".join(body(mail).split())
    assert mail["Subject"] == "Dit link til dagsordener og referater"
    assert "Kære Bodil Terp" in text
    assert (
        "fra Kommunalbestyrelsen, Økonomiudvalget og Voksen- og Plejeudvalget, også de lukkede"
        in text
    )
    assert "Skriv til Maja Holt, maja@norddjurs.example." in text


def test_looking_at_the_link_changes_nothing(
    opened: Office, maja: Desk, browser: Desk, agenda: Agenda
) -> None:
    """P10: mail scanners follow links, by every verb."""
    link = sent_link(opened, maja, "vpu", BODIL)
    opened.go_to(2023, 11, 16, 8)
    sent_out(maja, agenda)
    for method in ("GET", "HEAD", "OPTIONS") * 2:
        browser.client.request(method, link, follow_redirects=True)
    assert closed_reads(opened) == []
    said = words(maja.read("/udvalg/vpu"))
    assert "Linket blev sendt torsdag den 16. november 2023 kl. 09.00 af Maja Holt." in said


def test_a_letter_that_does_not_arrive_is_told_on_the_bodys_page(
    opened: Office, maja: Desk
) -> None:
    maja.read("/udvalg/vpu")
    maja.send("/udvalg/vpu/send", email=BODIL)
    assert "Mailen er på vej." in words(maja.page)
    assert deliver(opened.house, Scripted(Verdict.UNKNOWN_RECIPIENT)).failed == 1
    said = words(maja.read("/udvalg/vpu"))
    assert "Mailen kunne ikke afleveres" in said
    assert "Mailserveren sagde: »as scripted«. Er adressen rigtig?" in said


def test_the_page_of_a_meeting_leads_to_its_members(maja: Desk, agenda: Agenda) -> None:
    maja.read(agenda.meeting)
    assert 'href="/udvalg/vpu"' in maja.page


def test_a_letter_not_sent_yet_goes_no_more_when_the_link_is_withdrawn(
    opened: Office, maja: Desk
) -> None:
    maja.read("/udvalg/vpu")
    maja.send("/udvalg/vpu/send", email=BODIL)
    maja.send("/udvalg/vpu/traek-tilbage", email=BODIL)
    assert deliver_to_folder(opened.house).sent == 0


def test_leaving_what_is_no_link_is_not_found(browser: Desk) -> None:
    for member in ("x", "%00", "a;b=c", "%0d%0aSet-Cookie:x"):
        assert browser.client.post(f"/medlem/{member}/luk").status_code == 404


@pytest.mark.parametrize("path", ["/udvalg/ingen", "/medlem/x", "/medlem/%00/y"])
def test_what_is_not_there_is_not_found(maja: Desk, path: str) -> None:
    maja.read(path, 404)
