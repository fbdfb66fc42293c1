"""The month's page and an officer's own calendar: the days of the case, for those who may."""

import re
from urllib.parse import urlsplit

import httpx
from icalendar import Calendar

from tests.desk import ON_SQLITE, Desk, desk_of, words
from tests.office import Office
from tests.web.test_cases import new_case, opened_hearing
from workflows.records.sign_ins import Role
from workflows.services.accounts import give_role


def on(page: str, day: str) -> str:
    """What stands on a day of the month."""
    found = re.search(rf'<time datetime="{day}">.*?</h3>(.*?)(?=<h3>|</ol>)', page, re.DOTALL)
    return words(found[1]) if found else ""


def address_of(desk: Desk) -> str:
    """Make the own calendar's address; its path."""
    desk.read("/konto/kalender")
    found = re.search(r"https?://\S+?\.ics", words(desk.send("/konto/kalender")))
    assert found is not None
    return urlsplit(found[0]).path


def entries(desk: Desk, path: str) -> dict[str, str]:
    """The days of a calendar's entries, by what they are called."""
    answer = httpx.get(f"{desk.client.base_url}".rstrip("/") + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    return {str(one["summary"]): one["dtstart"].dt.isoformat() for one in calendar.walk("VEVENT")}


def test_a_month_has_meetings_their_agendas_and_deadlines(opened: Office, maja: Desk) -> None:
    new_case(maja, number="23/8")
    hearing = opened_hearing(maja)
    page = maja.read("/kalender")
    assert "November 2023" in words(page)
    assert "Voksen- og Plejeudvalget møde kl." in on(page, "2023-11-22")
    assert "Svarfrist: Strategi for frivillighed 23/8" in on(page, "2023-11-22")
    assert "Dagsordenen lukker: Voksen- og Plejeudvalget" in words(page)
    maja.read(f"{hearing}/frist")
    maja.insist(due_on="2023-11-29", reason="Rådet har først møde den 28.")
    page = maja.read("/kalender?maaned=2023-11")
    assert "Strategi" not in on(page, "2023-11-22")
    assert "Svarfrist: Strategi for frivillighed 23/8" in on(page, "2023-11-29")
    body = maja.read("/kalender?maaned=2023-11&vis=VPU")
    assert "Strategi" not in words(body)
    assert "Økonomiudvalget møde" not in words(body)
    assert "December 2023" in words(maja.read("/kalender?maaned=2023-12"))


def test_one_sees_the_steps_of_ones_own_cases(opened: Office, maja: Desk, bo: Desk) -> None:
    new_case(maja, number="23/8", route="VPU, KB")
    maja.do("submit")
    maja.do("put_on_agenda", meets_on="2023-11-22")
    mine = maja.read("/kalender?vis=mine")
    assert on(mine, "2023-11-22") == "Møde: Strategi for frivillighed 23/8"
    assert "Strategi" not in words(bo.read("/kalender?vis=mine"))


@ON_SQLITE
def test_a_closed_case_stands_in_nobody_elses_calendar(
    opened: Office, maja: Desk, address: str
) -> None:
    with desk_of(opened, address, "vera") as vera:
        new_case(vera, "Lukket navn", number="23/9", openness="closed")
        opened_hearing(vera)
        assert "Lukket navn" in words(vera.read("/kalender"))
        assert entries(vera, address_of(vera)) == {"Svarfrist: Lukket sag (23/9)": "2023-11-22"}
    assert "23/9" not in words(maja.read("/kalender"))


def test_the_own_calendar_moves_with_the_case(opened: Office, maja: Desk) -> None:
    path = address_of(maja)
    assert entries(maja, path) == {}
    new_case(maja, number="23/8")
    hearing = opened_hearing(maja)
    asked = "Svarfrist: Strategi for frivillighed (23/8)"
    assert entries(maja, path) == {asked: "2023-11-22"}
    before = Calendar.from_ical(maja.client.get(path).content).walk("VEVENT")[0]
    maja.read(f"{hearing}/frist")
    maja.insist(due_on="2023-11-29", reason="Rådet har først møde den 28.")
    assert entries(maja, path) == {asked: "2023-11-29"}
    after = Calendar.from_ical(maja.client.get(path).content).walk("VEVENT")[0]
    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) > int(before["sequence"])


@ON_SQLITE
def test_an_address_opens_one_calendar_until_there_is_another(opened: Office, maja: Desk) -> None:
    first = address_of(maja)
    second = address_of(maja)
    assert first != second
    assert maja.client.get(first).status_code == 404
    assert maja.client.get(second).status_code == 200
    assert maja.client.get("/kalender/æ.ics").status_code == 404
    assert first.split("/")[-1] not in maja.read("/konto/kalender")
    give_role(opened.house, opened.officer("maja").id, Role.MEMBER, administers=False)
    assert maja.client.get(second).status_code == 404
    give_role(opened.house, opened.officer("maja").id, Role.OFFICER, administers=False)
    maja.read("/konto/kalender")
    maja.send("/konto/kalender/fjern")
    assert maja.client.get(second).status_code == 404


@ON_SQLITE
def test_a_month_that_is_none_is_this_one(opened: Office, maja: Desk) -> None:
    for month in ("2023-13", "i-morgen", "9999-12", "0001-01"):
        assert "November 2023" in words(maja.read(f"/kalender?maaned={month}&vis=ukendt"))
