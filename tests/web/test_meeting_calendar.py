"""The bodies' meetings as a calendar: their days, and what became of those moved or cancelled."""

import dataclasses
from datetime import UTC, date, datetime

import httpx
from icalendar import Calendar

from tests.desk import ON_SQLITE
from tests.office import Office
from tests.web.conftest import served
from workflows.engine.definition import MeetingChange
from workflows.services.calendars import meeting_id
from workflows.services.installation import Installation

pytestmark = ON_SQLITE


def entries(address: str, query: str = "") -> list[dict[str, object]]:
    answer = httpx.get(f"{address}/dagsordener.ics{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return [
        {
            "uid": str(one["uid"]).partition("@")[0],
            "at": one.decoded("dtstart"),
            "summary": str(one["summary"]),
            "status": str(one["status"]),
            "sequence": int(one["sequence"]),
        }
        for one in Calendar.from_ical(answer.text).walk("VEVENT")
    ]


def changed(house: Installation, *changes: MeetingChange) -> Installation:
    """The installation whose council's meetings are moved or cancelled so."""
    calendars = dict(house.definitions.calendars)
    council = calendars["KB"]
    gone = {change.day for change in changes}
    dates = {*council.dates, *(change.to for change in changes if change.to)} - gone
    calendars["KB"] = dataclasses.replace(
        council, dates=tuple(sorted(dates)), changes=tuple(changes)
    )
    return dataclasses.replace(
        house, definitions=dataclasses.replace(house.definitions, calendars=calendars)
    )


def test_one_bodys_meetings_stand_at_their_local_time(opened: Office, address: str) -> None:
    found = entries(address, "?udvalg=KB")
    assert {one["summary"] for one in found} == {"Møde i Kommunalbestyrelsen"}
    winter = datetime(2024, 1, 16, 16, tzinfo=UTC)
    summer = datetime(2024, 6, 18, 15, tzinfo=UTC)
    assert {winter, summer} <= {one["at"] for one in found}
    assert len({one["uid"] for one in found}) == len(found)
    assert len(entries(address)) > len(found)
    assert httpx.get(f"{address}/dagsordener.ics?udvalg=XYZ").status_code == 404
    assert httpx.get(f"{address}/dagsordener.ics?udvalg=%00").status_code == 404


def test_a_moved_meeting_keeps_its_entry_and_a_cancelled_one_is_taken_out(
    opened: Office, address: str
) -> None:
    first, second = date(2024, 1, 16), date(2024, 2, 20)
    house = changed(
        opened.house,
        MeetingChange(first, date(2024, 1, 23), "Budget"),
        MeetingChange(second, None, "For få sager"),
    )
    with served(house) as elsewhere:
        found = {one["uid"]: one for one in entries(elsewhere, "?udvalg=KB")}
    moved = found[f"moede-{meeting_id('KB', first)}"]
    assert moved["at"] == datetime(2024, 1, 23, 16, tzinfo=UTC)
    assert (moved["sequence"], moved["status"]) == (1, "CONFIRMED")
    assert found[f"moede-{meeting_id('KB', second)}"]["status"] == "CANCELLED"
    assert len([one for one in found.values() if one["sequence"]]) == 2
