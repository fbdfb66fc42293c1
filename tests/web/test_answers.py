"""The answer page over HTTP: the link, safe reading, what is sent, and all that goes wrong."""

import dataclasses
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from sqlalchemy import text

from tests.desk import words
from tests.hostile_files import BAD, PDF, file_size_limited_to
from tests.mailing import answered, body, deliver_to_folder, mails
from tests.open_hearing import (
    CLOSES_AT,
    DUE_AT,
    OFFICER,
    OpenHearing,
    installed,
    open_hearing,
    served,
)
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records.database import unit_of_work
from workflows.services.sweeping import sweep

WRITTEN = "Vi er glade for udkastet.\nMen <b>Ærø</b> & 🌲 mangler."


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


@pytest.fixture
def client(hearing: OpenHearing) -> Iterator[httpx.Client]:
    with served(hearing.house) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def link(hearing: OpenHearing, party: int = 0, contact: int = 0) -> str:
    return f"/svar/{hearing.parties[party]}/{hearing.token(party, contact)}"


def enter(client: httpx.Client, hearing: OpenHearing, party: int = 0, contact: int = 0) -> str:
    """Follow the link; the page that it leads to."""
    response = client.get(link(hearing, party, contact), follow_redirects=True)
    assert response.status_code == 200
    return response.text


def hidden(page: str) -> dict[str, str]:
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields}


def send(
    client: httpx.Client,
    hearing: OpenHearing,
    page: str,
    *,
    party: int = 0,
    file: tuple[str, bytes] | None = None,
    **fields: str,
) -> httpx.Response:
    given = {"stance": "supports", "text": WRITTEN, **hidden(page), **fields}
    # Always multipart, as a browser sends it: an empty file when none was chosen.
    files = {"file": file or ("", b"")}
    sent = client.build_request("POST", f"/svar/{hearing.parties[party]}", data=given, files=files)
    sent.read()  # in one piece: it would be a packet for each field
    return client.send(sent)


def send_files(
    client: httpx.Client,
    hearing: OpenHearing,
    page: str,
    files: list[tuple[str, bytes]],
    **fields: str | list[str],
) -> httpx.Response:
    return client.post(
        f"/svar/{hearing.parties[0]}",
        data={"stance": "supports", "text": WRITTEN, **hidden(page), **fields},
        files=[("file", file) for file in files],
    )


def connected(client: httpx.Client) -> socket.socket:
    address = urlsplit(str(client.base_url))
    return socket.create_connection((address.hostname or "", address.port or 0), 20)


def kept(response: httpx.Response) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.text, re.DOTALL)
    assert found, response.text
    return unescape(found[1])


def seen(text: str) -> str:
    """Signs that cannot be seen, as the page shows them."""
    return text.translate({0x00: "␀", 0x1B: "␛", 0x85: "\n"})


def answers(hearing: OpenHearing) -> int:
    count = hearing.rows("SELECT count(*) FROM v_response")[0][0]
    assert isinstance(count, int)
    return count


class TestTheLink:
    """What the mailed address opens."""

    def test_moves_its_token_into_a_cookie_for_that_party(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        response = client.get(link(hearing))
        assert (response.status_code, response.headers["location"]) == (
            303,
            f"/svar/{hearing.parties[0]}",
        )
        cookie = response.headers["set-cookie"]
        assert cookie.startswith(f"svar-{hearing.parties[0]}={hearing.token()}; HttpOnly; Max-Age=")
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["referrer-policy"] == "no-referrer"

    def test_on_https_the_cookie_is_bound_to_the_host(self, hearing: OpenHearing) -> None:
        settings = hearing.house.settings.model_copy(update={"base_url": "https://svar.example"})
        house = dataclasses.replace(hearing.house, settings=settings)
        with served(house) as address:
            cookie = httpx.get(address + link(hearing)).headers["set-cookie"]
        assert cookie.startswith(f"__Host-svar-{hearing.parties[0]}=")
        assert "; Path=/;" in cookie
        assert "; Secure" in cookie

    def test_bears_what_a_mail_program_adds(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        for added in (".", ",", ")", ">", "%20", "%E2%80%8B", "!", "”", "/", ".)"):
            response = client.get(link(hearing) + added, follow_redirects=True)
            assert (response.status_code, added) == (200, added)
            assert "Handicaprådet" in response.text
            client.cookies.clear()

    def test_foreign_cut_revoked_and_garbage_tokens_give_one_and_the_same_page(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        party, token = hearing.parties[0], hearing.token()
        nobody = "018bb5a0-0000-7000-8000-00000000dead"
        foreign = open_hearing(hearing.house, hearing.clock)
        lost = [
            f"/svar/{party}/{hearing.token(1)}",
            f"/svar/{party}/{foreign.token()}",
            f"/svar/{foreign.parties[0]}/{token}",
            f"/svar/{nobody}/{token}",
            f"/svar/{party}/{token[:-3]}",
            f"/svar/{party}/{token[:6]}",
            f"/svar/{party}/%00",
            f"/svar/{party}/%ED%A0%80",
            f"/svar/{party}/{'a' * 5000}",
            f"/svar/{party}/a/b/c",
            f"/svar/{party}",
            f"/svar/{nobody}",
            f"/svar/{party}/kvittering/4K7M-9QX2-TD",
            f"/svar/{party}/fil/{nobody}",
            "/svar/%00",
            "/svar/",
        ]
        with unit_of_work(hearing.house.database) as connection:
            connection.execute(
                text("UPDATE contacts SET generation = 2 WHERE party_id = :party"),
                {"party": hearing.parties[2]},
            )
            token_before = hearing.token(2)
            connection.execute(text("UPDATE contacts SET generation = 1"))
        lost.append(f"/svar/{hearing.parties[2]}/{token_before[:-1]}")
        pages = {(response.status_code, response.text) for response in map(client.get, lost)}
        assert len(pages) == 1
        status, page = pages.pop()
        assert status == 404
        assert "klippet over" in page

    def test_a_revoked_link_opens_nothing_also_with_its_cookie(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        enter(client, hearing)
        with unit_of_work(hearing.house.database) as connection:
            connection.execute(text("UPDATE contacts SET generation = generation + 1"))
        assert client.get(f"/svar/{hearing.parties[0]}").status_code == 404

    def test_a_cookie_opens_no_other_party(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        crossed = {f"svar-{hearing.parties[1]}": hearing.token(0)}
        response = client.get(
            f"/svar/{hearing.parties[1]}",
            headers={"Cookie": "; ".join(f"{name}={value}" for name, value in crossed.items())},
        )
        assert response.status_code == 404
        assert response.text == client.get("/svar/garbage").text

    def test_ten_megabytes_of_it_are_refused(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        with connected(client) as raw:
            with suppress(ConnectionError):
                raw.sendall(b"GET /svar/x/" + b"a" * 10_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            with suppress(ConnectionError):
                assert raw.recv(12) in (b"", b"HTTP/1.1 400", b"HTTP/1.1 404", b"HTTP/1.1 414")
        assert client.get("/svar/x").status_code == 404

    def test_sixty_links_fit_in_one_browser(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        cookies = {f"svar-018bb5a0-0000-7000-8000-{n:012}": hearing.token() for n in range(60)}
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        assert client.get(link(hearing), headers={"Cookie": header}).status_code == 303

    def test_a_closed_case_shows_its_hearing_to_who_is_asked(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        closed = open_hearing(hearing.house, hearing.clock, openness=Openness.CLOSED)
        assert "Strategi for frivillighed" in enter(client, closed)


class TestReading:
    """What a look at the page does and shows."""

    def test_changes_nothing_however_often_and_by_whichever_verb(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        receipt = send(client, hearing, page, file=("svar.pdf", PDF)).headers["location"]
        file = hearing.rows("SELECT file_id FROM v_file")[0][0]
        party = f"/svar/{hearing.parties[0]}"
        before = hearing.dump()
        for verb in ("GET", "HEAD", "OPTIONS"):
            for path in (party, receipt, f"{party}/fil/{file}", f"{party}/nix"):
                assert client.request(verb, path).status_code < 500
            for _ in range(20):
                assert client.request(verb, link(hearing)).status_code in (303, 405)
        assert hearing.dump() == before

    def test_shows_who_is_asked_about_what_and_until_when(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        for shown in (
            "Handicaprådet",
            "Strategi for frivillighed",
            "Vi beder om jeres bemærkninger",
            "til og med onsdag den 22. november 2023 kl. 23.59",
            "Karla Krog",
            "karla@norddjurs.example",
            "89 59 10 00",
            "Ingen bemærkninger",
        ):
            assert shown in words(page)
        assert 'lang="da"' in page

    def test_has_headers_that_let_nothing_in(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        headers = client.get(f"/svar/{hearing.parties[0]}").headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


class TestAnswering:
    """What is sent in good faith."""

    def test_gives_a_receipt_with_time_and_hash_of_what_was_sent(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        response = send(client, hearing, page, file=("Høringssvar.pdf", PDF))
        assert response.status_code == 303
        shown = client.get(response.headers["location"]).text
        number = response.headers["location"].rsplit("/", 1)[1]
        stored = hearing.rows("SELECT receipt, late FROM v_response")
        assert [(row[0], bool(row[1])) for row in stored] == [(number, False)]
        for wanted in (number, "1. november 2023 kl. 09.00", sha256(PDF).hexdigest()):
            assert wanted in words(shown)
        assert "inden fristen" in shown
        assert f"Spørgsmål til {OFFICER.name}" in words(shown)
        assert "&lt;b&gt;Ærø&lt;/b&gt; &amp; 🌲" in shown

    def test_a_double_click_gives_the_same_receipt(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        receipts = {send(client, hearing, page).headers["location"] for _ in range(3)}
        assert len(receipts) == 1
        assert answers(hearing) == 1

    def test_shows_the_latest_receipt_and_folds_the_earlier_ones_away(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        receipts = []
        for _ in range(3):
            page = send(client, hearing, page).headers["location"].rpartition("/")[2]
            receipts.append(page)
            page = enter(client, hearing)
        before, folded = page.split("<summary>Tidligere kvitteringer (2)</summary>")
        assert [one in before for one in receipts] == [False, False, True]
        folded = folded.partition("</details>")[0]
        assert folded.index(receipts[1]) < folded.index(receipts[0])
        assert receipts[2] not in folded

    def test_brings_several_files_each_kept_or_removed_when_it_is_replaced(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        sent = send_files(client, hearing, page, [(f"{n}.txt", b"nr %d" % n) for n in range(3)])
        assert "2.txt" in client.get(sent.headers["location"]).text
        page = client.get(f"/svar/{hearing.parties[0]}").text
        seals = re.findall(r'name="kept" id="kept[-\d]*" value="([^"]+)"', page)
        assert len(seals) == 3
        sent = send_files(client, hearing, page, [("ny.txt", b"ny")], kept=[seals[0], seals[2]])
        shown = client.get(sent.headers["location"]).text
        assert re.findall(r">(\w+\.txt)<", shown) == ["0.txt", "2.txt", "ny.txt"]

    def test_each_good_file_is_kept_when_another_is_refused(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        files = [("a.pdf", PDF), ("b.exe", b"MZ"), ("c.txt", b"hej"), ("tom.txt", b"")]
        refused = send_files(client, hearing, page, files)
        assert refused.status_code == 422
        for told in ("b.exe", "tom.txt", "Behold filen a.pdf", "Behold filen c.txt"):
            assert told in refused.text
        big = send_files(client, hearing, page, [("a.pdf", PDF), ("b.pdf", PDF.ljust(21_000_000))])
        assert big.status_code == 413
        assert "Behold filen a.pdf" in big.text

    def test_is_replaced_with_its_file_kept_or_exchanged(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        send(client, hearing, enter(client, hearing), file=("svar.pdf", PDF))
        page = client.get(f"/svar/{hearing.parties[0]}").text
        assert "Behold filen svar.pdf" in page
        seal = re.search(r'name="kept" id="kept" value="([^"]+)"', page)
        assert seal
        second = send(client, hearing, page, text="Nyt", kept=seal[1])
        assert sha256(PDF).hexdigest() in client.get(second.headers["location"]).text
        page = client.get(f"/svar/{hearing.parties[0]}").text
        third = send(client, hearing, page, text="Nyt", file=("b.txt", b"hej"))
        shown = client.get(third.headers["location"]).text
        assert "b.txt" in shown
        assert "svar.pdf" not in shown
        assert answers(hearing) == 3

    def test_a_seal_on_a_file_cannot_be_forged_or_moved(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        send(client, hearing, enter(client, hearing), file=("svar.pdf", PDF))
        page = client.get(f"/svar/{hearing.parties[0]}").text
        seal = re.search(r'name="kept" id="kept" value="([^"]+)"', page)
        assert seal
        other = enter(client, hearing, 1)
        for forged in (seal[1], seal[1][4:], "e30=.x", "."):
            response = send(client, hearing, other, party=1, kept=forged)
            assert response.status_code == 303
            other = client.get(f"/svar/{hearing.parties[1]}").text
        assert hearing.rows("SELECT count(*) FROM v_file") == [(1,)]

    def test_two_members_at_once_lose_neither_text(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        with httpx.Client(base_url=client.base_url, timeout=30) as colleague:
            mine, theirs = enter(client, hearing), enter(colleague, hearing, contact=1)
            send(colleague, hearing, theirs, text="Kollegaens svar")
        response = send(client, hearing, mine, file=("svar.pdf", PDF))
        assert response.status_code == 409
        assert "Kollegaens svar" in response.text
        assert kept(response) == WRITTEN
        assert "Behold filen svar.pdf" in response.text
        again = send(client, hearing, response.text, text=WRITTEN)
        assert again.status_code == 303
        assert answers(hearing) == 2

    def test_the_files_of_anothers_draft_can_be_taken_along(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        mine = enter(client, hearing)
        with httpx.Client(base_url=client.base_url, timeout=30) as colleague:
            theirs = enter(colleague, hearing, contact=1)
            send(colleague, hearing, theirs, act="draft", file=("kollega.txt", b"deres"))
        hearing.clock.now += timedelta(minutes=5)
        send(client, hearing, mine, act="draft", file=("min.txt", b"min"))
        page = enter(client, hearing)
        assert "Tag filen kollega.txt" in page
        (unticked,) = re.findall(r'id="of-draft-1" value="([^"]+)">', page)
        (ticked,) = re.findall(r'id="kept" value="([^"]+)" checked', page)
        again = send_files(client, hearing, page, [], kept=[ticked, unticked])
        shown = client.get(again.headers["location"]).text
        assert re.findall(r">([\w.]+)</a> \(", shown) == ["kollega.txt", "min.txt"]

    def test_ones_own_draft_is_in_the_form_also_when_a_colleague_saved_a_newer_one(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        mine = enter(client, hearing)
        with httpx.Client(base_url=client.base_url, timeout=30) as colleague:
            theirs = enter(colleague, hearing, contact=1)
            send(client, hearing, mine, act="draft", text="Min kladde")
            hearing.clock.now += timedelta(minutes=5)
            send(colleague, hearing, theirs, act="draft", text="Deres kladde")
            page = client.get(f"/svar/{hearing.parties[0]}")
            assert kept(page) == "Min kladde"
            assert "En anden kladde, som Ane Ask gemte" in page.text
            send(client, hearing, page.text, act="draft", text="Min nye kladde")
            assert kept(colleague.get(f"/svar/{hearing.parties[0]}")) == "Deres kladde"

    def test_who_is_told_of_anothers_answer_sees_it_and_keeps_every_text(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        mine = enter(client, hearing)
        send(client, hearing, mine, act="draft", text="Min gamle kladde")
        page = client.get(f"/svar/{hearing.parties[0]}").text
        hearing.clock.now += timedelta(minutes=5)
        answered(hearing, text="Svaret på nettet")
        hearing.clock.now += timedelta(minutes=5)
        page = client.get(f"/svar/{hearing.parties[0]}").text
        posted = hearing.clock.now - timedelta(minutes=7)
        answered(hearing, text="Brevet", base_version=1, received_at=posted, submission_key="brev")
        response = send(client, hearing, page, text="Det, jeg skriver nu")
        assert response.status_code == 409
        told = response.text.partition("Dit svar er ikke sendt endnu")[2].partition("</div>")[0]
        assert "Brevet" in told, "the one that came since the page was shown"
        assert "Svaret på nettet" not in told
        assert kept(response) == "Det, jeg skriver nu"
        assert "står i formularen nedenfor" not in words(response.text)

    def test_the_files_of_the_colleague_are_offered_and_not_lost(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        with httpx.Client(base_url=client.base_url, timeout=30) as colleague:
            mine, theirs = enter(client, hearing), enter(colleague, hearing, contact=1)
            send(colleague, hearing, theirs, file=("kollega.txt", b"fra kollegaen"))
        response = send(client, hearing, mine, file=("svar.pdf", PDF))
        assert response.status_code == 409
        told = response.text.partition("Dit svar er ikke sendt endnu")[2].partition("</div>")[0]
        assert "kollega.txt" in told
        assert "Behold filen kollega.txt" in response.text
        seals = re.findall(r'name="kept" id="kept[-\d]*" value="([^"]+)" checked', response.text)
        assert len(seals) == 2
        again = send_files(client, hearing, response.text, [], kept=seals)
        shown = client.get(again.headers["location"]).text
        assert re.findall(r">([\w.]+)</a> \(", shown) == ["kollega.txt", "svar.pdf"]

    def test_the_files_of_the_colleague_are_offered_beside_an_older_draft(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        mine = enter(client, hearing)
        send(client, hearing, mine, act="draft", file=("kladde.txt", b"min kladde"))
        with httpx.Client(base_url=client.base_url, timeout=30) as colleague:
            theirs = enter(colleague, hearing, contact=1)
            shared = {"drafts_seen": ""}
            send(colleague, hearing, theirs, file=("kollega.txt", b"fra kollegaen"), **shared)
        page = enter(client, hearing)
        assert "Behold filen kladde.txt" in page
        assert "Behold filen kollega.txt" in page

    def test_two_links_in_two_tabs_never_cross(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        first, second = enter(client, hearing, 0), enter(client, hearing, 1)
        assert send(client, hearing, first, party=0).status_code == 303
        assert send(client, hearing, second, party=1).status_code == 303
        crossed = send(client, hearing, first, party=1, text="Krydset")
        assert crossed.status_code == 403
        assert kept(crossed) == "Krydset"

    def test_jointly_with_others(self, hearing: OpenHearing, client: httpx.Client) -> None:
        page = enter(client, hearing)
        response = send(client, hearing, page, joint=hearing.parties[1])
        shown = client.get(response.headers["location"]).text
        assert "sammen med Ældrerådet" in shown
        assert "Handicaprådet har svaret også på jeres vegne" in enter(client, hearing, 1)

    @pytest.mark.parametrize("over", [False, True])
    def test_given_jointly_is_read_whole_by_who_was_answered_for(
        self, hearing: OpenHearing, client: httpx.Client, over: bool
    ) -> None:
        page = enter(client, hearing)
        send(client, hearing, page, joint=hearing.parties[1], file=("svar.pdf", PDF))
        if over:
            hearing.clock.now = CLOSES_AT
            sweep(hearing.house)
            hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort.")
        own = enter(client, hearing, 1)
        assert "Støtter forslaget" in own
        assert "Men &lt;b&gt;Ærø" in own
        found = re.search(r'href="(/svar/[^"]+/fil/[^"]+)">svar.pdf', own)
        assert found
        assert client.get(found[1]).content == PDF
        other = enter(client, hearing, 2)
        assert "Ærø" not in other
        wrong = found[1].replace(hearing.parties[1], hearing.parties[2])
        assert client.get(wrong).status_code == 404

    def test_of_ones_own_counts_after_a_joint_one(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        send(client, hearing, enter(client, hearing), joint=hearing.parties[1])
        own = send(client, hearing, enter(client, hearing, 1), party=1, text="Vi selv")
        assert own.status_code == 303
        page = enter(client, hearing, 1)
        assert "har svaret også på jeres vegne" not in page
        assert "Vi selv" in page

    def test_after_the_deadline_is_marked_late(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        hearing.clock.now = DUE_AT + timedelta(seconds=1)
        page = enter(client, hearing)
        assert "Fristen er passeret" in page
        shown = client.get(send(client, hearing, page).headers["location"]).text
        assert "efter fristen" in shown

    def test_a_correction_after_the_deadline_stands_beside_what_was_said_in_time(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        assert send(client, hearing, page, text="Vi støtter det.").status_code == 303
        hearing.clock.now = DUE_AT + timedelta(seconds=1)
        page = enter(client, hearing)
        assert "Jeres svar kom inden fristen og gælder. Sender I et nyt nu" in words(page)
        late = send(client, hearing, page, text="Vi er nu imod.").headers["location"]
        shown = words(client.get(late).text)
        assert "Det svar, I gav inden fristen, gælder stadig. Dette står ved siden af" in shown
        ((first,),) = hearing.rows("SELECT receipt FROM v_response WHERE version = 1")
        shown = words(client.get(f"{late.rpartition('/')[0]}/{first}").text)
        assert "gælder i stedet" not in shown
        page = words(enter(client, hearing))
        assert "Det svar, I gav inden fristen, gælder. Det, der kom efter fristen" in page
        deliver_to_folder(hearing.house)
        told = " ".join(" ".join(map(body, mails(hearing.house))).split())
        assert "Det svar, der blev givet inden fristen, gælder stadig for" in told
        assert "modtaget før" not in told

    def test_after_sealing_keeps_the_text_and_says_whom_to_ask(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        hearing.clock.now = CLOSES_AT
        sweep(hearing.house)
        hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort.")
        response = send(client, hearing, page)
        assert response.status_code == 409
        assert kept(response) == WRITTEN
        assert "Karla Krog" in response.text
        shown = client.get(f"/svar/{hearing.parties[0]}")
        assert shown.status_code == 200
        assert "Høringen er slut" in shown.text
        assert answers(hearing) == 0

    def test_of_a_withdrawn_hearing_is_explained(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort.")
        response = send(client, hearing, page)
        assert response.status_code == 409
        assert "trukket tilbage" in response.text
        assert kept(response) == WRITTEN

    def test_passes_the_request_id_on_to_the_journal(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        client.headers["X-Request-ID"] = "min-egen-id.7"
        assert send(client, hearing, page).headers["x-request-id"] == "min-egen-id.7"
        last = hearing.rows("SELECT request_id FROM v_journal ORDER BY seq DESC LIMIT 1")
        assert last == [("min-egen-id.7",)]


# On the one of the two databases that takes least.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
class TestWhatGoesWrong:
    """What is sent in bad faith, or by bad luck."""

    @pytest.mark.parametrize("csrf", ["", "garbage", "æ" * 50])
    def test_no_csrf_is_403_with_the_text_kept(
        self, hearing: OpenHearing, client: httpx.Client, csrf: str
    ) -> None:
        page = enter(client, hearing)
        response = send(client, hearing, page, csrf=csrf, file=("svar.pdf", PDF))
        assert response.status_code == 403
        assert kept(response) == WRITTEN
        assert send(client, hearing, response.text).status_code == 303
        assert hearing.rows("SELECT count(*) FROM v_file") == [(0,)]

    def test_without_a_link_is_404_with_the_text_kept(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        response = send(client, hearing, "")
        assert response.status_code == 404
        assert kept(response) == WRITTEN

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"stance": ""}, "Vælg, hvad I mener"),
            ({"stance": "maybe"}, "Vælg, hvad I mener"),
            ({"stance": "opposes", "text": " "}, "Skriv bemærkningerne"),
            ({"stance": "opposes", "text": "\u200b"}, "Skriv bemærkningerne"),
            ({"text": "x" * 1_000_000}, "Teksten er for lang"),
            ({"text": "hej\x00med dig"}, "tegn, der ikke kan vises"),
            ({"text": "hej\x1bmed\x85dig"}, "tegn, der ikke kan vises"),
            ({"base_version": "-1"}, "ikke hel"),
            ({"key": ""}, "ikke hel"),
            ({"joint": "garbage"}, "samme høring"),
        ],
    )
    def test_faults_are_listed_with_everything_kept(
        self, hearing: OpenHearing, client: httpx.Client, fields: dict[str, str], words: str
    ) -> None:
        page = enter(client, hearing)
        response = send(client, hearing, page, file=None, **fields)
        assert response.status_code in (400, 422)
        assert words in response.text
        assert kept(response) == seen(fields.get("text", WRITTEN))
        assert answers(hearing) == 0

    @pytest.mark.parametrize(
        "fields",
        [
            {"stance": ""},
            {"csrf": "x"},
            {"text": f"{WRITTEN}{'x' * 300_000}"},
            {"text": f"{WRITTEN}\x00"},
            {"base_version": "x"},
            {"act": "draft"},
        ],
    )
    @pytest.mark.parametrize("ended", ["sealed", "withdrawn"])
    def test_faults_after_the_end_tell_that_it_is_over_and_keep_the_text(
        self, hearing: OpenHearing, client: httpx.Client, ended: str, fields: dict[str, str]
    ) -> None:
        page = enter(client, hearing)
        if ended == "withdrawn":
            hearing.advance(Trigger.WITHDRAW, reason="Forslaget er taget af bordet")
        else:
            hearing.clock.now = CLOSES_AT
            sweep(hearing.house)
            hearing.advance(Trigger.WITHDRAW, reason="Sagen falder bort")
        response = send(client, hearing, page, file=("svar.pdf", PDF), **fields)
        assert response.status_code == 409
        assert "Svaret er ikke sendt" in response.text
        assert ("Høringen er trukket tilbage" in response.text) == (ended == "withdrawn")
        for contact in ("Karla Krog", "mailto:karla@norddjurs.example", "tel:89591000"):
            assert contact in response.text
        assert kept(response) == seen(fields.get("text", WRITTEN))
        assert '<button type="submit"' not in response.text
        assert answers(hearing) == 0
        assert hearing.rows("SELECT count(*) FROM drafts") == [(0,)]

    def test_no_remarks_beside_remarks_asks_which_is_meant(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        by_button = {"act": "no_remarks", "stance": ""}
        for fields in ({"stance": "no_remarks"}, by_button, {"act": "no_remarks"}):
            asked = send(client, hearing, page, file=("svar.pdf", PDF), **fields)
            assert asked.status_code == 422
            assert "Ingen bemærkninger" in asked.text.partition("</ul>")[0]
            assert kept(asked) == WRITTEN
            assert "Behold filen svar.pdf" in asked.text
            assert answers(hearing) == 0
            page = asked.text
        meant = send(client, hearing, page, stance="no_remarks", with_remarks="1")
        assert meant.status_code == 303
        assert hearing.rows("SELECT stance, text FROM responses") == [("no_remarks", WRITTEN)]

    def test_no_remarks_in_one_click_beside_a_file_asks_which_is_meant(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        one_click = {"act": "no_remarks", "stance": "", "text": ""}
        asked = send(client, hearing, page, file=("svar.pdf", PDF), **one_click)
        assert asked.status_code == 422
        assert "Behold filen svar.pdf" in asked.text
        assert answers(hearing) == 0

    def test_no_remarks_beside_another_stance_asks_which_is_meant(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        asked = send(client, hearing, page, act="no_remarks", stance="opposes", text="")
        assert asked.status_code == 422
        assert re.search(r'value="opposes" checked', asked.text)
        assert answers(hearing) == 0

    def test_a_file_that_was_good_is_kept_beside_another_fault(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        response = send(client, hearing, page, stance="", file=("svar.pdf", PDF))
        assert response.status_code == 422
        assert "Behold filen svar.pdf" in response.text

    def test_harmful_files_are_422_with_the_text_kept(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        for name, file in BAD.items():
            response = send(client, hearing, page, file=file)
            assert response.status_code == 422, name
            assert kept(response) == WRITTEN
            assert 'id="file-fejl"' in response.text
        assert hearing.rows("SELECT count(*) FROM v_file") == [(0,)]

    def test_too_big_a_file_is_413_before_it_is_all_read(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        response = send(client, hearing, page, file=("svar.pdf", PDF.ljust(30_000_000)))
        assert response.status_code == 413
        assert kept(response) == WRITTEN
        assert answers(hearing) == 0

    def test_more_text_than_is_read_is_413_with_what_was_read(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        response = send(client, hearing, page, text="ord " * 1_000_000)
        assert response.status_code == 413
        assert kept(response).startswith("ord ord ord")

    def test_a_page_comes_before_a_body_without_end(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        """Told to expect 5 GB, the server answers long before."""
        with connected(client) as raw:
            raw.sendall(
                b"POST /svar/%s HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000000\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\ntext="
                % hearing.parties[0].encode()
            )
            raw.sendall(b"a" * 8_000_000)
            assert raw.recv(12) == b"HTTP/1.1 404"

    def test_ten_thousand_fields_are_400_with_the_text_kept(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        many = {f"f{number}": "x" for number in range(10_000)}
        response = send(client, hearing, page, **many)
        assert response.status_code == 400
        assert kept(response) == WRITTEN

    def test_more_than_ten_files_are_refused_with_ten_kept(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        files = [(f"{number}.txt", b"nr %d" % number) for number in range(11)]
        response = send_files(client, hearing, page, files)
        assert response.status_code == 422
        assert "Vælg højst 10 filer" in response.text
        assert kept(response) == WRITTEN
        seals = re.findall(r'name="kept" id="kept[-\d]*" value="([^"]+)"', response.text)
        assert len(seals) == 10
        again = send_files(client, hearing, response.text, files[10:], kept=seals)
        assert again.status_code == 422
        assert "ikke plads til filen »10.txt«" in again.text
        assert answers(hearing) == 0

    def test_files_that_are_too_big_together_are_413(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        big = [(f"{number}.pdf", PDF.ljust(15_000_000)) for number in range(3)]
        response = send_files(client, hearing, page, big)
        assert response.status_code == 413
        assert "tilsammen mere end 40 MB" in response.text
        assert kept(response) == WRITTEN

    @pytest.mark.parametrize("raw", [b"\xed\xa0\x80", b"\xff\xfe", b"\xc3"])
    def test_text_that_is_no_text_is_422(
        self, hearing: OpenHearing, client: httpx.Client, raw: bytes
    ) -> None:
        page = enter(client, hearing)
        fields = {**hidden(page), "stance": "supports"}
        body = "&".join(f"{name}={quote(value)}" for name, value in fields.items())
        response = client.post(
            f"/svar/{hearing.parties[0]}",
            content=body.encode() + b"&text=hej+" + quote(raw).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert response.status_code == 422
        assert kept(response).startswith("hej ")

    @pytest.mark.parametrize(
        "content_type",
        ["", "application/json", "multipart/form-data", "multipart/form-data; boundary=x"],
    )
    def test_what_is_no_form_is_a_4xx(
        self, hearing: OpenHearing, client: httpx.Client, content_type: str
    ) -> None:
        enter(client, hearing)
        response = client.post(
            f"/svar/{hearing.parties[0]}",
            content=b'{"text": NaN}',
            headers={"Content-Type": content_type},
        )
        assert 400 <= response.status_code < 500
        assert answers(hearing) == 0

    def test_an_upload_cut_at_ninety_per_cent_leaves_nothing(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        request = client.build_request(
            "POST",
            f"/svar/{hearing.parties[0]}",
            data={"stance": "supports", "text": WRITTEN, **hidden(page)},
            files={"file": ("svar.pdf", PDF.ljust(2_000_000))},
        )
        body = request.read()
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        with connected(client) as raw:
            raw.sendall(f"POST {request.url.path} HTTP/1.1\r\n{head}\r\n".encode())
            raw.sendall(body[: len(body) * 9 // 10])
        # The server is still well, and handles what comes after.
        assert client.get(f"/svar/{hearing.parties[0]}").status_code == 200
        assert answers(hearing) == 0
        assert not (hearing.house.settings.data / "files").exists()

    def test_no_room_is_503_and_the_database_unchanged(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        before = hearing.dump()
        with file_size_limited_to(500_000):
            response = send(client, hearing, page, file=("svar.pdf", PDF.ljust(900_000)))
        assert response.status_code == 503
        assert kept(response) == WRITTEN
        assert hidden(response.text) == hidden(page)
        assert hearing.dump() == before

    def test_hostile_file_names_do_no_harm(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        name = "../../\u202e" + "æ" * 400 + '"; x=.pdf'
        response = send(client, hearing, page, file=(name, PDF))
        assert response.status_code == 303
        file = hearing.rows("SELECT file_id FROM v_file")[0][0]
        fetched = client.get(f"/svar/{hearing.parties[0]}/fil/{file}")
        assert fetched.content == PDF
        disposition = fetched.headers["content-disposition"]
        assert re.fullmatch(r"attachment; filename\*=utf-8''[A-Za-z0-9%._-]+", disposition)
        assert fetched.headers["x-content-type-options"] == "nosniff"

    def test_the_files_of_one_party_are_not_fetched_by_another(
        self, hearing: OpenHearing, client: httpx.Client
    ) -> None:
        page = enter(client, hearing)
        send(client, hearing, page, file=("svar.pdf", PDF))
        file = hearing.rows("SELECT file_id FROM v_file")[0][0]
        enter(client, hearing, 1)
        assert client.get(f"/svar/{hearing.parties[1]}/fil/{file}").status_code == 404


def test_no_log_line_holds_a_token(
    hearing: OpenHearing, client: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    client.get(link(hearing))
    client.get(link(hearing, 1)[:-4])
    logged = "".join(capfd.readouterr())
    assert "/svar/" in logged
    assert hearing.token().split(".")[1][:12] not in logged
    assert hearing.token(1).split(".")[1][:12] not in logged


def test_without_its_database_the_page_says_so_and_keeps_the_text(
    tmp_path: Path, sqlite: str
) -> None:
    hearing = open_hearing(*installed(sqlite, tmp_path))
    with served(hearing.house) as address, httpx.Client(base_url=address) as client:
        page = enter(client, hearing)
        hearing.house.database.dispose()
        shutil.move(tmp_path / "sagsgang.db", tmp_path / "away")
        (tmp_path / "sagsgang.db").mkdir()
        shown = client.get(f"/svar/{hearing.parties[0]}")
        response = send(client, hearing, page)
    assert (shown.status_code, response.status_code) == (503, 503)
    assert "Vent et øjeblik" in shown.text
    assert kept(response) == WRITTEN
