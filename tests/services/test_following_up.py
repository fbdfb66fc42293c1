"""Promises become cases by themselves: once each, in time, and told to who is responsible."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from tests.casebook import OFFICER, OFFICER_ID, Casebook, installed
from workflows.engine.errors import Incomplete, WrongInput
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records import tables
from workflows.records.case_list import Viewer
from workflows.records.database import unit_of_work
from workflows.records.promises import origin_of
from workflows.services.errors import NotFound, StaleVersion
from workflows.services.following_up import follow_up
from workflows.services.meetings import close_meeting
from workflows.services.promises import (
    Change,
    PagePromise,
    PromiseGiven,
    end_promise,
    make_promise,
    move_promise,
    page_promises,
)
from workflows.services.replaying import replay_cases
from workflows.services.sweeping import due_now, sweep
from workflows.services.verifying import verify

COLLEAGUE = "018bb5a0-0000-7000-8000-000000000002"
EVERYBODY = Viewer(OFFICER_ID, sees_closed=True)
STATUS = PromiseGiven(
    "Status på frivilligstrategien", "OMU", "", date(2024, 3, 4), 6, date(2025, 12, 31), 0
)
FIRST = datetime(2024, 3, 4, 6, tzinfo=UTC)
"""At seven local time."""


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return with_colleague(installed(database, tmp_path))


def with_colleague(book: Casebook) -> Casebook:
    with unit_of_work(book.house.database) as connection:
        connection.execute(
            insert(tables.Officer).values(
                id=COLLEAGUE,
                username="bo",
                name="Bo Lund",
                email="bo@norddjurs.example",
                phone="",
                sees_closed=False,
                wants_digest=False,
            )
        )
    return book


def promised(book: Casebook, given: PromiseGiven = STATUS, **opened: Any) -> str:
    """A case with the promise; its id."""
    case = book.open_case("VPU", **opened)
    make_promise(book.house, Change(case, OFFICER), given)
    return case


def shown(book: Casebook, case: str, looks: Viewer = EVERYBODY) -> PagePromise:
    """The one promise of the case, as its page has it."""
    with book.house.database.connect() as connection:
        (found,) = page_promises(connection, book.house, looks, case)
    return found


def kept(book: Casebook, case: str) -> list[tuple[int, str, str]]:
    return [(one.number, str(one.due_on), one.case_number) for one in shown(book, case).shown.kept]


def go(book: Casebook, *moment: int) -> None:
    book.clock.now = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]
    sweep(book.house)


def all_right(book: Casebook) -> bool:
    """Whether every journal is sealed as it was, and leads to where its case stands."""
    found = [result for result in replay_cases(book.house) if not result.right]
    return not found and not any(one.faults for one in verify(book.house))


def test_a_promise_becomes_a_case_of_the_body_that_it_was_given_to(book: Casebook) -> None:
    case = promised(book, replace(STATUS, officer=COLLEAGUE), marks=("handicap",))
    book.clock.now = FIRST - timedelta(seconds=1)
    assert sweep(book.house).taken == 0
    book.clock.now = FIRST
    assert sweep(book.house).cases == {case}
    assert kept(book, case) == [(1, "2024-03-04", "24/1")]
    row = book.rows(
        "SELECT title, route, state, marks, openness, case_type, officer_id, version FROM cases"
        " WHERE number = '24/1'"
    )[0]
    assert [*map(str, row)] == [
        "Status på frivilligstrategien",
        "OMU",
        "drafting",
        "handicap",
        "open",
        "politisk-sag",
        COLLEAGUE,
        "1",
    ]
    assert sweep(book.house).taken == 0
    assert all_right(book)


def test_the_new_case_knows_where_it_came_from_and_its_officer_is_told(book: Casebook) -> None:
    case = promised(book, replace(STATUS, officer=COLLEAGUE))
    go(book, 2024, 3, 4, 9)
    opened = shown(book, case).shown.kept[0].case
    assert opened is not None
    with book.house.database.connect() as connection:
        origin = origin_of(connection, EVERYBODY, opened)
        assert origin_of(connection, EVERYBODY, case) is None
    assert origin is not None
    assert (origin.case, origin.due_on) == (case, date(2024, 3, 4))
    told = book.rows("SELECT case_id, recipient, status, payload FROM messages")
    assert [(str(row[0]), row[1], row[2]) for row in told] == [
        (opened, "bo@norddjurs.example", "pending")
    ]
    number = book.rows(f"SELECT number FROM cases WHERE id = '{case}'")[0][0]
    assert json.loads(told[0][3])["follows"] == number


def test_written_with_the_decision_it_belongs_to_it_and_outlives_the_case(book: Casebook) -> None:
    case = book.open_case("VPU")
    book.advance(case, Trigger.SUBMIT)
    book.advance(case, Trigger.PUT_ON_AGENDA, meets_on=date(2023, 11, 22))
    book.clock.now = datetime(2023, 11, 22, 18, tzinfo=UTC)
    book.advance(case, Trigger.DECIDE, word="godkendt", text="Godkendt.", promises=(STATUS,))
    close_meeting(book.house, "VPU", date(2023, 11, 22), OFFICER)
    assert book.rows("SELECT state FROM cases") == [("closed",)]
    stands = shown(book, case)
    assert (stands.shown.decided_by, stands.shown.decided_on) == ("VPU", date(2023, 11, 22))
    assert stands.next is not None
    assert stands.next.day == date(2024, 3, 4)
    go(book, 2024, 3, 4, 9)
    assert kept(book, case) == [(1, "2024-03-04", "24/1")]
    assert all_right(book)


def test_it_recurs_until_its_end_and_after_an_outage_comes_once(book: Casebook) -> None:
    case = promised(book)
    go(book, 2025, 4, 1, 8)
    assert kept(book, case) == [(3, "2025-03-04", "25/1")]
    for _ in range(3):
        go(book, 2025, 9, 4, 8)
    assert kept(book, case)[1:] == [(4, "2025-09-04", "25/2")]
    go(book, 2026, 9, 4, 8)
    assert len(kept(book, case)) == 2
    assert shown(book, case).next is None
    told = book.rows("SELECT payload FROM journal_payloads WHERE payload LIKE '%skipped%'")
    assert sorted(json.loads(row[0])["skipped"] for row in told) == [0, 2]
    assert all_right(book)


def test_in_the_night_and_at_weekends_it_waits_for_a_working_morning(book: Casebook) -> None:
    case = promised(book)
    go(book, 2024, 3, 9, 11)
    assert kept(book, case) == []
    go(book, 2024, 3, 11, 5)
    assert kept(book, case) == []
    go(book, 2024, 3, 11, 6)
    assert kept(book, case) == [(1, "2024-03-04", "24/1")]


def test_of_a_closed_case_comes_a_closed_one(book: Casebook) -> None:
    case = promised(book, replace(STATUS, officer=COLLEAGUE), openness=Openness.CLOSED)
    go(book, 2024, 3, 4, 9)
    assert book.rows("SELECT openness FROM cases WHERE number = '24/1'") == [("closed",)]
    someone = Viewer(OFFICER_ID, sees_closed=False)
    assert [one.case for one in shown(book, case, someone).shown.kept] == [None]


def test_moved_and_ended_for_a_reason(book: Casebook) -> None:
    case = promised(book)
    promise = shown(book, case).shown.facts.id
    later = replace(STATUS, first_on=date(2024, 6, 4), body="VPU", officer=COLLEAGUE)
    with pytest.raises(Incomplete):
        move_promise(book.house, Change(case, OFFICER), promise, later, " ")
    move_promise(book.house, Change(case, OFFICER), promise, later, "Forskydes et kvartal")
    go(book, 2024, 3, 4, 9)
    assert kept(book, case) == []
    go(book, 2024, 6, 4, 9)
    assert kept(book, case) == [(1, "2024-06-04", "24/1")]
    assert book.rows("SELECT route FROM cases WHERE number = '24/1'") == [("VPU",)]
    end_promise(book.house, Change(case, OFFICER), promise, "Ordningen er slut")
    go(book, 2026, 1, 5, 9)
    assert len(kept(book, case)) == 1
    with pytest.raises(WrongInput, match="er slut"):
        end_promise(book.house, Change(case, OFFICER), promise, "Igen")
    assert all_right(book)


def test_another_case_s_promise_is_not_there(book: Casebook) -> None:
    case, other = promised(book), book.open_case("VPU")
    promise = shown(book, case).shown.facts.id
    with pytest.raises(NotFound):
        end_promise(book.house, Change(other, OFFICER), promise, "Forkert sag")


def test_who_saw_the_case_as_it_was_before_is_told(book: Casebook) -> None:
    case = promised(book)
    with pytest.raises(StaleVersion):
        make_promise(book.house, Change(case, OFFICER, expected_version=1), STATUS)


FAULTS = (
    (replace(STATUS, text=" "), "promise_text-2"),
    (replace(STATUS, body="ukendt"), "promise_body-2"),
    (replace(STATUS, officer="ingen"), "promise_officer-2"),
    (replace(STATUS, first_on=date(2023, 10, 31)), "promise_first_on-2"),
    (replace(STATUS, last_on=date(2024, 3, 3)), "promise_last_on-2"),
    (replace(STATUS, every_months=None), "promise_last_on-2"),
    (replace(STATUS, every_months=0), "promise_every-2"),
    (replace(STATUS, weeks_before=99), "promise_weeks_before-2"),
)


def test_what_cannot_be_meant_is_told_at_its_field(book: Casebook) -> None:
    case = book.open_case("VPU")
    for given, field in FAULTS:
        with pytest.raises(WrongInput) as refused:
            make_promise(book.house, Change(case, OFFICER), replace(given, place=2))
        assert refused.value.field == field
    assert [row[1] for row in book.journal(case)] == ["case:opened"]


def test_many_sweepers_at_once_open_each_case_once(book: Casebook) -> None:
    cases = [promised(book) for _ in range(6)]
    book.clock.now = FIRST
    with ThreadPoolExecutor(4) as pool:
        assert [one.failed for one in pool.map(lambda _: sweep(book.house), range(4))] == [0] * 4
    assert [len(kept(book, case)) for case in cases] == [1] * 6
    numbers = book.rows("SELECT number FROM cases WHERE number LIKE '24/%' ORDER BY number")
    assert numbers == [(f"24/{n}",) for n in range(1, 7)]


def test_one_that_was_taken_twice_is_opened_once(book: Casebook) -> None:
    case = promised(book)
    (due,) = due_now(book.house, FIRST)
    for _ in range(2):
        follow_up(book.house, due, FIRST)
    assert len(kept(book, case)) == 1
    assert book.rows("SELECT count(*) FROM cases") == [(2,)]


def test_one_that_cannot_be_opened_harms_no_other(book: Casebook) -> None:
    spoilt, good = promised(book), promised(book)
    book.write("UPDATE cases SET route_document = 'spoilt' WHERE id = :id", id=spoilt)
    book.clock.now = FIRST
    swept = sweep(book.house)
    assert (swept.failed, swept.cases) == (1, {good})
    assert len(kept(book, good)) == 1


def test_a_body_that_has_left_the_register_is_named_until_it_is_moved_to_another(
    book: Casebook,
) -> None:
    case = promised(book)
    book.write("UPDATE promises SET body = 'NEDLAGT'")
    go(book, 2024, 3, 4, 9)
    (told,) = book.rows("SELECT last_error FROM deadlines WHERE status = 'pending'")[0]
    assert "NEDLAGT" in told
    promise = shown(book, case).shown.facts.id
    again = replace(STATUS, first_on=date(2024, 3, 5))
    move_promise(book.house, Change(case, OFFICER), promise, again, "OMU er kommet i stedet")
    go(book, 2024, 3, 5, 9)
    assert kept(book, case) == [(1, "2024-03-05", "24/1")]
