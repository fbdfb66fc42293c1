"""The public pages and the answer page keep WCAG 2.1 AA, as far as axe can tell, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.hostile_files import PDF
from tests.open_hearing import CLOSES_AT, OpenHearing, installed, open_hearing, served
from tests.publishing import answered, form_path, hearing_id, officers_desk, send_form
from workflows.engine.vocabulary import Trigger
from workflows.services.sweeping import sweep

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    },
    # Of what is right axe tells no more than one element: to tell of them all took half its time.
    "resultTypes": ["violations"],
}


@pytest.fixture
def hearing(sqlite: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(sqlite, tmp_path), number="23/2079")


@pytest.fixture
def address(hearing: OpenHearing) -> Iterator[str]:
    with served(hearing.house) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Narrow, where most can go wrong; each kind of page is looked at wide among all the others."""
    with browser.new_context(locale="da-DK", viewport={"width": 320, "height": 800}) as context:
        yield context.new_page()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong with the page, each rule with the elements that break it."""
    found = Axe().run(page, options=RULES).response
    assert len(found["passes"]) > 15
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


def link(hearing: OpenHearing, address: str, party: int = 0) -> str:
    return f"{address}/svar/{hearing.parties[party]}/{hearing.token(party)}"


def test_the_public_pages(hearing: OpenHearing, address: str, page: Page) -> None:
    other = open_hearing(hearing.house, hearing.clock, number="23/3")
    other.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
    response = answered(hearing, "Vi er imod.\n\nHusk busserne.", files=(("svar.pdf", PDF),))
    file = hearing.rows("SELECT id FROM response_files")[0][0]
    with officers_desk(hearing.house, address) as desk:
        sent = {"published": "ja", "text": "Husk busserne.", f"file-{file}": "original"}
        assert send_form(desk, form_path(hearing, response), sent).status_code == 303
    for path in (
        "/hoeringer",
        "/hoeringer?side=2",
        f"/hoeringer/{hearing_id(hearing)}",
        f"/hoeringer/{hearing_id(other)}",
        "/hoeringer/findes-ikke",
    ):
        page.goto(address + path)
        assert violations(page) == [], path


def test_the_answer_page_from_landing_to_receipt(
    hearing: OpenHearing, address: str, page: Page
) -> None:
    page.goto(link(hearing, address))
    assert violations(page) == []
    page.get_by_text("Svaret gives sammen med andre").click()
    assert violations(page) == []
    page.get_by_label("Støtter ikke forslaget").check()
    page.get_by_role("button", name="Send svaret").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    page.get_by_label("Bemærkninger", exact=True).fill("Husk busserne.")
    page.set_input_files("#file", {"name": "svar.pdf", "mimeType": "x/y", "buffer": PDF})
    page.get_by_role("button", name="Send svaret").click()
    page.wait_for_url("**/kvittering/*")
    assert violations(page) == []
    page.goto(link(hearing, address))
    assert violations(page) == []


def test_the_answer_page_when_a_colleague_was_faster(
    hearing: OpenHearing, address: str, page: Page
) -> None:
    page.goto(link(hearing, address))
    answered(hearing, "Min kollegas svar.")
    page.get_by_label("Ingen bemærkninger").check()
    page.get_by_role("button", name="Send svaret").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


def test_the_answer_page_after_the_deadline_and_when_all_is_over(
    hearing: OpenHearing, address: str, page: Page
) -> None:
    other = open_hearing(hearing.house, hearing.clock, number="23/4")
    other.advance(Trigger.WITHDRAW, reason="Forslaget er taget af bordet")
    page.goto(link(other, address))
    assert "trukket tilbage" in page.content()
    assert violations(page) == []
    answered(hearing, "Husk busserne.")
    hearing.clock.now = CLOSES_AT
    sweep(hearing.house)
    page.goto(link(hearing, address, 1))
    assert "Fristen er passeret" in page.content()
    assert violations(page) == []
    hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort")
    for party in (0, 1):
        page.goto(link(hearing, address, party))
        assert "Høringen er slut" in page.content()
        assert violations(page) == []
    page.goto(link(hearing, address)[:-4])
    assert "Linket kan ikke åbnes" in page.content()
    assert violations(page) == []


def test_the_page_by_which_an_officer_publishes(
    hearing: OpenHearing, address: str, page: Page
) -> None:
    response = answered(hearing, "Husk busserne.", files=(("svar.pdf", PDF),))
    with officers_desk(hearing.house, address) as desk:
        page.context.add_cookies(
            [
                {"name": name, "value": value, "url": address}
                for name, value in desk.client.cookies.items()
            ]
        )
    page.goto(address + form_path(hearing, response))
    assert page.get_by_role("heading", level=1).inner_text().startswith("Offentliggør")
    assert violations(page) == []
    page.get_by_label("Offentliggør svaret").check()
    page.get_by_label("Vis den, som den er").check()
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url(f"**/hoeringer/{hearing_id(hearing)}#*")
    assert violations(page) == []
