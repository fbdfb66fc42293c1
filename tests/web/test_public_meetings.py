"""Everybody reads what was sent out, and what was decided once the meeting is closed; no more."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import httpx
import pytest
from sqlalchemy import text

from tests.changed_calendar import changed_calendar
from tests.desk import ON_POSTGRESQL, Desk, words
from tests.office import Office
from tests.open_hearing import served
from tests.web.test_cases import meeting_of, new_case
from tests.web.test_dispatch import NEW, OLD, SECRET, placed, sent_out
from tests.web.test_members import BODIL, sent_link
from tests.web.test_papers import pdf_text
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Openness
from workflows.records.database import unit_of_work
from workflows.services.attaching import attach_files
from workflows.services.uploads import keep

pytestmark = ON_POSTGRESQL

OPEN = "Nyt renseanlæg"


@pytest.fixture
def stranger(address: str) -> Iterator[Desk]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield Desk(client)


@pytest.fixture
def cases(opened: Office, maja: Desk) -> list[str]:
    first = placed(maja, OPEN, "23/8")
    opened.go_to(2023, 11, 1, 10)
    return [first, placed(maja, SECRET, "23/9", openness="closed")]


@pytest.fixture
def shown(opened: Office, cases: list[str]) -> str:
    """The public page of the one meeting."""
    return meeting_of(opened).replace("/moeder/", "/dagsordener/")


def closed_meeting(opened: Office, maja: Desk, cases: list[str]) -> None:
    opened.go_to(2023, 11, 22, 18)
    for case in cases:
        maja.read(f"{case}/handling/decide")
        maja.send(word="tiltraadt", text=f"Tiltrådt i {case[-4:]}.", absentees="Ann Juul (V)")
    maja.read(meeting_of(opened))
    maja.send("/luk")


def test_nothing_is_out_before_it_is_sent(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    assert "Der er ingen endnu." in words(stranger.read("/dagsordener"))
    for path in (shown, f"{shown}.json", f"{shown}.pdf"):
        stranger.read(path, 404)
    stranger.read(f"{shown}/2", 404)


def test_the_open_part_is_read_as_it_was_sent(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    maja.read(f"{cases[0]}/rediger")
    maja.send(title="Nyt og større renseanlæg", text=NEW)
    said = words(stranger.read("/dagsordener"))
    assert "Voksen- og Plejeudvalget, onsdag den 22. november 2023 Dagsorden" in said
    said = words(stranger.read(shown))
    assert "sendt ud torsdag den 16. november 2023 kl. 09.00" in said
    assert f"{OPEN} Sag 23/8" in said
    assert "Lukket punkt" in said
    said = words(stranger.read(f"{shown}/2"))
    assert OLD in said
    assert NEW not in said
    assert "Indstilling" in said
    found = pdf_text(stranger, f"{shown}.pdf")
    assert OLD in found
    for number in ("1", "3", "99", "0", "x"):
        stranger.read(f"{shown}/{number}", 404)


def test_what_was_decided_is_told_once_the_meeting_is_closed(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    opened.go_to(2023, 11, 22, 18)
    maja.read(f"{cases[0]}/handling/decide")
    maja.send(word="tiltraadt", text="Endnu ikke for alle.")
    for path in (shown, f"{shown}/2"):
        assert "Tiltrådt" not in words(stranger.read(path))
        assert "Endnu ikke for alle." not in stranger.page
    maja.read(f"{cases[1]}/handling/decide")
    maja.send(word="tiltraadt", text="Købes.")
    maja.read(meeting_of(opened))
    maja.send("/luk")
    assert "Sag 23/8 · Tiltrådt" in words(stranger.read(shown))
    assert "Referat" in words(stranger.page)
    said = words(stranger.read(f"{shown}/2"))
    assert "Beslutning i Voksen- og Plejeudvalget den 22-11-2023 Endnu ikke for alle." in said
    assert "Købes." not in pdf_text(stranger, f"{shown}.pdf")


def test_programs_read_the_same(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    closed_meeting(opened, maja, cases)
    index = stranger.client.get("/dagsordener.json").json()
    [entry] = index["meetings"]
    assert (index["form"], entry["body"], entry["meets_on"], entry["status"]) == (
        1, "VPU", "2023-11-22", "minutes",
    )  # fmt: skip
    assert entry["page"].endswith(shown)
    document = stranger.client.get(f"{shown}.json").json()
    kinds = [(item["number"], item["kind"]) for item in document["items"]]
    assert kinds == [(1, "standing"), (2, "case"), (3, "closed"), (4, "standing"), (5, "standing")]
    item = document["items"][1]
    assert (item["title"], item["case_number"]) == (OPEN, "23/8")
    parts = {part["title"]: part for part in item["parts"]}
    assert parts["Sagsfremstilling"]["paragraphs"] == [OLD]
    assert item["decision"]["absentees"] == ["Ann Juul (V)"]
    assert item["decision"]["decided_on"] == "2023-11-22"
    assert document["items"][2] == {
        "number": 3, "kind": "closed", "title": "Lukket punkt", "case_number": "",
        "late_reason": "",
        "parts": [], "decision": None, "attachments": [],
    }  # fmt: skip


def test_an_item_has_the_attachments_that_it_was_sent_out_with(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    def lay(name: str) -> None:
        laid = keep(opened.house, name, BytesIO(b"Bilaget"))
        account = opened.officer("maja")
        actor = Actor("officer", account.name, account.id)
        attach_files(opened.house, cases[0].rpartition("/")[2], (laid,), Openness.OPEN, actor)

    lay("Før.txt")
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    lay("Efter.txt")
    page = stranger.read(f"{shown}/2")
    assert "Før.txt" in page
    assert "Efter.txt" not in page
    assert "Efter.txt" not in stranger.client.get(f"{shown}.json").text


def test_that_a_meeting_is_moved_or_cancelled_is_told_everybody(
    opened: Office, maja: Desk, cases: list[str], shown: str
) -> None:
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    link = sent_link(opened, maja, "vpu", BODIL)
    day = date(2023, 11, 22)
    moved = "Mødet er flyttet til fredag den 24. november 2023: valg."
    for to, told, listed in (
        (date(2023, 11, 24), moved, "Dagsorden · flyttet til fredag den 24. november 2023"),
        (None, "Mødet er aflyst: valg.", "Dagsorden · aflyst"),
    ):
        house = changed_calendar(opened.house, day, to)
        with served(house) as address, httpx.Client(base_url=address, timeout=30) as client:
            stranger = Desk(client)
            for page in (shown, f"{shown}/2"):
                assert told in words(stranger.read(page))
            assert listed in words(stranger.read("/dagsordener"))
            assert told in words(stranger.read(link)), "and on the member's own list"
            entry = client.get(f"{shown}.json").json()["meeting"]
            assert entry["moved_to"] == (to.isoformat() if to else None)
            assert entry["cancelled"] is (to is None)


def test_why_an_item_came_late_is_told_wherever_it_stands(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    late = new_case(maja, "Brud på en hovedledning", number="23/10", route="VPU, ØK, KB")
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-22", reason="Vandet er lukket")
    sent_out(opened, maja)
    assert late
    number = re.findall(rf'{shown}/(\d+)">Brud på', stranger.read(shown))[0]
    told = "Kom på efter dagsordensfristen, fordi sagen ikke kan vente: Vandet er lukket"
    assert told in words(stranger.page)
    assert told in words(stranger.read(f"{shown}/{number}"))
    assert "Kom på efter dagsordensfristen Vandet er lukket" in pdf_text(stranger, f"{shown}.pdf")
    items = stranger.client.get(f"{shown}.json").json()["items"]
    assert [one["late_reason"] for one in items if one.get("late_reason")] == ["Vandet er lukket"]


def test_the_feed_is_renewed_by_supplement_and_minutes(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    opened.go_to(2023, 11, 8, 8)
    meeting = sent_out(opened, maja)
    first = stranger.client.get("/dagsordener.atom").text
    named = "Voksen- og Plejeudvalget, onsdag den 22. november 2023"
    assert f"<title>Dagsorden: {named}</title>" in first
    assert "<updated>2023-11-08T08:00:00Z</updated>" in first
    placed_late(maja)
    assert stranger.client.get("/dagsordener.atom").text == first
    opened.go_to(2023, 11, 17, 8)
    maja.read(meeting)
    maja.send("/udsend")
    second = stranger.client.get("/dagsordener.atom").text
    assert "<updated>2023-11-17T08:00:00Z</updated>" in second
    assert "6. Brud på ledningen" in second
    late = [f"/sager/{one}" for one in re.findall(r'/sager/([0-9a-f-]{36})"', maja.page)]
    closed_meeting(opened, maja, list(dict.fromkeys(late)))
    third = stranger.client.get("/dagsordener.atom").text
    assert "<title>Referat: Voksen- og Plejeudvalget" in third
    assert f"2. {OPEN}: Tiltrådt" in third
    assert len(re.findall("<entry>", third)) == 1


def placed_late(maja: Desk) -> None:
    new_case(maja, "Brud på ledningen", number="23/10", route="VPU")
    maja.do("submit")
    maja.do("put_on_agenda", status=422, meets_on="2023-11-22")
    maja.send(reason="Der er intet vand.")


def test_of_a_closed_item_there_is_nothing_but_that_it_is_one(
    opened: Office, maja: Desk, cases: list[str], stranger: Desk, shown: str
) -> None:
    """P15, whether it was closed from the beginning or became so after it was sent out."""
    opened.go_to(2023, 11, 16, 8)
    sent_out(opened, maja)
    closed_meeting(opened, maja, cases)
    for hidden in ((SECRET, "23/9"), (SECRET, "23/9", OPEN, "23/8", OLD)):
        seen = []
        for path in walked(stranger, "/dagsordener"):
            seen.append(path)
            told = stranger.client.get(path).text
            assert not [one for one in hidden if one in told], path
        assert any(path.endswith(".json") for path in seen)
        assert any(path.endswith(".atom") for path in seen)
        found = pdf_text(stranger, f"{shown}.pdf")
        assert not [one for one in hidden if one in found]
        with unit_of_work(opened.house.database) as connection:
            connection.execute(text("UPDATE cases SET openness = 'closed'"))
    stranger.read(f"{shown}/2", 404)


def walked(desk: Desk, start: str) -> Iterator[str]:
    """Every path that can be come to from a page by links."""
    met, waiting = {start}, [start]
    while waiting:
        path = waiting.pop()
        yield path
        answer = desk.client.get(path)
        assert answer.status_code == 200, path
        for found in re.findall(r'href="(/(?:dagsordener|hoeringer)[^"#]*)"', answer.text):
            if found not in met:
                met.add(found)
                waiting.append(found)
