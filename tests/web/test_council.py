"""What a council has behind its link besides the form: drafts, one click, other hearings, links."""

import dataclasses
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from html import unescape
from operator import attrgetter
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from icalendar import Calendar, Component
from sqlalchemy import text

from tests.desk import ON_POSTGRESQL, words
from tests.hostile_files import PDF
from tests.open_hearing import (
    CLOSES_AT,
    OFFICER,
    OpenHearing,
    installed,
    open_hearing,
    served,
)
from web import link_again
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records.database import open_database, unit_of_work
from workflows.services.hearings import extend_hearing
from workflows.services.resending import MOST, MOST_OF_ADDRESS, WITHIN, send_links_again
from workflows.services.sweeping import sweep

pytestmark = ON_POSTGRESQL


@pytest.fixture(autouse=True)
def answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a link waits for its answer a moment; not here, where many ask."""
    monkeypatch.setattr(link_again, "ANSWERED_AFTER", 0.0)


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


@pytest.fixture
def client(hearing: OpenHearing) -> Iterator[httpx.Client]:
    with served(hearing.house) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture
def colleague(client: httpx.Client) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=client.base_url, timeout=30) as other:
        yield other


def enter(client: httpx.Client, hearing: OpenHearing, party: int = 0, contact: int = 0) -> str:
    address = f"/svar/{hearing.parties[party]}/{hearing.token(party, contact)}"
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200
    return response.text


def forms(page: str) -> list[dict[str, str]]:
    """The hidden fields of each form on a page."""
    return [
        {
            name: unescape(value)
            for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
        }
        for form in re.findall(r"<form.*?</form>", page, re.DOTALL)
    ]


def save(
    client: httpx.Client, hearing: OpenHearing, page: str, words: str, **fields: str
) -> httpx.Response:
    return client.post(
        f"/svar/{hearing.parties[0]}",
        data={**forms(page)[-1], "text": words, "act": "draft", **fields},
        files={"file": ("udkast.pdf", PDF)},
        follow_redirects=True,
    )


def written(page: str) -> str:
    found = re.search(r'<textarea [^>]*id="text"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    assert found, page
    return unescape(found[1])


class TestDrafts:
    """What is written and not sent."""

    def test_is_shown_to_every_contact_of_the_council_with_who_saved_it_and_when(
        self, hearing: OpenHearing, client: httpx.Client, colleague: httpx.Client
    ) -> None:
        saved = save(client, hearing, enter(client, hearing), "Vi er i gang")
        assert "Kladden er gemt, men ikke sendt" in saved.text
        theirs = enter(colleague, hearing, contact=1)
        assert written(theirs) == "Vi er i gang"
        assert "Bo Berg gemte den onsdag den 1. november 2023 kl. 09.00" in words(theirs)
        assert "Behold filen udkast.pdf" in theirs
        assert "Vi er i gang" not in enter(colleague, hearing, party=1)

    def test_is_no_answer_and_stands_on_no_page_of_the_officers(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        save(client, hearing, enter(client, hearing), "Vi er i gang", stance="opposes")
        assert hearing.rows("SELECT count(*) FROM v_response") == [(0,)]
        assert hearing.rows("SELECT count(*) FROM v_file") == [(0,)]
        assert {row[0] for row in hearing.rows("SELECT status FROM v_party")} == {"invited"}
        for table in ("journal_payloads", "messages", "attachments", "responses"):
            assert "Vi er i gang" not in repr(hearing.rows(f"SELECT * FROM {table}"))

    def test_is_cleared_when_the_answer_is_sent(
        self, hearing: OpenHearing, client: httpx.Client, colleague: httpx.Client
    ) -> None:
        save(client, hearing, enter(client, hearing), "Vi er i gang")
        page = enter(colleague, hearing, contact=1)
        sent = colleague.post(
            f"/svar/{hearing.parties[0]}",
            data={**forms(page)[-1], "text": "Færdigt", "stance": "supports"},
        )
        assert sent.status_code == 303
        assert hearing.rows("SELECT * FROM drafts") == []
        assert written(client.get(f"/svar/{hearing.parties[0]}").text) == "Færdigt"

    def test_of_two_contacts_at_once_are_both_kept(
        self, hearing: OpenHearing, client: httpx.Client, colleague: httpx.Client
    ) -> None:
        mine, theirs = enter(client, hearing), enter(colleague, hearing, contact=1)
        save(client, hearing, mine, "Min kladde")
        hearing.clock.now += timedelta(minutes=1)
        page = save(colleague, hearing, theirs, "Deres kladde").text
        assert written(page) == "Deres kladde"
        assert "Min kladde" in page
        assert "En anden kladde, som Bo Berg gemte" in page
        mine = client.get(f"/svar/{hearing.parties[0]}").text
        assert written(mine) == "Min kladde"
        assert "Deres kladde" in mine
        hearing.clock.now += timedelta(minutes=1)
        merged = save(client, hearing, mine, "Begge")
        assert "En anden kladde, som Ane Ask gemte" in merged.text, "theirs to throw away"
        kept = hearing.rows("SELECT text FROM drafts ORDER BY text")
        assert kept == [("Begge",), ("Deres kladde",)]

    def test_older_than_an_answer_is_shown_beside_it(
        self, hearing: OpenHearing, client: httpx.Client, colleague: httpx.Client
    ) -> None:
        theirs = enter(colleague, hearing, contact=1)
        save(client, hearing, enter(client, hearing), "Min kladde")
        data = {**forms(theirs)[-1], "text": "Sendt svar", "stance": "supports"}
        assert colleague.post(f"/svar/{hearing.parties[0]}", data=data).status_code == 303
        page = client.get(f"/svar/{hearing.parties[0]}").text
        assert written(page) == "Min kladde"
        assert "Sendt svar" in page

    def test_needs_the_key_of_the_page_and_an_open_hearing(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        assert save(client, hearing, page, "Smuglet", csrf="x").status_code == 403
        hearing.clock.now = CLOSES_AT
        sweep(hearing.house)
        hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort.")
        late = save(client, hearing, page, "For sent")
        assert late.status_code == 409
        assert "For sent" in late.text
        assert hearing.rows("SELECT * FROM drafts") == []

    @pytest.mark.parametrize("seen", ["", "x", "2023-11-01", "0001-01-01T00:00:00+23:00"])
    def test_bears_any_time_that_is_said_to_have_been_seen(
        self, hearing: OpenHearing, client: httpx.Client, seen: str
    ) -> None:
        page = enter(client, hearing)
        assert save(client, hearing, page, "Kladde", drafts_seen=seen).status_code == 200


class TestOneClick:
    """Ingen bemærkninger, by a button of its own."""

    def test_gives_a_receipt(self, hearing: OpenHearing, client: httpx.Client) -> None:
        quick = forms(enter(client, hearing))[0]
        address = f"/svar/{hearing.parties[0]}"
        assert client.post(address, data={"act": "no_remarks"}).status_code == 403
        receipts = {
            client.post(address, data={**quick, "act": "no_remarks"}).headers["location"]
            for _ in range(2)
        }
        assert len(receipts) == 1
        assert "Ingen bemærkninger" in client.get(receipts.pop()).text
        assert hearing.rows("SELECT stance FROM v_response") == [("no_remarks",)]

    def test_is_not_offered_over_an_answer_or_a_draft(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        saved = save(client, hearing, enter(client, hearing), "Vi er i gang")
        assert "Svar: Ingen bemærkninger" not in saved.text
        assert len(forms(saved.text)) == 1


class TestTheDeadline:
    """The entry for the council's own calendar."""

    def test_replaces_the_one_in_the_mail_and_follows_an_extension(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        address = f"/svar/{hearing.parties[0]}/frist.ics"
        assert address in page
        first = entry(client.get(address))
        assert (first["uid"], first["sequence"]) == (
            f"frist-{hearing.parties[0]}@"
            + hearing.house.definitions.municipality.sender.rpartition("@")[2],
            1,
        )
        assert first["dtstart"].dt == date(2023, 11, 22)
        extension = ExtendHearing(date(2023, 11, 30), "Rådet har møde den 29.")
        extend_hearing(hearing.house, hearing.case, extension, OFFICER)
        second = entry(client.get(address))
        assert (second["uid"], second["sequence"]) == (first["uid"], 2)
        assert second["dtstart"].dt == date(2023, 11, 30)

    def test_is_taken_out_of_the_calendar_when_the_hearing_is_withdrawn(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        enter(client, hearing)
        hearing.advance(Trigger.WITHDRAW, reason="Forslaget er taget af bordet")
        gone = client.get(f"/svar/{hearing.parties[0]}/frist.ics")
        assert (entry(gone)["status"], entry(gone)["sequence"]) == ("CANCELLED", 2)
        assert "METHOD:CANCEL" in gone.text

    def test_does_not_name_a_closed_case(self, hearing: OpenHearing, client: httpx.Client) -> None:
        closed = open_hearing(hearing.house, hearing.clock, openness=Openness.CLOSED)
        enter(client, closed)
        shown = client.get(f"/svar/{closed.parties[0]}/frist.ics").text
        assert "frivillighed" not in shown


class TestAllHearings:
    """The council's other hearings, seen and not opened."""

    def test_are_those_of_the_same_contact_and_are_not_opened(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        second = open_hearing(hearing.house, hearing.clock)
        closed = open_hearing(hearing.house, hearing.clock, openness=Openness.CLOSED)
        enter(client, hearing)
        page = client.get(f"/svar/{hearing.parties[0]}/hoeringer").text
        numbers = re.findall(r"Sag (\S+)</span>", page)
        assert len(numbers) == 3
        assert page.count("Strategi for frivillighed") == 2
        assert "En lukket sag" in page
        for other in (second, closed):
            assert other.parties[0] not in page
            assert other.token() not in page
            assert client.get(f"/svar/{other.parties[0]}").status_code == 404
        enter(client, hearing, contact=1)
        page = client.get(f"/svar/{hearing.parties[0]}/hoeringer").text
        assert "Høringer, der er sendt til b0@raad.example" in page

    def test_are_opened_by_new_mails_alone(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        open_hearing(hearing.house, hearing.clock)
        enter(client, hearing)
        address = f"/svar/{hearing.parties[0]}/hoeringer"
        before = hearing.dump()
        assert client.post(address, data={"csrf": "x"}).status_code == 403
        assert hearing.dump() == before
        sent = client.post(address, data=forms(client.get(address).text)[0])
        assert sent.status_code == 303
        assert "er på vej til a0@raad.example" in client.get(sent.headers["location"]).text
        assert len(again(hearing)) == 2


class TestALinkAgain:
    """What the public page to ask for a link does."""

    def test_mails_the_same_links_once_a_day_and_journalises_it(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        for address in ("a0@raad.example", " A0@Raad.Example ", "a0@raad.example"):
            assert client.post("/svar/send-igen", data={"email": address}).status_code == 200
        assert again(hearing) == [("invitation", "a0@raad.example")]
        events = hearing.rows("SELECT event FROM v_journal")
        assert events.count(("party:link_sent",)) == 1
        hearing.clock.now += timedelta(days=1)
        client.post("/svar/send-igen", data={"email": "a0@raad.example"})
        assert len(again(hearing)) == 2

    def test_says_the_same_whether_or_not_the_address_is_known(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        pages = set()
        for address in ("a0@raad.example", "zz@raad.example"):
            response = client.post("/svar/send-igen", data={"email": address})
            pages.add((response.status_code, response.text.replace(address, "")))
        assert len(pages) == 1

    def test_sends_nothing_of_a_round_that_is_over(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort.")
        assert client.post("/svar/send-igen", data={"email": "a0@raad.example"}).status_code == 200
        assert again(hearing) == []

    @pytest.mark.parametrize("address", ["", "x", "a@b.example, c@d.example", "a\r\nb@c.example"])
    def test_refuses_what_is_no_address(
        self, hearing: OpenHearing, client: httpx.Client, address: str
    ) -> None:
        response = client.post("/svar/send-igen", data={"email": address})
        assert response.status_code == 422
        assert again(hearing) == []

    @pytest.mark.parametrize("address", ["a0@raad.example", "zz@raad.example"])
    def test_is_asked_so_often_for_one_address_and_no_more_known_or_not(
        self, hearing: OpenHearing, client: httpx.Client, address: str
    ) -> None:
        def asked(number: int) -> httpx.Response:
            written = address.upper() if number % 2 else address
            return client.post("/svar/send-igen", data={"email": written})

        # At once, for every one of them is answered after the same time.
        with ThreadPoolExecutor(MOST_OF_ADDRESS + 2) as pool:
            answers = sorted(
                pool.map(asked, range(MOST_OF_ADDRESS + 2)), key=attrgetter("status_code")
            )
        assert [one.status_code for one in answers] == [200] * MOST_OF_ADDRESS + [429] * 2
        assert "vent fem minutter" in answers[-1].text
        assert client.post("/svar/send-igen", data={"email": "a1@raad.example"}).status_code == 200
        hearing.clock.now += WITHIN
        assert client.post("/svar/send-igen", data={"email": address}).status_code == 200
        assert hearing.rows("SELECT count FROM askings ORDER BY count") == [(1,), (1,)]
        assert "raad" not in str(hearing.rows("SELECT key FROM askings"))

    def test_is_asked_so_often_by_all_together_in_every_process_and_no_more(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        other = dataclasses.replace(
            hearing.house, database=open_database(hearing.house.settings.database_url)
        )
        for number in range(MOST):
            house = (hearing.house, other)[number % 2]
            send_links_again(house, f"n{number}@raad.example", anybody=True)
        response = client.post("/svar/send-igen", data={"email": "a0@raad.example"})
        assert response.status_code == 429
        assert again(hearing) == []
        hearing.clock.now += WITHIN
        client.post("/svar/send-igen", data={"email": "a0@raad.example"})
        assert len(again(hearing)) == 1
        other.database.dispose()


class TestALinkToRead:
    """What a council passes to its members."""

    def test_shows_everything_but_the_form(
        self, hearing: OpenHearing, client: httpx.Client, colleague: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        data = {**forms(page)[-1], "text": "Godt udkast", "stance": "supports"}
        client.post(f"/svar/{hearing.parties[0]}", data=data, files={"file": ("svar.pdf", PDF)})
        save(client, hearing, client.get(f"/svar/{hearing.parties[0]}").text, "Hemmelig kladde")
        shown = colleague.get(to_read(page), follow_redirects=True).text
        for told in ("Strategi for frivillighed", "Handicaprådet", "Vi beder om", "Godt udkast"):
            assert told in shown
        assert "<form" not in shown
        assert "Hemmelig kladde" not in shown
        file = re.search(r'href="(/svar/[^"]+/laes/fil/[^"]+)"', shown)
        assert file
        assert colleague.get(file[1]).content == PDF

    def test_opens_nothing_else(
        self, hearing: OpenHearing, client: httpx.Client, colleague: httpx.Client
    ) -> None:
        address = to_read(enter(client, hearing))
        party, token = hearing.parties[0], address.rsplit("/", 1)[1]
        assert colleague.get(address).status_code == 303
        lost = colleague.get("/svar/x")
        closed = [
            f"/svar/{party}",
            f"/svar/{party}/{token}",
            f"/svar/{party}/hoeringer",
            f"/svar/{party}/frist.ics",
            f"/svar/{hearing.parties[1]}/laes/{token}",
            f"/svar/{hearing.parties[1]}/laes",
            f"/svar/{party}/laes/{hearing.token()}",
            f"/svar/{party}/laes/{token[:-2]}",
            f"/svar/{party}/laes/fil/{party}",
        ]
        for path in closed:
            response = colleague.get(path)
            assert (path, response.status_code, response.text) == (path, 404, lost.text)
        cookies = {f"svar-{party}": token}
        header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        data = {"stance": "supports", "text": "Smuglet", "base_version": "0", "key": "k" * 20}
        refused = colleague.post(f"/svar/{party}", data=data, headers=header)
        assert refused.status_code == 404
        assert hearing.rows("SELECT count(*) FROM v_response") == [(0,)]

    def test_is_revoked_together_with_the_link_itself(
        self, hearing: OpenHearing, client: httpx.Client, colleague: httpx.Client
    ) -> None:
        address = to_read(enter(client, hearing))
        colleague.get(address)
        with unit_of_work(hearing.house.database) as connection:
            connection.execute(text("UPDATE contacts SET generation = generation + 1"))
        assert colleague.get(address).status_code == 404
        assert colleague.get(f"/svar/{hearing.parties[0]}/laes").status_code == 404


def test_looking_changes_nothing_and_no_token_is_kept(
    hearing: OpenHearing, client: httpx.Client
) -> None:
    page = enter(client, hearing)
    save(client, hearing, page, "Vi er i gang")
    client.post("/svar/send-igen", data={"email": "a0@raad.example"})
    address = to_read(page)
    client.get(address)
    party = f"/svar/{hearing.parties[0]}"
    before = hearing.dump()
    looked_at = [party, f"{party}/hoeringer", f"{party}/hoeringer?sendt=ja", f"{party}/frist.ics"]
    for path in (*looked_at, f"{party}/laes", address, "/svar/send-igen"):
        for verb in ("GET", "HEAD", "OPTIONS"):
            for _ in range(7):
                response = client.request(verb, path)
                assert response.status_code in (200, 303, 405)
                assert response.headers["cache-control"] == "no-store"
    assert hearing.dump() == before
    for secret in (hearing.token(), address.rsplit("/", 1)[1]):
        assert secret.partition(".")[2] not in repr(before)


def to_read(page: str) -> str:
    """The path of the link to read that a page offers."""
    found = re.search(r'id="laeselink" readonly value="([^"]+)"', page)
    assert found
    return urlsplit(unescape(found[1])).path


def again(hearing: OpenHearing) -> list[tuple[object, ...]]:
    """Kind and recipient of the links sent again."""
    return hearing.rows(
        "SELECT kind, recipient FROM messages WHERE unique_key LIKE 'invitation:again:%'"
    )


def entry(response: httpx.Response) -> Component:
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.text).walk("VEVENT")[0]
