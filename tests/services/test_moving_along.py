"""Cases on a meeting that the calendar moves or cancels afterwards."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from tests.casebook import OFFICER, Casebook, installed
from tests.changed_calendar import changed_calendar
from workflows.engine.definition import MeetingChange
from workflows.engine.errors import Incomplete
from workflows.engine.vocabulary import Trigger
from workflows.records.case_list import Viewer
from workflows.services.agendas import meeting_page
from workflows.services.meeting_list import agendas, changed_meetings
from workflows.services.moving_along import move_items_along
from workflows.services.verifying import verify

DAY, NEW = date(2023, 11, 22), date(2023, 11, 24)
EVERYTHING = Viewer("018bb5a0-0000-7000-8000-0000000000aa", True)


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def on_the_agenda(book: Casebook) -> str:
    case = book.open_case("VPU")
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=DAY)
    return case


def changed(book: Casebook, to: date | None) -> Casebook:
    return dataclasses.replace(book, house=changed_calendar(book.house, DAY, to))


def test_the_cases_of_a_moved_meeting_go_along(book: Casebook) -> None:
    first, second = on_the_agenda(book), on_the_agenda(book)
    book = changed(book, NEW)
    [old] = [one for one in agendas(book.house, EVERYTHING) if one.items]
    assert old.change == MeetingChange(DAY, NEW, "valg")
    moved = meeting_page(book.house, EVERYTHING, move_items_along(book.house, "VPU", DAY, OFFICER))
    assert (moved.meets_on, moved.change) == (NEW, None)
    assert moved.meets_why == "flyttet fra onsdag den 22. november 2023: valg"
    assert moved.dispatch_why == "4 hverdage før mødet"
    assert {one.item.case for one in moved.items} == {first, second}
    assert meeting_page(book.house, EVERYTHING, old.meeting).waiting == 0
    assert move_items_along(book.house, "VPU", DAY, OFFICER) == moved.id
    assert not [one for one in verify(book.house) if one.faults]


def test_a_cancelled_meeting_tells_and_its_cases_are_put_on_another(book: Casebook) -> None:
    case = on_the_agenda(book)
    book = changed(book, None)
    [old] = [one for one in agendas(book.house, EVERYTHING) if one.items]
    assert old.change == MeetingChange(DAY, None, "valg")
    assert [told.day for _, told in changed_meetings(book.house)] == [DAY]
    with pytest.raises(Incomplete):
        move_items_along(book.house, "VPU", DAY, OFFICER)
    book.advance(case, Trigger.TAKE_OFF_AGENDA, reason="Mødet er aflyst")
    book.advance(case, Trigger.PUT_ON_AGENDA)
    [new] = [one for one in agendas(book.house, EVERYTHING) if one.items]
    assert new.meets_on == date(2023, 12, 20)
