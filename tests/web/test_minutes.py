"""The minutes of a closed meeting are laid out and signed, behind the own link or on paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.desk import ON_SQLITE, Desk, words
from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office
from tests.web.test_cases import meeting_of
from tests.web.test_members import BODIL, sent_link
from tests.web.test_papers import pdf_text
from tests.web.test_recording import before_the_body

pytestmark = ON_SQLITE


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that is closed, at the desk and for a member."""

    path: str
    home: str

    @property
    def agenda(self) -> str:
        return f"{self.home}/moede/{self.path.rpartition('/')[2]}"


@pytest.fixture
def browser(address: str) -> Iterator[Desk]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield Desk(client)


@pytest.fixture
def held(opened: Office, maja: Desk, browser: Desk) -> Held:
    before_the_body(opened, maja)
    maja.send(word="tiltraadt", text="Tiltrådt.")
    meeting = meeting_of(opened)
    browser.read(sent_link(opened, maja, "vpu", BODIL))
    maja.read(meeting)
    maja.send("/luk")
    return Held(meeting, browser.path)


def test_a_member_signs_once_with_a_remark(
    opened: Office, maja: Desk, browser: Desk, held: Held
) -> None:
    assert "Underskriv" not in words(browser.read(held.agenda))
    maja.read(held.path)
    maja.send("/referat")
    assert "Referatet blev lagt frem til underskrift onsdag den 22. november 2023" in words(
        maja.page
    )
    deliver_to_folder(opened.house)
    asked = [mail for mail in mails(opened.house) if "Til underskrift" in str(mail["Subject"])]
    assert len(asked) == 5
    (to_her,) = [body(mail) for mail in asked if BODIL in str(mail["To"])]
    browser.read(re.findall(r"https?://[^/]+(/medlem/\S+)", to_her)[0])
    assert browser.path == held.agenda
    browser.send("/underskriv", remark="Jeg var med til det hele.")
    assert "Du skrev under onsdag den 22. november 2023" in words(browser.page)
    assert "Din bemærkning: Jeg var med til det hele." in words(browser.page)
    said = words(maja.read(held.path))
    signed_at = "onsdag den 22. november 2023 kl. 19.00"
    assert f"Bodil Terp (F), {signed_at} Jeg var med til det hele." in said
    assert said.count("Har skrevet under på papir") == 4
    assert "Bodil Terp (F), 22-11-2023" in pdf_text(maja, f"{held.path}/referat.pdf")
    signed = pdf_text(browser, f"{held.agenda}/referat/underskrift")
    assert "Tiltrådt." in signed
    assert "Underskrifter" not in signed


def test_who_signed_on_paper_is_noted_and_in_the_end_all_have(
    opened: Office, maja: Desk, held: Held
) -> None:
    maja.read(held.path)
    maja.send("/referat")
    for left in range(5, 0, -1):
        assert words(maja.page).count("Har skrevet under på papir") == left
        maja.send("/referat/papir")
    assert "på papir, set af Maja Holt" in words(maja.page)
    assert "Alle har skrevet under." in words(maja.page)
    key = maja.form("/log-ud")["form_key"]
    foreign = {"form_key": key, "email": "ukendt@norddjurs.example"}
    assert maja.client.post(f"{held.path}/referat/papir", data=foreign).status_code == 404


def test_what_is_laid_out_stays_as_it_was(opened: Office, maja: Desk, held: Held) -> None:
    maja.read(held.path)
    maja.send("/referat")
    before = maja.client.get(f"{held.path}/referat/underskrevet").content
    case = re.findall(r'href="(/sager/[0-9a-f-]+)"', maja.read(held.path))[0]
    maja.read(f"{case}/rediger")
    maja.send(text="En helt ny tekst.")
    maja.read(held.path)
    key = maja.form("/log-ud")["form_key"]
    maja.client.post(f"{held.path}/referat", data={"form_key": key})
    assert maja.client.get(f"{held.path}/referat/underskrevet").content == before


def test_minutes_have_the_words_that_were_treated_also_when_the_case_is_written_anew(
    opened: Office, maja: Desk, browser: Desk, held: Held
) -> None:
    case = re.findall(r'href="(/sager/[0-9a-f-]+)"', maja.read(held.path))[0]
    maja.read(f"{case}/rediger")
    maja.send(title="Et nyt navn", text="En helt ny tekst.", points="at noget andet sker")
    for desk, path in ((maja, held.path), (browser, held.agenda)):
        told = pdf_text(desk, f"{path}/referat.pdf")
        assert "Om pumpen." in told
        assert "at det godkendes" in told
        assert "Tiltrådt." in told
        assert "ny" not in told.split()
    maja.read(held.path)
    maja.send("/referat")
    assert "Om pumpen." in pdf_text(maja, f"{held.path}/referat/underskrevet")


def test_minutes_tell_that_a_decision_was_called_in(opened: Office, maja: Desk) -> None:
    case = before_the_body(opened, maja)
    maja.send(word="tiltraadt", text="Tiltrådt.")
    meeting = meeting_of(opened)
    maja.read(f"{case}/handling/call_in")
    maja.send(member="Bodil Terp (F)")
    told = "Bodil Terp (F) har begæret sagen indbragt for kommunalbestyrelsen (standsningsret)."
    assert told in words(maja.read(f"{case}/beslutninger"))
    assert told in pdf_text(maja, f"{meeting}/referat.pdf")
    maja.read(meeting)
    maja.send("/luk")
    public = meeting.replace("/moeder/", "/dagsordener/")
    number = re.findall(rf'{public}/(\d+)"', maja.read(public))[0]
    assert told in words(maja.read(f"{public}/{number}"))


def test_nothing_is_laid_out_before_the_meeting_is_closed(opened: Office, maja: Desk) -> None:
    before_the_body(opened, maja)
    meeting = meeting_of(opened)
    key = maja.form("/log-ud")["form_key"]
    refused = maja.client.post(f"{meeting}/referat", data={"form_key": key})
    assert refused.status_code == 422
    assert "Mødet er ikke lukket" in words(refused.text)
    assert maja.client.get(f"{meeting}/referat/underskrevet").status_code == 404


def test_nobody_signs_from_elsewhere_and_nothing_typed_is_lost(
    opened: Office, maja: Desk, browser: Desk, held: Held
) -> None:
    maja.read(held.path)
    maja.send("/referat")
    foreign = browser.client.post(f"{held.agenda}/underskriv", data={"csrf": "x", "remark": "x"})
    assert foreign.status_code == 403
    browser.read(held.agenda)
    browser.send("/underskriv", status=422, remark="Alt\x00 var godt.")
    assert "var godt." in words(browser.page)
    assert "Underskriv referatet" in words(browser.page)
