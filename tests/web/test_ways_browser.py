"""Each of the ways officers work, in a real browser, by what is written on the buttons."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.desk import desk_of
from tests.office import Office, office
from tests.web.test_desk_browser import signed_in


@pytest.fixture
def opened(sqlite: str, tmp_path: Path) -> Office:
    return office(sqlite, tmp_path)


def open_case(page: Page, title: str, route: str) -> None:
    page.get_by_role("link", name="Ny sag").first.click()
    page.get_by_role("link", name="Politisk sag").click()
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Sagsgang", exact=True).fill(route)
    page.get_by_role("button", name="Opret sagen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


def stands_at(page: Page, words: str) -> None:
    expect(page.locator("[aria-current=step]")).to_contain_text(words)


def decide(page: Page, word: str, text: str) -> None:
    """From the case's page to the form and back."""
    page.get_by_role("link", name="Skriv beslutningen").click()
    words = page.get_by_label("Beslutningens ord")
    told = words.get_by_role("option").filter(has_text=re.compile(f"^{word}:")).inner_text()
    words.select_option(label=told)
    page.get_by_label("Beslutningen, som den blev truffet").fill(text)
    press(page, "Skriv beslutningen")


def close_meeting(page: Page) -> None:
    page.get_by_role("link", name="Gå til mødet og luk det").click()
    press(page, "Luk mødet: en beslutning træder i kraft")


def test_a_case_is_opened_sent_to_hearing_and_given_longer(
    opened: Office, address: str, page: Page
) -> None:
    signed_in(page, opened, address)
    open_case(page, "Plan for leg", "Høring, VPU")
    press(page, "Send sagen videre til høring")
    page.get_by_role("link", name="Forbered høringen").click()
    page.get_by_label("Hvad spørges der om?").fill("Hvad mener I?")
    page.get_by_label("Svarfrist", exact=True).fill("2023-11-30")
    page.get_by_role("checkbox", name="Handicaprådet").check()
    press(page, "Gem planen")
    press(page, "Send i høring")
    stands_at(page, "åben fra")
    page.get_by_role("link", name="Forlæng fristen").click()
    page.get_by_label("Ny frist").fill("2023-12-07")
    page.get_by_label("Begrundelse").fill("Rådet har først møde den 5. december.")
    press(page, "Forlæng fristen")
    expect(page.get_by_text("torsdag den 7. december 2023").first).to_be_visible()
    page.get_by_role("link", name="Sagen", exact=True).or_(
        page.get_by_role("link", name="Plan for leg")
    ).first.click()
    stands_at(page, "07-12-2023")


def test_a_decision_defers_the_case_to_a_later_meeting(
    opened: Office, address: str, page: Page
) -> None:
    signed_in(page, opened, address)
    open_case(page, "Takster", "ØK, KB")
    press(page, "Send sagen videre til Økonomiudvalget")
    press(page, "Sæt på dagsordenen")
    opened.go_to(2023, 11, 14, 18)
    page.reload()
    decide(page, "Udsat", "Udsat til næste møde.")
    close_meeting(page)
    stands_at(page, "Økonomiudvalget")
    expect(page.get_by_text("Udsat").first).to_be_visible()


def test_a_member_calls_the_case_in_to_the_council(
    opened: Office, address: str, page: Page
) -> None:
    signed_in(page, opened, address)
    open_case(page, "Åbningstider", "VPU, ØK, KB")
    press(page, "Send sagen videre til Voksen- og Plejeudvalget")
    press(page, "Sæt på dagsordenen")
    opened.go_to(2023, 11, 22, 18)
    page.reload()
    decide(page, "Godkendt", "Godkendt enstemmigt.")
    page.get_by_text("Brug standsningsretten", exact=True).first.click()
    page.get_by_label("Hvem bruger standsningsretten?").fill("Bodil Terp (F)")
    press(page, "Brug standsningsretten")
    stands_at(page, "Kommunalbestyrelsen")
    expect(page.get_by_text("standsningsretten brugt").first).to_be_visible()


def test_a_whole_case_is_fetched_for_access(
    opened: Office, address: str, page: Page, tmp_path: Path
) -> None:
    with desk_of(opened, address, "maja") as desk:
        desk.read("/sager/ny")
        desk.send("/sager/ny", title="Aftale om kørsel", route="VPU", number="23/77")
        case = desk.path
    signed_in(page, opened, address)
    page.goto(address + case)
    page.get_by_role("link", name="Journal").first.click()
    page.get_by_role("link", name="Aktindsigt").first.click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent hele sagen (ZIP)").click()
    assert fetched.value.suggested_filename == "Sag 23-77.zip"
    fetched.value.save_as(tmp_path / "case.zip")
    with ZipFile(tmp_path / "case.zip") as archive:
        assert "Aktliste.pdf" in archive.namelist()
        assert archive.testzip() is None
