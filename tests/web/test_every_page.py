"""Every page, light and dark, wide and narrow: WCAG 2.1 AA as axe sees it, nothing cut off."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from playwright.sync_api import Browser, Page
from starlette.routing import compile_path

from tests.engine.facts_for_tests import answer
from tests.hostile_files import PDF
from tests.incoming import invitation, reply, with_file
from tests.mailing import deliver_to_folder
from tests.open_hearing import OFFICER, OpenHearing, installed, open_hearing, served
from tests.publishing import answered
from tests.web.test_axe import violations
from tests.web.test_faulty_forms import with_document
from web.app import create_app
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.vocabulary import Channel, Openness, Stance, Trigger
from workflows.records.member_links import links_by_email
from workflows.services.accounts import place_in_department
from workflows.services.acting import act
from workflows.services.answers import open_link
from workflows.services.attaching import attach_files
from workflows.services.cases import NewCase, open_case
from workflows.services.commenting import Written, write_comment
from workflows.services.definition_versions import NewVersion, in_force, shelf_of
from workflows.services.definition_versions import keep as keep_version
from workflows.services.dispatching import dispatch_agenda, sending_of
from workflows.services.drafting import save_draft
from workflows.services.hearings import prepare_hearing, registered_parties
from workflows.services.importing import Source, import_item, read_source
from workflows.services.inbox import Fetched, take_in
from workflows.services.installation import Installation
from workflows.services.links import member_link
from workflows.services.member_links import send_member_link, withdraw_member_link
from workflows.services.promises import Change, PromiseGiven, make_promise
from workflows.services.signin import one_time_link
from workflows.services.uploads import keep

NO_PAGES = re.compile(
    r"(\.(pdf|ics|atom|json|zip|csv|css|svg|\{ending\})|/original|/referat/underskr\w+"
    r"|/(fil|filer|dokument|dokumenter|bilag|udsendt)/\{\w+\}(/\{\w+\})?)$"
)
"""Routes whose answers are kept as files or read by programs."""

ANSWERS_NO_BROWSER = {"/", "/health", "/metrics", "/sager/{case}/hoeringer/{hearing}/notat/{file}"}

MANY_KINDS = ("/sager/{case}", "/svar/{party}")
"""Pages that show how far a case or a hearing has come; of any other route one is looked at."""

ITEMS = Path(__file__).resolve().parents[1] / "engine" / "agenda_items"

DAY_OF_MEETING = datetime(2023, 11, 22, 8, tzinfo=UTC)

LONG = "Speciallægepraksisplanlægningsstabiliseringsperiodeudvalgsformandskandidatur" * 2


@pytest.fixture
def hearing(sqlite: str, tmp_path: Path) -> OpenHearing:
    """An installation with a case in every state, seen from its hearing that is open."""
    house, clock = installed(sqlite, tmp_path)
    opened = open_hearing(house, clock, number="23/1")
    with_document(opened)
    for version in range(3):
        files = (("svar.pdf", PDF),) if version else ()
        answered(opened, f"Vi er imod {LONG}", base_version=version, files=files)
    mistaken = replace(answer(opened.parties[2], clock.now), channel=Channel.LETTER)
    act(house, opened.case, mistaken, OFFICER)
    deliver_to_folder(house)
    begun = [open_hearing(house, clock, number=f"23/{number}") for number in range(2, 8)]
    begun[0].advance(Trigger.WITHDRAW, reason="Forslaget er taget af bordet")
    for case in begun[1:]:
        case.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
    begun[2].advance(Trigger.HOLD, reason="Ferien")
    for case in begun[3:]:
        case.advance(Trigger.PUT_ON_AGENDA)
    send_agenda_out(begun[3])
    keep_definitions(house)
    clock.now = DAY_OF_MEETING
    for case in begun[4:]:
        case.advance(Trigger.DECIDE, word="godkendt", text=f"Godkendt {LONG}")
    begun[5].advance(Trigger.TAKE_EFFECT)
    for title in ("Ny", LONG):
        new = NewCase(title, "politisk-sag", "Høring, VPU, ØK, KB", Openness.CLOSED)
        assert OFFICER.id is not None
        drafted = open_case(house, new, OFFICER.id, OFFICER)
    heard = registered_parties(house, ["HR"])
    rule = house.definitions.case_types["politisk-sag"].hearings[0].code
    prepare_hearing(house, drafted, PrepareHearing(rule, LONG, date(2024, 1, 10), heard), OFFICER)
    OpenHearing(house, clock, drafted, ()).advance(Trigger.SUBMIT)
    for sender in ("a1@raad.example", "ukendt@raad.example"):
        raw = with_file(reply(invitation(opened), sender, text=f"Vi mener {LONG}")).as_bytes()
        take_in(house, Fetched(raw, len(raw), whole=True, received_at=clock.now))
    status = PromiseGiven(f"Status {LONG}", "OMU", "", date(2024, 3, 4), 6, None, 4)
    make_promise(house, Change(opened.case, OFFICER), status)
    for n in range(2):
        note = Written(opened.case, f"Se på {LONG}", (), f"k{n}", OFFICER)
        written = write_comment(house, note)
    assert written.outcome.journal
    assert OFFICER.id is not None
    place_in_department(house, OFFICER.id, "Plan og Miljø")
    laid = keep(house, f"{LONG[:100]}.txt", BytesIO(b"Bilaget"))
    attach_files(house, opened.case, (laid,), Openness.OPEN, OFFICER)
    text = Source("taxa.txt", (ITEMS / "taxa.txt").read_bytes())
    case_type = house.definitions.case_types["politisk-sag"]
    found = read_source(text, house.definitions.bodies, case_type)
    import_item(house, text, found, case_type, OFFICER.id, OFFICER)
    clock.now += timedelta(minutes=1)
    grant = open_link(house, opened.parties[0], opened.token())
    save_draft(house, grant, stance=Stance.SUPPORTS, text=LONG, base_version=3)
    return opened


def keep_definitions(house: Installation) -> None:
    """A second version, and with it a first: the folder's."""
    files = dict(in_force(shelf_of(house)).files)
    files["bodies.toml"] += f"# {LONG}\n"
    keep_version(shelf_of(house), NewVersion(files, 0, LONG), OFFICER.name, house.real_clock())


def send_agenda_out(hearing: OpenHearing) -> None:
    [(meeting,)] = hearing.rows("SELECT id FROM meetings")
    seen = sending_of(hearing.house, str(meeting)).seen
    dispatch_agenda(hearing.house, str(meeting), seen, OFFICER)


@pytest.fixture
def address(hearing: OpenHearing) -> Iterator[str]:
    with served(hearing.house) as address:
        yield address


@pytest.fixture(params=[("light", 1280), ("dark", 320)], ids=["light-wide", "dark-narrow"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, width = request.param
    screen = {"width": width, "height": 800}
    with browser.new_context(
        locale="da-DK",
        viewport=screen,  # type: ignore[arg-type]
        color_scheme=scheme,
    ) as context:
        yield context.new_page()


def signed_in(page: Page, hearing: OpenHearing, address: str) -> None:
    assert OFFICER.id is not None
    page.goto(address + urlsplit(one_time_link(hearing.house, OFFICER.id)).path)
    looked_at(page, "/log-ind/{secret}")
    page.get_by_role("button").click()
    page.get_by_role("heading", name="Godt at se dig").wait_for()


def starts(page: Page, hearing: OpenHearing, address: str) -> Iterator[str]:
    """Where the walk begins: what no other page links to."""
    for party in (0, 1):
        yield f"/svar/{hearing.parties[party]}/{hearing.token(party)}"
    page.goto(f"{address}/svar/{hearing.parties[0]}/{hearing.token()}")
    yield urlsplit(page.locator("#laeselink").input_value()).path
    for number in (2, 3):
        (case,) = hearing.rows(f"SELECT case_id FROM v_case WHERE number = '23/{number}'")[0]
        (party,) = hearing.rows(
            f"SELECT p.id FROM parties p WHERE p.case_id = '{case}' AND p.position = 1"
        )[0]
        other = replace(hearing, case=str(case), parties=(str(party),))
        yield f"/svar/{party}/{other.token()}"
    found = hearing.rows("SELECT case_id, id FROM hearings WHERE phase IN ('preparing', 'open')")
    yield from (f"/sager/{case}/hoeringer/{one}" for case, one in found)
    yield member_path(hearing)
    yield from ("/medlem/send-igen", "/medlem/lukket", "/medlem/a/b", "/medlem/a/b/moede/c")
    yield from (
        "/log-ind",
        "/log-ind/oidc",
        "/log-ind/oidc/svar",
        "/log-ind/brugt",
        "/svar/send-igen",
        "/svar/a/b/c",
        "/hoeringer/a/b",
    )
    yield from ("/dagsordener", "/dagsordener/a/b/c")
    sheet = "/definitioner/ret?fil=letters/digest.toml&fil=case_types/lokalplan.toml"
    yield from ("/definitioner/versioner/2", sheet)
    yield from ("/sager?vis=alle", "/sager?q=findes-ikke", "/sager", "/hoeringer", "/findes-ikke")
    yield "/afdeling"
    yield from fullest(hearing)
    for decided in ("23/6", "23/7"):
        (case,) = hearing.rows(f"SELECT case_id FROM v_case WHERE number = '{decided}'")[0]
        yield f"/sager/{case}/handling/decide"


def fullest(hearing: OpenHearing) -> Iterator[str]:
    """Of each of a case's pages the one that shows most; no other of its kind is looked at."""
    for name, table in (
        ("beslutninger", "decisions d JOIN agenda_items i ON i.id = d.item_id AND NOT i.active"),
        ("bilag", "attachments d JOIN cases c ON c.id = d.case_id AND d.name IS NOT NULL"),
        ("hoeringer", "hearings d"),
        ("journal", "journal d"),
        ("noter", "comments d"),
    ):
        most = f"SELECT d.case_id FROM {table} GROUP BY d.case_id ORDER BY count(*) DESC LIMIT 1"
        ((case,),) = hearing.rows(most)
        yield f"/sager/{case}/{name}"


def member_path(hearing: OpenHearing) -> str:
    """The link of the committee's chair, sent a moment ago; another's was withdrawn."""
    house, chair = hearing.house, "bodil.terp@norddjurs.example"
    assert OFFICER.id is not None
    for email in (chair, "tine.soedring@norddjurs.example"):
        send_member_link(house, "vpu", email, OFFICER.id)
    withdraw_member_link(house, "vpu", email, OFFICER.id)
    with house.database.connect() as connection:
        held = links_by_email(connection, [chair])[chair]
    return urlsplit(member_link(house, held.id, held.generation)).path


def routes(hearing: OpenHearing) -> list[tuple[str, re.Pattern[str]]]:
    """Every page of the product, in the order that it is looked for."""
    return [
        (str(found.path), compile_path(str(found.path))[0])
        for found in iter_route_contexts(create_app(hearing.house).routes)
        if isinstance(found.original_route, APIRoute) and "GET" in (found.methods or ())
    ]


def looked_at(page: Page, where: str) -> None:
    """Nothing is wrong with the page, and nothing of it is beyond the edge of the screen."""
    assert violations(page) == [], where
    beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert beyond <= 0, (where, beyond)
    assert page.locator("h1").count() == 1, where


def links(page: Page) -> list[str]:
    """The paths that the page leads to, but for files."""
    script = "all => all.map(one => one.getAttribute('href'))"
    found = page.eval_on_selector_all("a[href]:not([download])", script)
    return [one.split("#")[0] for one in found if one.startswith("/")]


def test_every_page_can_be_seen_by_everybody(
    hearing: OpenHearing, address: str, page: Page
) -> None:
    known = routes(hearing)
    signed_in(page, hearing, address)
    waiting, seen, kinds = list(starts(page, hearing, address)), set[str](), list[str]()
    for path in waiting:
        kind = next((name for name, shape in known if shape.match(path.split("?")[0])), path)
        if (
            path in seen
            or (kind in kinds and kind not in MANY_KINDS)
            or NO_PAGES.search(kind)
            or path.split("?")[0].endswith((".ics", ".atom", ".json", ".csv"))
        ):
            continue
        seen.add(path)
        kinds.append(kind)
        page.goto(address + path)
        looked_at(page, path)
        landed = urlsplit(page.url).path
        kinds += [next((name for name, shape in known if shape.match(landed)), landed)]
        waiting += links(page)
    pages = {name.rstrip("/") or "/" for name, _ in known if not name.startswith("/api/")}
    unseen = {name for name in pages if not NO_PAGES.search(name)} - set(kinds)
    assert unseen <= ANSWERS_NO_BROWSER


def test_what_definitions_would_do_can_be_seen_by_everybody(
    hearing: OpenHearing, address: str, page: Page
) -> None:
    signed_in(page, hearing, address)
    page.goto(f"{address}/definitioner/ret?fil=letters/digest.toml&fil=case_types/lokalplan.toml")
    page.locator("#text-1").evaluate("one => { one.value += '# ' + 'bemærkning '.repeat(30) }")
    page.get_by_role("button", name="Se, hvad det ændrer").click()
    page.get_by_role("heading", name="Sager, det ikke rører").wait_for()
    looked_at(page, "what definitions would do")
    page.locator("#text-2").evaluate("one => { one.value = 'navn = 3' }")
    page.get_by_role("button", name="Gem som ny version").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "faulty definitions")


def test_what_goes_wrong_can_be_seen_by_everybody(
    hearing: OpenHearing, address: str, page: Page
) -> None:
    signed_in(page, hearing, address)
    page.goto(f"{address}/sager/ny")
    page.fill("#title", LONG * 4)
    page.fill("#route", "BUU, høring, FOBUU")
    page.locator("main form").evaluate("form => form.submit()")
    page.get_by_role("alert").wait_for()
    looked_at(page, "a faulty form")
    page.goto(f"{address}/sager/ny")
    page.fill("#title", f"Skrevet, og {LONG}")
    page.locator("main form [name=form_key]").evaluate("field => { field.value = 'gammel' }")
    page.locator("main form").evaluate("form => form.submit()")
    page.get_by_text("Det, du skrev").wait_for()
    looked_at(page, "a form that was refused")
