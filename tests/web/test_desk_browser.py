"""The desk in a real browser: worked by the keyboard alone, calm on a narrow screen."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.desk import Desk, desk_of
from tests.office import Office, office
from workflows.services.signin import one_time_link

NARROW = 320


@pytest.fixture
def opened(sqlite: str, tmp_path: Path) -> Office:
    return office(sqlite, tmp_path)


def signed_in(page: Page, opened: Office, address: str) -> None:
    path = urlsplit(one_time_link(opened.house, opened.officer("maja").id)).path
    page.goto(address + path)
    press(page, "Log ind nu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Godt at se dig, Maja")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name is reached; focus must be seen on the way."""
    for _ in range(120):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const at = document.activeElement;
                const label = at.labels && at.labels[0] ? at.labels[0].innerText : "";
                const style = getComputedStyle(at);
                return [at.innerText || "", label, style.outlineStyle];
            }"""
        )
        if name in (found[0].strip(), found[1].strip()):
            assert found[2] != "none", f"{name} is reached, but it cannot be seen"
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


def type_in(page: Page, name: str, written: str) -> None:
    tab_to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(written)


def press(page: Page, name: str) -> None:
    """Press a link or a button; the page that it leads to."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_case_is_worked_to_its_end_by_the_keyboard_alone(
    opened: Office, address: str, page: Page
) -> None:
    signed_in(page, opened, address)
    press(page, "Ny sag")
    press(page, "Politisk sag")
    type_in(page, "Titel", "Strategi for frivillighed")
    type_in(page, "Sagsgang", "ØK")
    press(page, "Opret sagen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Strategi for frivillighed")
    press(page, "Send sagen videre til Økonomiudvalget")
    press(page, "Sæt på dagsordenen")
    expect(page.locator("[aria-current=step]")).to_contain_text("Økonomiudvalget")
    opened.go_to(2023, 11, 14, 18)
    page.reload()
    press(page, "Skriv beslutningen")
    tab_to(page, "Beslutningens ord")
    page.keyboard.type("Godkendt")
    type_in(page, "Beslutningen, som den blev truffet", "Godkendt enstemmigt.")
    press(page, "Skriv beslutningen")
    press(page, "Gå til mødet og luk det")
    press(page, "Luk mødet: en beslutning træder i kraft")
    expect(page.locator("[aria-current=step]")).to_contain_text("Afsluttet")
    expect(page.get_by_text("behandlet 14-11-2023: Godkendt")).to_be_visible()


def test_a_quiet_action_is_opened_and_done_by_the_keyboard(
    opened: Office, address: str, page: Page
) -> None:
    with desk_of(opened, address, "maja") as desk:
        case = begun(desk)
    signed_in(page, opened, address)
    page.goto(address + case)
    tab_to(page, "Sæt i bero")
    page.keyboard.press("Enter")
    type_in(page, "Begrundelse", "Venter på økonomien.")
    press(page, "Sæt i bero")
    expect(page.locator("[aria-current=step]")).to_contain_text("i bero")


def test_a_case_on_paper_tells_where_it_stands_and_has_nothing_to_press(
    opened: Office, address: str, page: Page
) -> None:
    with desk_of(opened, address, "maja") as desk:
        case = begun(desk)
        desk.do("submit")
    signed_in(page, opened, address)
    page.goto(f"{address}{case}")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Sagsgang")).to_be_visible()
    expect(page.get_by_role("heading", name="Næste skridt")).to_be_visible()
    for pressed in ("nav", "input:not([type=hidden])", "select", "textarea", "summary", "button"):
        for one in page.locator(f"main {pressed}").all():
            expect(one).to_be_hidden()
    page.goto(f"{address}/sager?vis=alle")
    expect(page.get_by_text("Godkendelse af kvalitetsstandarder")).to_be_visible()
    expect(page.locator("#q, .find input:not([type=hidden])").first).to_be_hidden()


def test_a_hearing_is_planned_looked_at_and_sent_by_the_keyboard_alone(
    opened: Office, address: str, page: Page
) -> None:
    with desk_of(opened, address, "maja") as desk:
        case = begun(desk)
        desk.do("submit")
    signed_in(page, opened, address)
    page.goto(f"{address}{case}/hoering")
    type_in(page, "Hvad spørges der om?", "Hvad mener I?")
    tab_to(page, "Svarfrist")
    page.keyboard.type("11262023")
    tab_to(page, "Handicaprådet")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Planen er ikke gemt endnu")
    press(page, "Vælg mandag den 27. november 2023")
    assert page.input_value("#due_on") == "2023-11-27"
    assert page.is_checked("text=Handicaprådet")
    press(page, "Gem planen")
    press(page, "Se invitationen først")
    expect(page.get_by_role("region", name="Mailen")).to_contain_text("Kære Birgitte Sandvej")
    press(page, "Send en prøve til maja@norddjurs.example")
    expect(page.get_by_text("Prøver, der er sendt")).to_be_visible()
    press(page, "Tilbage til sagen")
    press(page, "Send i høring")
    expect(page.get_by_text("Inviteret", exact=True)).to_be_visible()


def begun(desk: Desk) -> str:
    """Open a case by its form; the path of its page."""
    desk.read("/sager/ny?type=politisk-sag")
    long = "Godkendelse af kvalitetsstandarder for personlig hjælp, praktisk bistand og støtte"
    desk.send("/sager/ny", title=long, route="Høring, VPU, ØK, KB")
    return desk.path


def decided_case(opened: Office, desk: Desk) -> str:
    """A case that came late on an agenda and is decided, its meeting not closed."""
    desk.read("/sager/ny")
    desk.send("/sager/ny", title="Takster", route="VPU, ØK")
    desk.do("submit")
    case = desk.path
    opened.go_to(2023, 11, 13, 8)
    desk.read(case)
    desk.do("put_on_agenda", meets_on="2023-11-22", reason="Kan ikke vente")
    opened.go_to(2023, 11, 22, 18)
    desk.read(f"{case}/handling/decide")
    desk.send(word="tiltraadt", text="Tiltrådt.")
    return case


def test_every_page_fits_a_narrow_screen_and_has_one_main_heading(
    opened: Office, address: str, page: Page
) -> None:
    with desk_of(opened, address, "maja") as desk:
        case = begun(desk)
        desk.do("submit")
        desk.plan(case, text="Hvad mener I?", due_on="2023-11-29", bodies=["HR", "PR Ørsted"])
        desk.do("open_hearing")
        hearing = desk.page.split(f'href="{case}/hoeringer/')[1].split('"')[0].split("/")[0]
        answer = desk.read(f"{case}/hoeringer/{hearing}").split("/svar/")[1].split('"')[0]
        decided = decided_case(opened, desk)
        meeting = desk.page.split('href="/moeder/')[1].split("?")[0]
    signed_in(page, opened, address)
    page.set_viewport_size({"width": NARROW, "height": 800})
    at = f"{case}/hoeringer/{hearing}"
    for path in (
        *("/sager", "/sager/ny", "/moeder", "/postkasse", case, f"{case}/rediger"),
        *(decided, f"{decided}/beslutning", f"/moeder/{meeting}"),
        *(f"{case}/handling/withdraw", f"{case}/hoering"),
        *(at, f"{at}/notat", f"{at}/frist", f"{at}/svar/{answer}"),
    ):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
        assert page.locator("h1").count() == 1, path
        assert page.evaluate(UNNAMED) == [], path
        assert page.evaluate(REPEATED) == [], path


UNNAMED = """() => [...document.querySelectorAll(
    "main input:not([type=hidden]), main select, main textarea")]
    .filter(field => !field.labels.length).map(field => field.name)"""
"""The fields without a label."""

REPEATED = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
"""The ids that stand there twice."""
