"""An agenda that is sent out while a case is placed on it: nothing gets on it without a reason."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from tests.casebook import OFFICER, Casebook, installed
from tests.services.test_closing_meetings import come_late, submitted, waiting
from workflows.engine.errors import Incomplete, Lack, WrongInput
from workflows.engine.vocabulary import Trigger
from workflows.records.agendas import find_meeting, lock_meeting
from workflows.records.database import unit_of_work
from workflows.records.dispatches import ShownDispatch, add_dispatch
from workflows.services.dispatching import dispatch_agenda, sending_of

DAY = date(2023, 11, 22)


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def on_the_agenda(book: Casebook) -> str:
    """The id of a meeting that a case is on."""
    book.advance(submitted(book), Trigger.PUT_ON_AGENDA, meets_on=DAY)
    with book.house.database.connect() as connection:
        return find_meeting(connection, "VPU", DAY) or ""


def test_who_comes_while_it_is_sent_out_needs_a_reason(book: Casebook) -> None:
    meeting = on_the_agenda(book)
    late = submitted(book)
    sent = ShownDispatch(meeting, 0, (), (), OFFICER.id or "", OFFICER.name, book.clock.now)
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(book.house.database) as connection:
            lock_meeting(connection, meeting)
            add_dispatch(connection, meeting, sent, [])
            placing = waiting(
                book, pool, lambda: book.advance(late, Trigger.PUT_ON_AGENDA, meets_on=DAY)
            )
        with pytest.raises(Incomplete) as refused:
            placing.result()
    assert [missing.code for missing in refused.value.missing] == [Lack.SENT_AGENDA_REASON]


def test_it_is_not_sent_out_over_a_case_that_is_being_placed(book: Casebook) -> None:
    meeting = on_the_agenda(book)
    late = submitted(book)
    seen = sending_of(book.house, meeting).seen
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(book.house.database) as connection:
            come_late(book, late, connection)
            sending = waiting(
                book, pool, lambda: dispatch_agenda(book.house, meeting, seen, OFFICER)
            )
        with pytest.raises(WrongInput, match="dagsordenen er ændret"):
            sending.result()
    assert dispatch_agenda(book.house, meeting, sending_of(book.house, meeting).seen, OFFICER) == 0
