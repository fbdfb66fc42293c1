"""The public pages: open cases alone, answers only as they were published, caches and feeds."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from tests.desk import words
from tests.hostile_files import PDF, SCRIPTED_PDF
from tests.open_hearing import (
    CLOSES_AT,
    COUNCILS,
    OFFICER,
    OpenHearing,
    installed,
    open_hearing,
    served,
)
from tests.publishing import (
    answered,
    crawled,
    form_path,
    hearing_id,
    officers_desk,
    send_form,
)
from workflows.engine.commands.cases import EditCase
from workflows.engine.commands.hearings import ExtendHearing, PrepareHearing
from workflows.engine.definition import Contact
from workflows.engine.errors import Incomplete, Lack
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records.case_pages import attachments_of
from workflows.records.hearing_pages import hearings_of
from workflows.services import cases
from workflows.services.hearings import ad_hoc_party, extend_hearing, prepare_hearing
from workflows.services.installation import Installation
from workflows.services.publishing import Checked, publish
from workflows.services.replaying import replay_cases
from workflows.services.sweeping import sweep
from workflows.services.uploads import path_of

ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Ruth Ravn har fået en blodprop"
TICKED = {"published": "ja"}


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    house, clock = installed(database, tmp_path)
    return open_hearing(house, clock, number="23/2079")


@pytest.fixture
def address(hearing: OpenHearing) -> Iterator[str]:
    with served(hearing.house) as address:
        yield address


@pytest.fixture
def stranger(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


def page_of(hearing: OpenHearing) -> str:
    return f"/hoeringer/{hearing_id(hearing)}"


def test_the_page_says_what_who_until_when_and_whom_to_ask(
    hearing: OpenHearing, stranger: httpx.Client
) -> None:
    listed = stranger.get("/hoeringer").text
    assert page_of(hearing) in listed
    assert "til og med onsdag den 22. november 2023 kl. 23.59" in words(listed)
    shown = stranger.get(page_of(hearing)).text
    for told in (
        "23/2079",
        "Strategi for frivillighed",
        "Vi beder om jeres bemærkninger til udkastet.",
        "til og med onsdag den 22. november 2023 kl. 23.59",
        "Åben",
        "karla@norddjurs.example",
        "89 59 10 00",
        "Der er ikke offentliggjort nogen svar",
        *COUNCILS,
    ):
        assert told in words(shown)
    for page in (listed, shown):
        assert 'href="https://www.was.digst.dk/norddjurs-dk">Tilgængelighedserklæring' in page


def test_a_hearing_that_is_over_is_listed_as_such(
    hearing: OpenHearing, stranger: httpx.Client
) -> None:
    hearing.clock.now = CLOSES_AT
    sweep(hearing.house)
    listed = stranger.get("/hoeringer").text
    assert "Der er ingen åbne høringer lige nu." in listed
    assert "Svarfrist til og med onsdag den 22. november 2023" in words(listed)
    assert "Høringen er slut." in stranger.get(page_of(hearing)).text


def test_older_hearings_come_on_pages_of_their_own(
    hearing: OpenHearing, stranger: httpx.Client
) -> None:
    others = [
        open_hearing(hearing.house, hearing.clock, number=f"23/{number}") for number in range(51)
    ]
    for other in others:
        other.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
    first, second = stranger.get("/hoeringer").text, stranger.get("/hoeringer?side=2").text
    assert first.count('href="/hoeringer/') == 51
    assert second.count('href="/hoeringer/') == 1
    assert "/hoeringer?side=2" in first
    assert page_of(hearing) in first
    assert page_of(hearing) not in second
    for odd in ("0", "-1", "x", "²", "9" * 50):
        assert stranger.get("/hoeringer", params={"side": odd}).status_code == 200


@pytest.fixture
def secrets(hearing: OpenHearing) -> dict[str, str]:
    """What no stranger may ever read, put wherever it can stand; what it is, by the words."""
    closed = open_hearing(
        hearing.house, hearing.clock, openness=Openness.CLOSED, number="23/hemmelig"
    )
    words = EditCase("Fratrædelse af en navngiven leder", "", "", ())
    cases.edit_case(closed.house, closed.case, words, OFFICER)
    answered(closed, "Svar i en lukket sag", files=(("lukket-bilag.pdf", PDF),))
    answered(hearing, SECRET, files=(("navne-på-borgere.pdf", PDF),))
    return {
        "23/hemmelig": "number of a closed case",
        "Fratrædelse": "title of a closed case",
        closed.case: "id of a closed case",
        hearing_id(closed): "id of a hearing in a closed case",
        "Svar i en lukket sag": "answer in a closed case",
        "lukket-bilag": "file in a closed case",
        SECRET: "answer that is not published",
        "navne-på-borgere": "file that is not published",
        hearing.case: "id of a case, which opens officers' pages",
    }


def test_a_stranger_who_follows_every_link_meets_nothing_of_it(
    hearing: OpenHearing, address: str, secrets: dict[str, str]
) -> None:
    other = open_hearing(hearing.house, hearing.clock, number="23/3")
    with officers_desk(hearing.house, address) as desk:
        path = form_path(other, answered(other, "Det her må alle læse.", files=(("a.pdf", PDF),)))
        desk.read(path)
        choice = next(name for name in file_fields(desk.page))
        assert send_form(desk, path, {**TICKED, choice: "original"}).status_code == 303
    starts = ("/hoeringer", "/hoeringer.atom", "/hoeringer.ics", "/", "/robots.txt")
    found = crawled(address, hearing.house.settings.base_url, *starts)
    assert {page_of(hearing), page_of(other), "/hoeringer.atom", "/hoeringer.ics"} <= found.keys()
    assert "Det her må alle læse." in found[page_of(other)].text
    assert any("/filer/" in path for path in found)
    for path, answer in found.items():
        said = answer.content.decode("utf-8", "replace") + str(answer.headers)
        for secret, what in secrets.items():
            assert secret not in said.replace("\r\n ", ""), f"{what} stands in {path}"
        assert "set-cookie" not in answer.headers


def file_fields(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="(file-[0-9a-f-]{36})"', page)))


def test_a_hearing_of_a_closed_case_is_missing_just_like_none(
    hearing: OpenHearing, address: str, stranger: httpx.Client
) -> None:
    closed = open_hearing(hearing.house, hearing.clock, openness=Openness.CLOSED)
    same = {"x-request-id": "den-samme"}
    answers = [
        stranger.get(f"/hoeringer/{one}{rest}", headers=same)
        for one in (hearing_id(closed), str(uuid4()), "findes-ikke", "..%2f")
        for rest in ("", f"/filer/{uuid4()}", "/andet")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    told = [dict(answer.headers) for answer in answers]
    assert all(one.pop("date") for one in told)
    assert all(one == told[0] for one in told)
    assert told[0]["cache-control"] == "no-store"


def test_nothing_of_a_closed_case_can_be_published(hearing: OpenHearing, address: str) -> None:
    closed = open_hearing(hearing.house, hearing.clock, openness=Openness.CLOSED)
    response = answered(closed, "Svar i en lukket sag")
    with closed.house.database.connect() as connection:
        (found,) = hearings_of(connection, closed.case)
    with pytest.raises(Incomplete) as refused:
        publish(
            closed.house,
            closed.case,
            found,
            found.responses[response],
            Checked("Svar i en lukket sag", {}),
            OFFICER,
        )
    assert [missing.code for missing in refused.value.missing] == [Lack.OPEN_CASE]
    with officers_desk(closed.house, address) as desk:
        page = desk.read(form_path(closed, response))
        assert "Intet af den vises offentligt" in page
        assert 'name="published"' not in page
        assert "/offentligt/" not in desk.read(form_path(closed, response).split("/offentligt")[0])


def test_a_hearing_in_preparation_is_not_there_yet(
    hearing: OpenHearing, stranger: httpx.Client
) -> None:
    new = cases.NewCase("Kun en plan", "politisk-sag", "Høring, ØK", Openness.OPEN, "23/9")
    assert OFFICER.id is not None
    case = cases.open_case(hearing.house, new, OFFICER.id, OFFICER)
    party = ad_hoc_party("Handicaprådet", [Contact("Bo Berg", "bo@raad.example")])
    rule = hearing.house.definitions.case_types["politisk-sag"].hearings[0].code
    plan = PrepareHearing(rule, "Hvad mener I?", date(2023, 11, 22), (party,))
    prepare_hearing(hearing.house, case, plan, OFFICER)
    planned = dataclasses.replace(hearing, case=case)
    assert stranger.get(page_of(planned)).status_code == 404
    for path in ("/hoeringer", "/hoeringer.atom", "/hoeringer.ics"):
        assert "Kun en plan" not in stranger.get(path).text


def test_an_answer_is_published_redacted_corrected_and_taken_back(
    hearing: OpenHearing, address: str, stranger: httpx.Client
) -> None:
    response = answered(hearing, f"Vi er imod. {SECRET}.")
    path = form_path(hearing, response)
    with officers_desk(hearing.house, address) as desk:
        assert "Ikke offentliggjort." in desk.read(path.split("/offentligt")[0])
        assert SECRET in desk.read(path)
        redacted = {"text": "Vi er imod. [udeladt].\r\n"}
        assert send_form(desk, path, {**TICKED, **redacted}).status_code == 303
        shown = stranger.get(page_of(hearing)).text
        assert "Vi er imod. [udeladt]." in shown
        assert "Støtter ikke forslaget" in shown
        assert "Noget af svaret er udeladt" in shown
        assert SECRET not in shown

        hearing.clock.now += timedelta(hours=1)
        again = send_form(desk, path, {**TICKED, "text": "Vi er meget imod. [udeladt]."})
        assert again.status_code == 303
        shown = stranger.get(page_of(hearing)).text
        assert "meget imod" in shown
        assert shown.count("<article") == 1
        at_desk = desk.read(path.split("/offentligt")[0])
        assert "Offentliggjort 01-11-2023 kl. 10.00 af Karla Krog, med noget udeladt." in words(
            at_desk
        )
        assert SECRET in at_desk

        assert send_form(desk, path, {}, without=("published",)).status_code == 303
        assert "Ikke offentliggjort." in desk.read(path.split("/offentligt")[0])
    shown = stranger.get(page_of(hearing)).text
    assert "imod" not in shown
    assert "Handicaprådet" in shown
    assert [
        row[0]
        for row in hearing.rows(
            f"SELECT event FROM v_journal WHERE case_id = '{hearing.case}'"
            " AND event LIKE 'response:%published' ORDER BY seq"
        )
    ] == ["response:published", "response:published", "response:unpublished"]
    assert hearing.rows("SELECT text FROM responses") == [(f"Vi er imod. {SECRET}.",)]
    assert [one.right for one in replay_cases(hearing.house)] == [True]


def test_a_pdf_with_a_script_is_taken_and_sent_to_the_desk_as_a_file_to_save(
    hearing: OpenHearing, address: str
) -> None:
    response = answered(hearing, "Se filen.", files=(("formular.pdf", SCRIPTED_PDF),))
    ((file, digest),) = hearing.rows(
        f"SELECT id, sha256 FROM response_files WHERE response_id = '{response}'"
    )
    with officers_desk(hearing.house, address) as desk:
        path = f"/sager/{hearing.case}/filer/{file}"
        fetched = desk.client.get(path)
        assert fetched.content == SCRIPTED_PDF
        assert fetched.headers["content-disposition"].startswith("attachment;")
        assert fetched.headers["x-content-type-options"] == "nosniff"
        assert fetched.headers["content-security-policy"] == "default-src 'none'; sandbox"
        path_of(hearing.house, str(digest)).unlink()
        assert desk.client.get(path).status_code == 404


def test_the_public_fetches_only_the_files_that_were_let_out(
    hearing: OpenHearing, address: str, stranger: httpx.Client
) -> None:
    originals = {"kort.pdf": PDF + b"%kort", "navne.pdf": PDF + b"%navne", "cv.pdf": PDF + b"%cv"}
    response = answered(hearing, "Se filerne.", files=tuple(originals.items()))
    path = form_path(hearing, response)
    redacted = PDF + b"%overstreget"
    names = dict(
        hearing.rows(f"SELECT name, id FROM response_files WHERE response_id = '{response}'")
    )
    chosen = {f"file-{names['kort.pdf']}": "original", f"file-{names['cv.pdf']}": "udeladt"}
    with officers_desk(hearing.house, address) as desk:
        unsaid = send_form(desk, path, {**TICKED, **chosen})
        assert unsaid.status_code == 422
        assert "hvad der skal ske med filen »navne.pdf«" in unsaid.text
        chosen[f"file-{names['navne.pdf']}"] = "ny"
        missing = send_form(desk, path, {**TICKED, **chosen})
        assert missing.status_code == 422
        upload = {f"redacted-{names['navne.pdf']}": ("uden navne.pdf", redacted)}
        bad = send_form(
            desk, path, {**TICKED, **chosen}, {next(iter(upload)): ("x.pdf", b"MZ not a pdf")}
        )
        assert bad.status_code == 422
        assert "/filer/" not in stranger.get(page_of(hearing)).text
        assert send_form(desk, path, {**TICKED, **chosen}, upload).status_code == 303

        shown = stranger.get(page_of(hearing)).text
        links = re.findall(r'href="(/hoeringer/[^"]*/filer/[^"]*)"', shown)
        assert "uden navne.pdf" in shown
        assert ">navne.pdf" not in shown
        assert "cv.pdf" not in shown
        fetched = {link: stranger.get(link) for link in links}
        assert {answer.content for answer in fetched.values()} == {originals["kort.pdf"], redacted}
        for answer in fetched.values():
            assert answer.headers["content-disposition"].startswith("attachment;")
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["cache-control"] == "public, no-cache"
            assert "sandbox" in answer.headers["content-security-policy"]
        for name in names.values():
            assert stranger.get(f"{page_of(hearing)}/filer/{name}").status_code == 404
        other = open_hearing(hearing.house, hearing.clock, number="23/5")
        elsewhere = links[0].replace(hearing_id(hearing), hearing_id(other))
        assert stranger.get(elsewhere).status_code == 404

        # Saved again as it stands: the redacted file need not be chosen anew.
        assert send_form(desk, path, {"text": "Se dem."}).status_code == 303
        assert [stranger.get(link).status_code for link in links] == [404, 404]
        assert "uden navne.pdf" in stranger.get(page_of(hearing)).text
        assert send_form(desk, path, {}, without=("published",)).status_code == 303
    assert "/filer/" not in stranger.get(page_of(hearing)).text


def test_an_answer_that_is_replaced_waits_for_a_new_check(
    hearing: OpenHearing, address: str, stranger: httpx.Client
) -> None:
    first = answered(hearing, "Første udgave.")
    with officers_desk(hearing.house, address) as desk:
        assert send_form(desk, form_path(hearing, first), TICKED).status_code == 303
        assert "Første udgave." in stranger.get(page_of(hearing)).text
        second = answered(hearing, "Anden udgave.", base_version=1)
        shown = stranger.get(page_of(hearing)).text
        assert "udgave." not in shown
        late = send_form(desk, form_path(hearing, first), {**TICKED, "text": "Alligevel."})
        assert late.status_code == 409
        assert "Svaret er ændret" in late.text
        assert "vises ikke mere" in desk.read(f"/sager/{hearing.case}{page_of(hearing)}")
        assert send_form(desk, form_path(hearing, second), TICKED).status_code == 303
    assert "Anden udgave." in stranger.get(page_of(hearing)).text


def test_an_answer_on_the_case_is_open_once_it_is_published(
    hearing: OpenHearing, address: str
) -> None:
    response = answered(hearing, "Fint.")
    hearing.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")

    def openness() -> set[Openness]:
        with hearing.house.database.connect() as connection:
            found = attachments_of(connection, hearing.case)
        return {one.openness for one in found if one.response == response}

    assert openness() == {Openness.CLOSED}
    with officers_desk(hearing.house, address) as desk:
        send_form(desk, form_path(hearing, response), TICKED)
    assert openness() == {Openness.OPEN}


def test_a_joint_answer_names_all_who_gave_it(
    hearing: OpenHearing, address: str, stranger: httpx.Client
) -> None:
    response = answered(hearing, "Fælles.", jointly_with=hearing.parties[1:2])
    hearing.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
    with officers_desk(hearing.house, address) as desk:
        assert "ikke offentliggjort, lagt på sagen" in desk.read(f"/sager/{hearing.case}/bilag")
        send_form(desk, form_path(hearing, response), TICKED)
        attached = desk.read(f"/sager/{hearing.case}/bilag")
        assert "<small>offentliggjort, lagt på sagen" in attached
    assert "Handicaprådet og Ældrerådet</h3>" in stranger.get(page_of(hearing)).text


def test_only_what_was_meant_is_published(hearing: OpenHearing, address: str) -> None:
    path = form_path(hearing, answered(hearing, "Vi er imod."))
    with officers_desk(hearing.house, address) as desk:
        assert send_form(desk, path, {}).status_code == 422
        assert send_form(desk, path, {**TICKED, "form_key": "x"}).status_code == 403
        stale = send_form(desk, path, {**TICKED, "version": "1", "text": "Min rettelse"})
        assert stale.status_code == 409
        assert "Min rettelse" in stale.text
        assert send_form(desk, path, {**TICKED, "text": "x" * 300_000}).status_code == 422
        for odd in (form_path(hearing, str(uuid4())), form_path(hearing, "x")):
            assert desk.client.get(odd).status_code == 404
    assert hearing.rows("SELECT * FROM publications") == []
    sent = httpx.post(f"{address}{path}", data=TICKED, timeout=30)
    assert sent.status_code == 401


def test_pages_and_feeds_are_kept_by_caches_until_something_changes(
    hearing: OpenHearing, address: str, stranger: httpx.Client
) -> None:
    paths = ("/hoeringer", "/hoeringer.atom", "/hoeringer.ics", page_of(hearing))
    kept = {path: stranger.get(path) for path in paths}
    for path, answer in kept.items():
        assert answer.headers["cache-control"].startswith("public, ")
        mark = answer.headers["etag"]
        for known in (mark, f'"andet", W/{mark}'):
            again = stranger.get(path, headers={"if-none-match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == mark
        assert stranger.head(path).headers["etag"] == mark
    response = answered(hearing, "Vi er imod.")
    hearing.clock.now += timedelta(hours=1)
    with officers_desk(hearing.house, address) as desk:
        send_form(desk, form_path(hearing, response), TICKED)
    changed = [
        path
        for path, answer in kept.items()
        if stranger.get(path, headers={"if-none-match": answer.headers["etag"]}).status_code == 200
    ]
    assert changed == ["/hoeringer.atom", "/hoeringer.ics", page_of(hearing)]


def test_the_feed_is_whole_and_tells_what_changed_last_first(
    hearing: OpenHearing, stranger: httpx.Client
) -> None:
    nasty = open_hearing(hearing.house, hearing.clock, number="23/<&>")
    hearing.clock.now += timedelta(days=1)
    extended(hearing, date(2023, 11, 29))
    answer = stranger.get("/hoeringer.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{needed}") is not None
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"urn:uuid:{hearing_id(hearing)}",
        f"urn:uuid:{hearing_id(nasty)}",
    ]
    for entry in entries:
        for needed in ("title", "updated", "published", "summary"):
            assert entry.findtext(f"{ATOM}{needed}")
    updated = [datetime.fromisoformat(entry.findtext(f"{ATOM}updated", "")) for entry in entries]
    assert [at.day for at in updated] == [2, 1]
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
    assert "29. november" in entries[0].findtext(f"{ATOM}summary", "")
    assert "23/<&>" in entries[1].findtext(f"{ATOM}title", "")


def extended(hearing: OpenHearing, due_on: date) -> None:
    extend_hearing(
        hearing.house, hearing.case, ExtendHearing(due_on, "Rådet holder møde den 28."), OFFICER
    )


def events(stranger: httpx.Client) -> list[tuple[str, int, date, str]]:
    answer = stranger.get("/hoeringer.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert calendar.errors == []
    return [
        (str(one["uid"]), one["sequence"], one["dtstart"].dt, str(one["status"]))
        for one in calendar.walk("VEVENT")
    ]


def test_a_calendar_follows_the_deadline_by_uid_and_sequence(
    hearing: OpenHearing, stranger: httpx.Client
) -> None:
    uid = f"hoering-{hearing_id(hearing)}@127.0.0.1"
    assert events(stranger) == [(uid, 1, date(2023, 11, 22), "CONFIRMED")]
    extended(hearing, date(2023, 11, 29))
    assert events(stranger) == [(uid, 2, date(2023, 11, 29), "CONFIRMED")]
    hearing.advance(Trigger.WITHDRAW, reason="Forslaget er taget af bordet")
    assert events(stranger) == [(uid, 3, date(2023, 11, 29), "CANCELLED")]
    assert "trukket tilbage" in stranger.get(page_of(hearing)).text


def test_an_installation_without_hearings_has_empty_but_valid_feeds(
    database: str, tmp_path: Path
) -> None:
    house, _ = installed(database, tmp_path)
    with served(without_statement(house)) as address, httpx.Client(base_url=address) as stranger:
        assert fromstring(stranger.get("/hoeringer.atom").content).findall(f"{ATOM}entry") == []
        assert events(stranger) == []
        page = stranger.get("/hoeringer").text
    assert "Der er ingen åbne høringer lige nu." in page
    assert "Tilgængelighedserklæring" not in page


def without_statement(house: Installation) -> Installation:
    plain = dataclasses.replace(house.definitions.municipality, accessibility_statement="")
    read = dataclasses.replace(house.definitions, municipality=plain)
    return dataclasses.replace(house, definitions=read)


def test_it_is_read_on_a_narrow_screen_without_javascript(
    browser: Browser, sqlite: str, tmp_path: Path
) -> None:
    house, clock = installed(sqlite, tmp_path)
    hearing = open_hearing(house, clock, number="23/7")
    long = ("Meget-langt-filnavn-" * 5 + ".pdf", PDF)
    response = answered(hearing, "https://eksempel.example/" + "a" * 200, files=(long,))
    with served(house) as address, officers_desk(house, address) as desk:
        path = form_path(hearing, response)
        desk.read(path)
        chosen = dict.fromkeys(file_fields(desk.page), "original")
        assert send_form(desk, path, {**TICKED, **chosen}).status_code == 303
        with browser.new_context(
            java_script_enabled=False, viewport={"width": 320, "height": 640}
        ) as context:
            page = context.new_page()
            page.goto(f"{address}/hoeringer")
            page.get_by_role("link", name="Strategi for frivillighed").click()
            page.wait_for_url(f"**{page_of(hearing)}")
            with page.expect_download() as download:
                page.get_by_role("link", name="Meget-langt").click()
            assert download.value.suggested_filename == long[0]
            assert context.cookies() == []
        with browser.new_context(viewport={"width": 320, "height": 640}) as context:
            page = context.new_page()
            for shown in ("/hoeringer", page_of(hearing)):
                page.goto(address + shown)
                assert page.evaluate("document.documentElement.scrollWidth") <= 320
                assert page.locator("h1").count() == 1
