"""A council sets its own members a day: shown to them, named in reminders, never the legal one."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.desk import words
from tests.mailing import body, deliver_to_folder, mails
from tests.open_hearing import OpenHearing, installed, open_hearing, served
from workflows.engine.vocabulary import Trigger
from workflows.services.sweeping import sweep


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


@pytest.fixture
def council(hearing: OpenHearing) -> Iterator[httpx.Client]:
    with served(hearing.house) as address, httpx.Client(base_url=address) as client:
        client.get(f"/svar/{hearing.parties[0]}/{hearing.token()}", follow_redirects=True)
        yield client


def chosen(council: httpx.Client, hearing: OpenHearing, day: str, **more: str) -> httpx.Response:
    path = f"/svar/{hearing.parties[0]}/egen-frist"
    page = council.get(path).text
    csrf = unescape(re.findall(r'name="csrf" value="([^"]+)"', page)[0])
    return council.post(path, data={"csrf": csrf, "due_on": day, **more})


def stored(hearing: OpenHearing) -> list[str | None]:
    found = hearing.rows("SELECT inner_due_on FROM parties ORDER BY position")
    return [str(row[0]) if row[0] else None for row in found]


def test_it_is_shown_to_the_council_and_its_members_and_to_nobody_else(
    hearing: OpenHearing, council: httpx.Client
) -> None:
    answer = chosen(council, hearing, "2023-11-15")
    assert answer.status_code == 303
    assert stored(hearing) == ["2023-11-15", None, None]
    page = council.get(f"/svar/{hearing.parties[0]}").text
    assert "onsdag den 15. november 2023" in words(page)
    assert "til og med onsdag den 22. november 2023" in words(page)
    link = unescape(re.findall(r'id="laeselink" readonly value="([^"]+)"', page)[0])
    with httpx.Client(base_url=str(council.base_url)) as member:
        shown = member.get(link[link.index("/svar/") :], follow_redirects=True).text
        assert "onsdag den 15. november 2023" in words(shown)
        other = f"/svar/{hearing.parties[1]}/{hearing.token(1)}"
        assert "15. november" not in words(member.get(other, follow_redirects=True).text)
        public = member.get("/hoeringer").text
        first = re.findall(r'href="(/hoeringer/[0-9a-f-]{36})"', public)[0]
        assert "15. november" not in words(member.get(first).text)


def test_it_changes_neither_the_deadline_nor_who_may_answer(
    hearing: OpenHearing, council: httpx.Client
) -> None:
    before = hearing.rows("SELECT due_on, due_at FROM parties ORDER BY position")
    deadlines = hearing.rows("SELECT kind, due_at, status FROM deadlines ORDER BY kind, due_at")
    version = hearing.rows("SELECT version FROM cases")
    chosen(council, hearing, "2023-11-02")
    assert hearing.rows("SELECT due_on, due_at FROM parties ORDER BY position") == before
    after = hearing.rows("SELECT kind, due_at, status FROM deadlines ORDER BY kind, due_at")
    assert after == deadlines
    assert hearing.rows("SELECT version FROM cases") == version
    hearing.clock.now = datetime(2023, 11, 20, 9, tzinfo=UTC)
    assert council.get(f"/svar/{hearing.parties[0]}").status_code == 200


@pytest.mark.parametrize("day", ["2023-11-23", "2023-10-31", "31-02-2023", "01/02/27", "i morgen"])
def test_a_day_that_cannot_be_is_told_with_what_was_written(
    hearing: OpenHearing, council: httpx.Client, day: str
) -> None:
    answer = chosen(council, hearing, day)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f'value="{day}"' in answer.text
    assert stored(hearing) == [None, None, None]


def test_it_is_taken_away_with_an_empty_field_and_each_change_is_journalised(
    hearing: OpenHearing, council: httpx.Client
) -> None:
    chosen(council, hearing, "2023-11-15")
    chosen(council, hearing, "")
    assert stored(hearing) == [None, None, None]
    told = "SELECT actor FROM journal WHERE event = 'party:inner_deadline'"
    assert hearing.rows(told) == [("party:Handicaprådet",)] * 2


def test_reminders_name_it_to_the_council_alone(
    hearing: OpenHearing, council: httpx.Client
) -> None:
    chosen(council, hearing, "2023-11-17")
    deliver_to_folder(hearing.house)
    hearing.clock.now = datetime(2023, 11, 15, 9, tzinfo=UTC)
    sweep(hearing.house)
    deliver_to_folder(hearing.house)
    reminders = [mail for mail in mails(hearing.house) if "Påmindelse" in str(mail["Subject"])]
    naming = {str(mail["To"]) for mail in reminders if "fredag den 17. november" in body(mail)}
    assert len(reminders) == 4
    assert len(naming) == 2
    assert all("til og med onsdag den 22. november 2023" in body(mail) for mail in reminders)


def test_a_form_that_is_not_ours_changes_nothing_and_a_round_that_is_over_leads_back(
    hearing: OpenHearing, council: httpx.Client
) -> None:
    path = f"/svar/{hearing.parties[0]}/egen-frist"
    assert council.post(path, data={"csrf": "x", "due_on": "2023-11-15"}).status_code == 403
    assert stored(hearing) == [None, None, None]
    hearing.advance(Trigger.CLOSE_HEARING, reason="Alle har svaret")
    assert council.get(path).headers["location"] == f"/svar/{hearing.parties[0]}"
