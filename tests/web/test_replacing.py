"""A wrong document replaced while a hearing runs: what counts, who is told, what stays."""

import re
from io import BytesIO

import httpx

from tests.desk import Desk, words
from tests.mailing import body, deliver_to_folder, mails
from tests.office import Office
from tests.web.test_cases import new_case
from workflows.engine.commands.files import PlannedDocument
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.facts import Actor
from workflows.services.hearings import prepare_hearing, registered_parties
from workflows.services.replaying import replay_cases
from workflows.services.uploads import keep

PDF = b"%%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%%%EOF\n%s"
WRONG, RIGHT = PDF % b"2022", PDF % b"2023"
REASON = "Tallene var fra sidste år"


def opened_with_document(opened: Office, desk: Desk) -> str:
    """A hearing of two councils with a wrong document; the path of its page."""
    case = new_case(desk)
    desk.do("submit")
    house, maja = opened.house, opened.officer("maja")
    document = PlannedDocument(keep(house, "budget.pdf", BytesIO(WRONG)))
    plan = PrepareHearing(
        "almindelig",
        "Vi beder om jeres bemærkninger.",
        house.around.calendar.local_date(house.real_clock()).replace(2023, 11, 22),
        registered_parties(house, ["HR", "ÆR"]),
        documents=(document,),
    )
    prepare_hearing(house, case.rpartition("/")[2], plan, Actor("officer", maja.name, maja.id))
    desk.read(case)
    desk.do("open_hearing")
    deliver_to_folder(house)
    found = re.search(rf'{case}/hoeringer/[0-9a-f-]{{36}}(?=")', desk.page)
    assert found is not None
    return found[0]


def form_of(desk: Desk, hearing: str) -> str:
    """The page with the form to replace the only document, read; its path."""
    (path,) = re.findall(r'href="([^"]+/skift)"', desk.read(hearing))
    desk.read(path)
    return str(path)


def sent(desk: Desk, path: str, content: bytes, reason: str) -> httpx.Response:
    fields = {**desk.form(), "reason": reason}
    files = {"file": ("budget-rettet.pdf", content, "application/pdf")} if content else None
    answer = desk.client.post(path, data=fields, files=files, follow_redirects=True)
    desk.path, desk.page = answer.url.path, answer.text
    return answer


def test_the_right_one_counts_the_wrong_one_stays_and_all_are_told(
    opened: Office, address: str, maja: Desk
) -> None:
    hearing = opened_with_document(opened, maja)
    before = {str(mail["Message-ID"]) for mail in mails(opened.house)}
    assert sent(maja, form_of(maja, hearing), RIGHT, REASON).status_code == 200
    assert maja.path == hearing
    assert "Var forkert; skiftet ud 01-11-2023" in words(maja.page)
    assert len(re.findall(r'href="[^"]+/skift"', maja.page)) == 1
    kept = re.findall(r'href="(/[^"]+/dokumenter/[0-9a-f-]{36})"', maja.page)
    assert {maja.client.get(path).content for path in kept} == {WRONG, RIGHT}
    deliver_to_folder(opened.house)
    told = [mail for mail in mails(opened.house) if str(mail["Message-ID"]) not in before]
    assert len(told) == 3
    assert all("Det forkerte dokument: budget.pdf" in body(mail) for mail in told)
    assert all("Det rigtige dokument: budget-rettet.pdf" in body(mail) for mail in told)
    assert all(f"Begrundelse: {REASON}" in body(mail) for mail in told)
    link = re.search(r"https?://[^/]+(/svar/\S+)", body(told[0]))
    assert link is not None
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        page = client.get(link[1])
        assert "budget-rettet.pdf" in page.text
        assert "budget.pdf" not in page.text
        assert "fordi det før var forkert" in words(page.text)
    public = maja.read(f"/hoeringer/{hearing.rpartition('/')[2]}")
    assert "budget-rettet.pdf" in public
    assert "skiftet ud onsdag den 1. november 2023" in words(public)
    case = hearing.split("/")[2]
    assert "Det rigtige dokument: budget-rettet.pdf" in words(maja.read(f"/sager/{case}/journal"))
    assert all(result.right for result in replay_cases(opened.house, case))


def test_it_takes_another_file_and_a_reason_and_an_open_hearing(opened: Office, maja: Desk) -> None:
    hearing = opened_with_document(opened, maja)
    path = form_of(maja, hearing)
    assert "er den samme fil som før" in words(sent(maja, path, WRONG, REASON).text)
    assert REASON in maja.page
    maja.read(path)
    assert "Vælg det rigtige dokument" in words(sent(maja, path, b"", REASON).text)
    maja.read(path)
    assert "Skriv en begrundelse" in words(sent(maja, path, RIGHT, " ").text)
    maja.read(hearing.rpartition("/hoeringer")[0])
    maja.do("close_hearing", reason="Færdig")
    assert "Det kan ikke gøres nu" in words(maja.read(path, status=409))
