"""The answer page in a real browser: by keyboard alone, without JavaScript, on a narrow screen."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.hostile_files import PDF
from tests.open_hearing import OpenHearing, installed, open_hearing, served

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def hearing(sqlite: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(sqlite, tmp_path))


@pytest.fixture
def address(hearing: OpenHearing) -> Iterator[str]:
    with served(hearing.house) as address:
        yield f"{address}/svar/{hearing.parties[0]}/{hearing.token()}"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.innerText"))


def tab_to(page: Page, wanted: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted in focused(page):
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_a_council_answers_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert focused(page) == "Gå til indholdet"
    page.keyboard.press("Enter")
    tab_to(page, "stance")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "text")
    page.keyboard.type("Godt udkast.")
    tab_to(page, "Send svaret")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kvittering/*")
    assert "Tak, svaret er modtaget" in page.content()
    assert "Støtter forslaget med bemærkninger" in page.content()
    assert page.title().startswith("Kvittering")


def test_faults_are_said_at_the_top_and_lead_to_their_field(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Støtter ikke forslaget").check()
    page.set_input_files("#file", {"name": "svar.pdf", "mimeType": "x/y", "buffer": b"MZ"})
    page.get_by_role("button", name="Send svaret").click()
    summary = page.get_by_role("alert")
    assert "Svaret er ikke sendt endnu" in summary.inner_text()
    summary.get_by_role("link").first.click()
    assert focused(page) == "file"
    assert page.get_by_label("Støtter ikke forslaget").is_checked()


def test_it_works_without_javascript_and_at_320_pixels(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=NARROW) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        page.get_by_text("Svaret gives sammen med andre").click()
        page.get_by_label("Ældrerådet").check()
        page.get_by_label("Ingen bemærkninger").check()
        page.set_input_files("#file", {"name": "svar.pdf", "mimeType": "x/y", "buffer": PDF})
        page.get_by_role("button", name="Send svaret").click()
        page.wait_for_url("**/kvittering/*")
        assert "sammen med Ældrerådet" in page.content()


def test_a_draft_one_click_and_the_other_pages_need_no_javascript_and_no_width(
    browser: Browser, address: str
) -> None:
    with browser.new_context(java_script_enabled=False, viewport=NARROW) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        page.fill("#text", "Vi er i gang")
        files = [
            {"name": f"{letter * 100}.txt", "mimeType": "x/y", "buffer": letter.encode()}
            for letter in "ab"
        ]
        page.set_input_files("#file", files)  # type: ignore[arg-type]
        page.get_by_role("button", name="Gem kladde").click()
        page.get_by_role("heading", name="Kladden er gemt").wait_for()
        assert page.input_value("#text") == "Vi er i gang"
        assert fits(page)
        page.get_by_label("Behold filen aaa").uncheck()
        page.fill("#text", "")
        page.get_by_label("Behold filen bbb").uncheck()
        page.get_by_role("button", name="Gem kladde").click()
        page.get_by_role("button", name="Svar: Ingen bemærkninger").wait_for()
        page.get_by_text("Vis høringen til andre").click()
        to_read = urlsplit(page.input_value("#laeselink")).path
        for path, heading in (
            (f"{urlsplit(page.url).path}/hoeringer", "Høringer for Handicaprådet"),
            (to_read, "Strategi for frivillighed"),
            ("/svar/send-igen", "Få linket til høringen sendt igen"),
        ):
            page.goto(urljoin(address, path))
            page.get_by_role("heading", name=heading).wait_for()
            assert fits(page)
        page.goto(address)
        page.get_by_role("button", name="Svar: Ingen bemærkninger").click()
        page.wait_for_url("**/kvittering/*")
        assert "Ingen bemærkninger" in page.content()


def test_a_draft_is_saved_and_a_link_asked_for_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    tab_to(page, "text")
    page.keyboard.type("Vi er i gang")
    tab_to(page, "Gem kladde")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kladden er gemt").wait_for()
    page.goto(urljoin(address, "/svar/send-igen"))
    tab_to(page, "email")
    page.keyboard.type("a0@raad.example")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert "Er a0@raad.example spurgt" in page.content()


def test_nothing_is_wider_than_a_narrow_screen(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=NARROW) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        assert fits(page)
        page.get_by_label("Ingen bemærkninger").check()
        page.set_input_files(
            "#file", {"name": "a" * 110 + ".pdf", "mimeType": "x/y", "buffer": PDF}
        )
        page.get_by_role("button", name="Send svaret").click()
        page.wait_for_url("**/kvittering/*")
        assert fits(page)
        page.goto(address)
        assert fits(page)


def test_a_browser_that_runs_scripts_changes_nothing_by_looking(
    page: Page, address: str, hearing: OpenHearing
) -> None:
    before = hearing.dump()
    for _ in range(20):
        page.goto(address, wait_until="load")
    assert hearing.dump() == before


def test_a_file_that_is_too_big_gives_a_page_and_not_a_broken_connection(
    page: Page, address: str, tmp_path: Path
) -> None:
    big = tmp_path / "stor.pdf"
    big.write_bytes(PDF.ljust(40_000_000))
    page.goto(address)
    page.get_by_label("Ingen bemærkninger").check()
    page.fill("#text", "Min tekst")
    page.set_input_files("#file", big)
    page.get_by_role("button", name="Send svaret").click()
    page.get_by_role("alert").wait_for()
    assert "Filen »stor.pdf« fylder mere end 20 MB" in page.content()
    assert page.input_value("#text") == "Min tekst"


def fits(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )
