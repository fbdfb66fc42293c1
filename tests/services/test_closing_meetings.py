"""A meeting that is closed while something is placed on it: nothing is left on a closed meeting."""

import dataclasses
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from tests.casebook import OFFICER, Casebook, installed
from tests.waiting import until
from workflows.engine.errors import Incomplete, NotAllowed
from workflows.engine.vocabulary import Trigger
from workflows.records.agendas import close
from workflows.records.database import unit_of_work
from workflows.services.acting import act_within
from workflows.services.installation import install
from workflows.services.meetings import close_meeting
from workflows.services.triggers import Arguments, command_for
from workflows.services.verifying import verify
from workflows.services.wording.lacks import lack_words

DAY = date(2023, 11, 22)
EVENING = datetime(2023, 11, 22, 18, tzinfo=UTC)
AT_A_LOCK = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)
ON_CLOSED = (
    "SELECT count(*) FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id"
    " WHERE i.active = TRUE AND m.closed_at IS NOT NULL"
)


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def submitted(book: Casebook) -> str:
    """A case that waits for a meeting."""
    case = book.open_case(route="VPU")
    book.advance(case, Trigger.SUBMIT)
    return case


def treated(book: Casebook) -> str:
    """A case that was decided at the meeting, which is held and not closed."""
    case = submitted(book)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=DAY)
    book.clock.now = EVENING
    book.advance(case, Trigger.DECIDE, word="godkendt", text="Godkendt.")
    return case


def come_late(book: Casebook, case: str, connection: Connection) -> None:
    """Place the case on the meeting within a transaction that somebody else ends."""
    given = Arguments(meets_on=DAY, reason="Glemt")
    asked = command_for(connection, book.house, Trigger.PUT_ON_AGENDA, given)
    act_within(connection, book.house, case, asked, OFFICER)


def waiting(book: Casebook, pool: ThreadPoolExecutor, work: Callable[[], object]) -> Future[object]:
    """The work in a thread of its own, once it waits for the transaction that is open here.

    On SQLite it waits before it does anything, for there is one writer.
    """
    working = pool.submit(work)
    if book.house.database.dialect.name == "postgresql":
        with book.house.database.connect() as watching:
            # Within one transaction the server would show what it saw at the first look.
            watching = watching.execution_options(isolation_level="AUTOCOMMIT")
            until(lambda: working.done() or watching.execute(AT_A_LOCK).scalar_one())
    return working


def test_what_is_being_placed_on_a_meeting_keeps_it_open(book: Casebook) -> None:
    treated(book)
    late = submitted(book)
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(book.house.database) as connection:
            come_late(book, late, connection)
            closing = waiting(book, pool, lambda: close_meeting(book.house, "VPU", DAY, OFFICER))
        with pytest.raises(Incomplete) as refused:
            closing.result()
    assert [missing.detail for missing in refused.value.missing] == ["23/2"]
    assert book.rows(ON_CLOSED) == [(0,)]
    book.advance(late, Trigger.DECIDE, word="godkendt", text="Godkendt.")
    assert close_meeting(book.house, "VPU", DAY, OFFICER) == 2
    assert book.rows(ON_CLOSED) == [(0,)]


@pytest.mark.parametrize("asked", [DAY, None])
def test_who_comes_while_it_is_closed_is_sent_to_a_later_meeting(
    book: Casebook, asked: date | None
) -> None:
    close_meeting_but_for_marking(book)
    late = submitted(book)
    book.clock.now = datetime(2023, 11, 9, 18, tzinfo=UTC)
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(book.house.database) as connection:
            (meeting,) = connection.execute(text("SELECT id FROM meetings")).scalars()

            close(connection, str(meeting), EVENING)
            placing = waiting(
                book, pool, lambda: book.advance(late, Trigger.PUT_ON_AGENDA, meets_on=asked)
            )
        if asked:
            with pytest.raises(Incomplete) as refused:
                placing.result()
            said = [lack_words(missing) for missing in refused.value.missing]
            assert said == ["Mødet onsdag den 22. november 2023 er lukket; vælg et senere møde."]
        else:
            placing.result()
    placed = book.rows(
        "SELECT m.meets_on FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id"
        " WHERE i.active = TRUE"
    )
    assert [str(row[0]) for row in placed] == ([] if asked else ["2023-12-20"])


def close_meeting_but_for_marking(book: Casebook) -> None:
    """Let what was decided take effect, as the first half of a closing does."""
    book.advance(treated(book), Trigger.TAKE_EFFECT)


def test_what_is_placed_and_decided_while_it_is_closed_takes_effect_too(book: Casebook) -> None:
    treated(book)
    late = submitted(book)
    house = install(book.house.settings)
    house = dataclasses.replace(house, real_clock=book.clock)

    def come(*_: object) -> None:
        """Once the first case has moved, before the meeting is marked closed."""
        states = sorted(row[0] for row in book.rows("SELECT state FROM v_case"))
        if states == ["closed", "vpu-1.waiting"]:
            decide(book, late)

    # SQLite has no connection parked, and two that write there wait for each other.
    between = "begin" if house.database.name == "postgresql" else "checkin"
    event.listen(house.database, between, come)
    assert close_meeting(house, "VPU", DAY, OFFICER) == 2
    assert {row[0] for row in book.rows("SELECT state FROM v_case")} == {"closed"}
    assert book.rows(ON_CLOSED) == [(0,)]
    assert not any(verified.faults for verified in verify(book.house))


def decide(book: Casebook, case: str) -> None:
    """Place a case on the meeting and decide it there."""
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=DAY, reason="Glemt")
    book.advance(case, Trigger.DECIDE, word="godkendt", text="Godkendt.")


def test_many_who_place_and_close_at_once_leave_nothing_on_a_closed_meeting(
    book: Casebook,
) -> None:
    treated(book)
    late = [submitted(book) for _ in range(6)]

    def place(case: str) -> None:
        with suppress(Incomplete):
            decide(book, case)

    def end() -> None:
        with suppress(Incomplete, NotAllowed):
            close_meeting(book.house, "VPU", DAY, OFFICER)

    with ThreadPoolExecutor(8) as pool:
        works = [pool.submit(place, case) for case in late]
        works[2:2] = [pool.submit(end), pool.submit(end)]
        for work in works:
            work.result()
    assert book.rows(ON_CLOSED) == [(0,)]
    assert not any(verified.faults for verified in verify(book.house))
