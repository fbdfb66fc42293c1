"""A case is exported whole: every document once, marked for review, with no secret in it."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from tests.hostile_files import PDF
from tests.incoming import invitation, reply
from tests.mailing import deliver_to_folder
from tests.open_hearing import CLOSES_AT, OFFICER, OpenHearing, installed, open_hearing
from tests.publishing import answered
from workflows.engine.vocabulary import Openness
from workflows.records.case_list import EVERYTHING, Viewer
from workflows.services.attaching import attach_files
from workflows.services.errors import NotFound
from workflows.services.export_marks import Review, marks_of
from workflows.services.exporting import export_case, export_events, listed
from workflows.services.inbox import Fetched, take_in
from workflows.services.sweeping import sweep
from workflows.services.uploads import keep


@pytest.fixture
def hearing(sqlite: str, tmp_path: Path) -> OpenHearing:
    """A case after its hearing: an answer in two versions, a file, a mail, a closed attachment."""
    made = open_hearing(*installed(sqlite, tmp_path), number="23/2079")
    deliver_to_folder(made.house)
    made.clock.now += timedelta(hours=1)
    answered(made, "Ring til 010170-1234.", files=(("svar.pdf", PDF),))
    answered(made, "Nu uden.", base_version=1)
    raw = reply(invitation(made), "a1@raad.example", text="Vi mener").as_bytes()
    take_in(made.house, Fetched(raw, len(raw), whole=True, received_at=made.clock.now))
    laid = keep(made.house, "Løn og navne.txt", BytesIO(b"Bilaget"))
    attach_files(made.house, made.case, (laid,), Openness.CLOSED, OFFICER)
    made.clock.now = CLOSES_AT
    sweep(made.house)
    deliver_to_folder(made.house)
    return made


def exported(hearing: OpenHearing) -> ZipFile:
    out = BytesIO()
    export_case(hearing.house, EVERYTHING, hearing.case, out)
    return ZipFile(out)


def test_every_document_is_there_once_with_its_hash(hearing: OpenHearing) -> None:
    archive = exported(hearing)
    assert archive.testzip() is None
    index = json.loads(archive.read("aktliste.json"))
    paths = [one["path"] for one in index["documents"]]
    assert sorted(paths) == sorted({*archive.namelist()} - {"Aktliste.pdf", "aktliste.json"})
    assert len(set(paths)) == len(paths)
    titles = [one["title"] for one in index["documents"]]
    for wanted in (
        "Sagen",
        "Svar fra Handicaprådet, udgave 1",
        "Svar fra Handicaprådet, udgave 2",
        "Bilag til svaret fra Handicaprådet: svar.pdf",
        "Bilag: Løn og navne.txt",
        "Invitation til a0@raad.example",
        "Journal",
    ):
        assert wanted in titles
    (file,) = [one for one in index["documents"] if one["title"].endswith("svar.pdf")]
    assert archive.read(file["path"]) == PDF
    assert index["number"] == "23/2079"
    assert index["left_out"] == []


def test_what_is_to_be_looked_at_is_marked(hearing: OpenHearing) -> None:
    index = json.loads(exported(hearing).read("aktliste.json"))
    marks = {one["title"]: one["review"] for one in index["documents"]}
    assert "personal_number" in marks["Svar fra Handicaprådet, udgave 1"]
    assert "personal_number" not in marks["Svar fra Handicaprådet, udgave 2"]
    assert marks["Bilag: Løn og navne.txt"] == ["closed", "not_read"]
    assert "contact_details" in marks["Invitation til a0@raad.example"]


def test_the_list_is_an_accessible_paper_of_them_all(hearing: OpenHearing) -> None:
    archive = exported(hearing)
    reader = PdfReader(BytesIO(archive.read("Aktliste.pdf")))
    assert reader.trailer["/Root"]["/Lang"] == "da"
    told = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Aktliste: Strategi for frivillighed" in told
    assert "personnummer?: der står noget, der ligner et personnummer" in told
    assert "Løn og navne.txt" in told


def test_no_link_of_a_mail_opens_anything(hearing: OpenHearing) -> None:
    archive = exported(hearing)
    secrets = [hearing.token(0), hearing.token(1), hearing.token(0, 1)]
    for name in archive.namelist():
        content = archive.read(name).decode("utf-8", errors="replace")
        assert not any(secret in content for secret in secrets), name
    mails = [name for name in archive.namelist() if "Invitation" in name]
    assert "[linket er fjernet]" in archive.read(mails[0]).decode()


def test_the_journal_is_whole_and_its_events_are_a_log(hearing: OpenHearing) -> None:
    archive = exported(hearing)
    named = {name.rpartition(" ")[2]: name for name in archive.namelist()}
    journal = json.loads(archive.read(named["journal.json"]))
    ((count,),) = hearing.rows("SELECT count(*) FROM v_journal")
    assert [line["seq"] for line in journal["lines"]] == [*range(1, int(str(count)) + 1)]
    log = ElementTree.fromstring(archive.read(named["haendelser.xes"]))
    space = {"x": "http://www.xes-standard.org/"}
    events = log.findall("x:trace/x:event", space)
    assert len(events) == count
    first = {each.get("key"): each.get("value") for each in events[0]}
    assert first["sagsgang:event"] == "case:opened"
    assert first["org:resource"] == "officer"
    assert str(first["time:timestamp"]).endswith("+00:00")


@pytest.fixture
def closed(database: str, tmp_path: Path) -> OpenHearing:
    """A closed case beside an open one."""
    house, clock = installed(database, tmp_path)
    open_hearing(house, clock, number="23/2079")
    return open_hearing(house, clock, openness=Openness.CLOSED, number="23/9")


def test_the_log_of_all_cases_names_nobody_and_no_title(closed: OpenHearing) -> None:
    log = export_events(closed.house).decode()
    assert "23/2079" in log
    assert "23/9" in log
    for secret in ("Strategi", "Karla", "Handicaprådet", "raad.example"):
        assert secret not in log


def test_a_closed_case_is_marked_all_over_and_hidden_from_others(closed: OpenHearing) -> None:
    found = listed(closed.house, EVERYTHING, closed.case)
    assert all(one.marks[0] is Review.CLOSED for one in found.documents)
    with pytest.raises(NotFound):
        listed(closed.house, Viewer(str(uuid4()), sees_closed=False), closed.case)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Født 010170-1234", [Review.PERSONAL_NUMBER]),
        ("0101701234", [Review.PERSONAL_NUMBER]),
        ("Sag 23/2079 fra 16-01-2024", []),
        ("451370-1234 og 3213701234", []),
        ("skriv til bo@raad.example.", [Review.CONTACT_DETAILS]),
        ("ring på 89 59 10 00", [Review.CONTACT_DETAILS]),
        ("2023-11-01 kl. 10.00", []),
    ],
)
def test_marks_are_found_in_words(text: str, marks: list[Review]) -> None:
    assert list(marks_of(text)) == marks
