"""P15: of a closed case nobody but those allowed meets a word, at any address, in any file."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, timedelta
from html import unescape
from io import BytesIO
from itertools import islice, product
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

import httpx
import pypdf
import pytest

from tests.hostile_files import PDF
from tests.incoming import invitation, reply, with_file
from tests.mailing import deliver_to_folder
from tests.office import Office
from tests.open_hearing import COUNCILS, OFFICER, OpenHearing, installed, open_hearing, served
from tests.publishing import answered
from tests.web.test_every_page import routes
from tests.web.test_faulty_forms import with_document
from tests.web.test_roles import signed_in
from workflows.engine.commands.cases import EditCase
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.definition import Contact
from workflows.engine.vocabulary import Openness, Tie, Trigger
from workflows.records.case_list import EVERYTHING
from workflows.records.sign_ins import Role
from workflows.services import hearings
from workflows.services.absences import Away, be_away
from workflows.services.accounts import give_role, place_in_department
from workflows.services.api_tokens import create_token
from workflows.services.attaching import attach_files
from workflows.services.cases import NewCase, edit_case, open_case
from workflows.services.commenting import Written, write_comment
from workflows.services.dispatching import dispatch_agenda, sending_of
from workflows.services.inbox import Fetched, take_in
from workflows.services.meetings import close_meeting
from workflows.services.minutes import lay_minutes_out
from workflows.services.own_calendar import new_calendar_link
from workflows.services.promises import Change, PromiseGiven, make_promise
from workflows.services.relating import Relating, relate
from workflows.services.secretaries import keep_bodies
from workflows.services.signin import NewOfficer, add_officer
from workflows.services.statistics_tables import Subject
from workflows.services.uploads import keep

WORD = "Kastanievejssalget"
NUMBER = "23/4711"
HIDDEN = re.compile(f"{WORD}|{NUMBER}", re.IGNORECASE)

MANY = 40
"""Addresses of one route; more say nothing more."""

NOT_CRAWLED = re.compile(
    r"/postkasse"  # every mail, for those who try the product out; none in production
    r"|/svar/\{|/medlem/\{|/log-ind/\{"  # opened by a secret link, which the crawler has not
)

QUERIES = (
    "/sager?vis=alle",
    "/sager?vis=alle&q={word}",
    "/sager?vis=alle&q=4711",
    "/sager?vis=afsluttede",
    "/sager?vis=alle&orden=titel",
    "/sager?vis=alle&afdeling=Plan+og+Milj%C3%B8",
    "/sager?vis=foelger",
    "/sager.csv?vis=alle",
    "/sager.csv?vis=alle&q={word}",
    "/kalender?maaned=2023-11",
    "/kalender?maaned=2023-11&vis=VPU",
    "/kalender?maaned=2023-12",
    "/statistik?fra=2023-01-01&til=2023-12-31",
    "/indbakke?vis=alle",
    "/indbakke/{mail}?soeg={word}",
    "/indbakke/{mail}?soeg=4711",
    "/definitioner/ret?fil=letters/digest.toml",
    "/api/v1/cases?q={word}",
)


def words_of(answer: httpx.Response) -> str:
    """All that can be read in an answer: of a page, a PDF, a Word file, and of what a ZIP holds."""
    content = answer.content
    if content.startswith(b"%PDF"):
        try:
            return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
        except pypdf.errors.PyPdfError:
            return content.decode(errors="replace")
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            inside = [packed.read(name).decode(errors="replace") for name in packed.namelist()]
            return " ".join([*packed.namelist(), *inside])
    return unescape(answer.text)


@pytest.fixture
def closed(sqlite: str, tmp_path: Path) -> OpenHearing:
    """A closed case with the word in everything that a case can have, and an open one beside it."""
    house, clock = installed(sqlite, tmp_path)
    beside = open_hearing(house, clock, number="23/1")
    assert OFFICER.id is not None
    new = NewCase(f"{WORD}, titel", "politisk-sag", "Høring, VPU, ØK, KB", Openness.CLOSED, NUMBER)
    case = open_case(house, new, OFFICER.id, OFFICER)
    points = (f"at {WORD} godkendes",)
    edit_case(house, case, EditCase(f"{WORD}, titel", f"Om {WORD}.", WORD, points), OFFICER)
    heard = [
        hearings.ad_hoc_party(f"{name} om {WORD}", [Contact("Bo Berg", f"c{n}@raad.example")])
        for n, name in enumerate(COUNCILS)
    ]
    rule = house.definitions.case_types["politisk-sag"].hearings[0].code
    plan = PrepareHearing(rule, f"Høring om {WORD}.", date(2023, 11, 22), tuple(heard))
    hearings.prepare_hearing(house, case, plan, OFFICER)
    made = OpenHearing(house, clock, case, ())
    made.advance(Trigger.SUBMIT)
    made.advance(Trigger.OPEN_HEARING)
    parties = tuple(
        str(row[0])
        for row in made.rows(f"SELECT id FROM parties WHERE case_id = '{case}' ORDER BY position")
    )
    made = OpenHearing(house, clock, case, parties)
    with_document(made)
    answered(made, f"Imod {WORD}.", files=((f"{WORD}.pdf", PDF),))
    deliver_to_folder(house)
    for sender, about in (("c1@raad.example", made), ("ukendt@raad.example", made)):
        said = reply(invitation(about, "c1@raad.example"), sender, text=f"Mere om {WORD}")
        said.replace_header("Subject", f"SV: {WORD}")
        raw = with_file(said, f"{WORD}.pdf").as_bytes()
        take_in(house, Fetched(raw, len(raw), whole=True, received_at=clock.now))
    write_comment(house, Written(case, f"Husk {WORD}", (), "k1", OFFICER))
    laid = keep(house, f"{WORD}.txt", BytesIO(b"Bilaget"))
    attach_files(house, case, (laid,), Openness.CLOSED, OFFICER)
    status = PromiseGiven(f"Status på {WORD}", "OMU", "", date(2024, 3, 4), 6, None, 4)
    make_promise(house, Change(case, OFFICER), status)
    relate(house, Relating(beside.case, EVERYTHING, OFFICER), NUMBER, Tie.FOLLOWS_UP)
    for one in (made, beside):
        one.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
        one.advance(Trigger.PUT_ON_AGENDA)
    [(meeting,)] = made.rows("SELECT id FROM meetings")
    dispatch_agenda(house, str(meeting), sending_of(house, str(meeting)).seen, OFFICER)
    clock.now = datetime(2023, 11, 30, 18, tzinfo=clock.now.tzinfo)
    [(body, meets_on)] = made.rows("SELECT body, meets_on FROM meetings")
    held = date.fromisoformat(str(meets_on))
    clock.now = datetime(held.year, held.month, held.day, 18, tzinfo=clock.now.tzinfo)
    for one in (made, beside):
        one.advance(Trigger.DECIDE, word="godkendt", text=f"Godkendt{f' {WORD}' * (one is made)}.")
    close_meeting(house, str(body), held, OFFICER)
    lay_minutes_out(house, str(meeting), OFFICER)
    for one in (made, beside):
        one.advance(Trigger.PUT_ON_AGENDA)
    clock.now += timedelta(minutes=1)
    return made


def account(closed: OpenHearing, username: str, role: Role, *, administers: bool = False) -> str:
    mail = f"{username}@norddjurs.example"
    new = NewOfficer(username, username.title(), mail, role=role, administers=administers)
    return add_officer(closed.house, new)


def secretary(closed: OpenHearing) -> str:
    """Of every body that treats the case."""
    someone = account(closed, "ida", Role.OFFICER)
    keep_bodies(closed.house, someone, ["VPU", "ØK", "KB"])
    return someone


def manager(closed: OpenHearing) -> str:
    """Of another department than that of the officer responsible."""
    someone = account(closed, "ida", Role.OFFICER)
    assert OFFICER.id is not None
    place_in_department(closed.house, OFFICER.id, "Børn og Unge")
    place_in_department(closed.house, someone, "Plan og Miljø")
    give_role(closed.house, someone, Role.OFFICER, manages=True)
    return someone


def colleague(closed: OpenHearing) -> str:
    """In the same department, who stands in for the officer responsible."""
    someone = account(closed, "ida", Role.OFFICER)
    assert OFFICER.id is not None
    for one in (OFFICER.id, someone):
        place_in_department(closed.house, one, "Plan og Miljø")
    today = closed.clock.now.date()
    away = Away(OFFICER.id, someone, today, today + timedelta(days=9))
    be_away(closed.house, away, "0" * 16)
    return someone


def ids(closed: OpenHearing) -> Mapping[str, list[str]]:
    """What may stand in each place of an address, the closed case's first."""
    of = f"WHERE case_id = '{closed.case}'"
    sought = {
        "hearing": f"SELECT id FROM hearings {of}",
        "party": f"SELECT id FROM parties {of}",
        "decision": f"SELECT id FROM decisions {of}",
        "attachment": f"SELECT id FROM attachments {of}",
        "document": f"SELECT id FROM hearing_documents {of}",
        "response": f"SELECT id FROM responses {of}",
        "promise": f"SELECT id FROM promises {of}",
        "mail": "SELECT id FROM incoming_mails",
        "meeting": "SELECT id FROM meetings",
        "file": "SELECT id FROM response_files UNION ALL SELECT id FROM dispatch_files"
        " UNION ALL SELECT id FROM report_files",
    }
    [(beside,)] = closed.rows(f"SELECT id FROM cases WHERE id <> '{closed.case}'")
    found = {name: [str(row[0]) for row in closed.rows(said)] for name, said in sought.items()}
    return found | {
        "case": [closed.case, str(beside)],
        "trigger": ["hold", "decide", "put_on_agenda"],
        "ending": ["pdf", "docx"],
        "kind": ["dagsorden", "referat"],
        "body": ["vpu", "oek"],
        "number": ["1", "2"],
        "subject": list(Subject),
    }


def addresses(closed: OpenHearing) -> Iterator[str]:
    """Every route that is got, with each thing of the closed case in its place."""
    known = ids(closed)
    for path, _ in routes(closed):
        names = re.findall(r"\{(\w+)(?::\w+)?\}", path)
        if NOT_CRAWLED.match(path):
            continue
        for values in islice(product(*(known.get(name, ["x"]) for name in names)), MANY):
            made = path
            for name, value in zip(names, values, strict=True):
                made = re.sub(rf"\{{{name}(:\w+)?\}}", value, made, count=1)
            yield made
    for query in QUERIES:
        for mail in known["mail"]:
            yield query.format(word=WORD[:12], mail=mail)


def crawl(client: httpx.Client, closed: OpenHearing) -> Iterator[tuple[str, str]]:
    """Each address with all that can be read there, and what the pages link to."""
    waiting, met = list(dict.fromkeys(addresses(closed))), set[str]()
    first = len(waiting)
    for number, path in enumerate(waiting):
        if path in met or path.startswith("/postkasse"):
            continue
        met.add(path)
        answer = client.get(path)
        said = words_of(answer)
        yield path, f"{said} {answer.headers}".replace(path, "")
        if number < first and "html" in answer.headers.get("content-type", ""):
            found = [
                urljoin(path, unescape(one)) for one in re.findall(r'href="([^"#]+)', answer.text)
            ]
            waiting += [one for one in found if one.startswith("/")]


def leaks(client: httpx.Client, closed: OpenHearing) -> list[str]:
    return [path for path, said in crawl(client, closed) if HIDDEN.search(said)]


@pytest.fixture
def address(closed: OpenHearing) -> Iterator[str]:
    with served(closed.house) as address:
        yield address


WITHOUT_RIGHT: Mapping[str, Callable[[OpenHearing], str]] = {
    "officer": lambda closed: account(closed, "ida", Role.OFFICER),
    "administrator": lambda closed: account(closed, "ida", Role.OFFICER, administers=True),
    "member": lambda closed: account(closed, "ida", Role.MEMBER),
    "secretary": secretary,
    "manager of another department": manager,
    "colleague who stands in": colleague,
}


@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_who_may_not_see_it_meets_none_of_it(closed: OpenHearing, address: str, who: str) -> None:
    someone = WITHOUT_RIGHT[who](closed)
    with closing(signed_in(Office(closed.house), address, "ida").client) as ida:
        assert leaks(ida, closed) == []
    calendar = urlsplit(new_calendar_link(closed.house, someone)).path
    with httpx.Client(base_url=address, timeout=30) as program:
        assert not HIDDEN.search(program.get(calendar).text)
        program.headers["Authorization"] = f"Bearer {create_token(closed.house, someone)}"
        assert leaks(program, closed) == []


def test_nobody_in_particular_meets_none_of_it(closed: OpenHearing, address: str) -> None:
    with httpx.Client(base_url=address, timeout=30) as stranger:
        assert leaks(stranger, closed) == []


def test_the_crawl_comes_by_it_as_an_auditor(closed: OpenHearing, address: str) -> None:
    """What finds nothing must be able to find something."""
    account(closed, "ruth", Role.AUDITOR)
    with closing(signed_in(Office(closed.house), address, "ruth").client) as ruth:
        found = {re.sub(r"[0-9a-f-]{36}", "*", path) for path in leaks(ruth, closed)}
    assert {
        "/sager/*",
        "/sager/*/journal",
        "/sager/*/noter",
        "/sager/*/beslutninger",
        "/sager/*/aktindsigt.zip",
        "/moeder/*",
        "/moeder/*/referat.pdf",
        "/moeder/*/referat/underskrevet",
        "/indbakke/*",
        "/sager?vis=alle",
        "/sager.csv?vis=alle",
    } <= found
