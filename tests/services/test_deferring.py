"""A decision that defers a case to a named meeting puts it there, if the meeting still takes it."""

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.casebook import OFFICER, Casebook, installed
from tests.changed_calendar import changed_calendar
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Trigger
from workflows.records.case_list import Viewer
from workflows.services.agendas import meeting_page
from workflows.services.meeting_list import agendas
from workflows.services.meetings import close_meeting
from workflows.services.verifying import verify

DAY, LATER = date(2023, 11, 22), date(2023, 12, 20)
EVERYTHING = Viewer("018bb5a0-0000-7000-8000-0000000000aa", True)


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def at_the_meeting(book: Casebook) -> str:
    case = book.open_case("VPU, KB")
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=DAY)
    book.clock.now = datetime(2023, 11, 22, 18, tzinfo=UTC)
    return case


def defer(book: Casebook, case: str, to: date | None, word: str = "udsat") -> None:
    book.advance(case, Trigger.DECIDE, word=word, text="Udsat.", deferred_to=to)


def state(book: Casebook) -> str:
    [(state,)] = book.rows("SELECT state FROM v_case")
    return str(state)


def test_the_case_comes_on_the_named_meeting_when_the_one_that_deferred_it_is_closed(
    book: Casebook,
) -> None:
    case = at_the_meeting(book)
    defer(book, case, LATER)
    [held] = [one for one in agendas(book.house, EVERYTHING) if one.items]
    [item] = meeting_page(book.house, EVERYTHING, held.meeting).items
    assert item.outcome == (
        "Sagen kommer på mødet i Voksen- og Plejeudvalget onsdag den 20. december 2023"
    )
    assert close_meeting(book.house, "VPU", DAY, OFFICER) == 1
    assert state(book) == "vpu-1.on_agenda"
    [named] = [one for one in agendas(book.house, EVERYTHING) if one.items]
    assert (named.meets_on, [one.case for one in named.items]) == (LATER, [case])
    assert not [one for one in verify(book.house) if one.faults]


def test_it_comes_there_though_the_agenda_takes_no_more_items_by_then(book: Casebook) -> None:
    case = at_the_meeting(book)
    defer(book, case, LATER)
    book.clock.now = datetime(2023, 12, 19, 18, tzinfo=UTC)
    close_meeting(book.house, "VPU", DAY, OFFICER)
    reasons = book.rows("SELECT late_reason FROM agenda_items WHERE active = TRUE")
    assert reasons == [("Udsat til mødet onsdag den 20. december 2023",)]


def test_by_the_trigger_alone_it_comes_there_too(book: Casebook) -> None:
    case = at_the_meeting(book)
    defer(book, case, LATER)
    book.advance(case, Trigger.TAKE_EFFECT)
    assert state(book) == "vpu-1.on_agenda"


def test_a_meeting_that_was_cancelled_since_leaves_the_case_waiting(book: Casebook) -> None:
    case = at_the_meeting(book)
    defer(book, case, LATER)
    later = dataclasses.replace(book, house=changed_calendar(book.house, LATER, None))
    close_meeting(later.house, "VPU", DAY, OFFICER)
    assert state(book) == "vpu-1.waiting"
    assert not [one for one in verify(book.house) if one.faults]


def test_without_a_meeting_the_case_waits(book: Casebook) -> None:
    case = at_the_meeting(book)
    defer(book, case, None)
    close_meeting(book.house, "VPU", DAY, OFFICER)
    assert state(book) == "vpu-1.waiting"


@pytest.mark.parametrize(
    ("to", "word", "told"),
    [
        (date(2023, 12, 21), "udsat", "udvalget har intet møde 21-12-2023"),
        (DAY, "udsat", "et møde efter 22-11-2023"),
        (LATER, "godkendt", "udsætter ikke sagen"),
    ],
)
def test_a_meeting_that_cannot_be_meant_is_refused(
    book: Casebook, to: date, word: str, told: str
) -> None:
    case = at_the_meeting(book)
    with pytest.raises(WrongInput, match=told) as refused:
        defer(book, case, to, word)
    assert refused.value.field == "deferred_to"
    assert state(book) == "vpu-1.on_agenda"


def test_a_correction_names_another_meeting(book: Casebook) -> None:
    case = at_the_meeting(book)
    defer(book, case, None)
    book.correct(case, "Mødet blev nævnt", word="udsat", text="Udsat.", deferred_to=LATER)
    close_meeting(book.house, "VPU", DAY, OFFICER)
    assert state(book) == "vpu-1.on_agenda"
