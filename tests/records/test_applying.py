"""Outcomes are written whole or not at all, and only onto the case that was read."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.casebook import CLOSES_AT, DUE_ON, OFFICER, Casebook, installed
from workflows.engine.changes.hearings import PartyAnswered, PartyDueSet, PartyStatusSet
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.deciding import decide
from workflows.engine.outcome import Outcome
from workflows.engine.vocabulary import PartyStatus
from workflows.records.applying import Act, apply
from workflows.records.batches import StaleWrite
from workflows.records.database import Transaction, unit_of_work
from workflows.records.snapshots import Snapshot, lock_and_load

EXTENSION = ExtendHearing(DUE_ON + timedelta(days=14), "Ferie")


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def decided(connection: Transaction, book: Casebook, case: str) -> tuple[Snapshot, Outcome]:
    """The case locked and read, and what extending its hearing would come to."""
    (snapshot,), _ = lock_and_load(connection, [case], book.house.around)
    return snapshot, decide(snapshot.facts, EXTENSION, OFFICER, book.clock.now)


def act(book: Casebook) -> Act:
    return Act("officer:Karla Krog", book.clock.now, None, book.house.keys.journal)


@pytest.mark.parametrize("ends", [False, True], ids=["more may follow", "it ends"])
@pytest.mark.parametrize("others", [0, 1], ids=["alone", "among others"])
def test_a_write_onto_a_case_that_has_moved_changes_nothing(
    book: Casebook, ends: bool, others: int
) -> None:
    case, cases = book.open_hearing(), [book.open_hearing() for _ in range(others)]
    with unit_of_work(book.house.database) as connection:
        good = [decided(connection, book, one) for one in cases]
        snapshot, outcome = decided(connection, book, case)
    old = replace(snapshot, facts=replace(snapshot.facts, seq=snapshot.facts.seq - 1))
    before = book.dump()
    # Without lines of its own, so that nothing but the guard stands in its way.
    bad = (old, replace(outcome, journal=()))
    with pytest.raises(StaleWrite), unit_of_work(book.house.database) as connection:
        apply(connection, [*good, bad], act(book), ends=ends)
    assert book.dump() == before


def test_what_ends_its_transaction_is_kept_in_the_same_round_trip(
    postgres: str, tmp_path: Path
) -> None:
    book = installed(postgres, tmp_path)
    case = book.open_hearing()
    with unit_of_work(book.house.database) as connection:
        snapshot, outcome = decided(connection, book, case)
        before = book.dump()
        apply(connection, [(snapshot, outcome)], act(book), ends=True)
        assert book.dump() != before, "another connection sees it"


def test_all_changes_to_one_row_in_one_act_are_written(book: Casebook) -> None:
    case = book.open_hearing()
    party = book.parties(case)[0]
    more = (
        PartyStatusSet(party, PartyStatus.ANSWERED),
        PartyDueSet(party, DUE_ON, CLOSES_AT, due_version=9),
        PartyAnswered(party, PartyStatus.ANSWERED, 7, case),
        PartyStatusSet(party, PartyStatus.UNREACHABLE),
    )
    with unit_of_work(book.house.database) as connection:
        snapshot, outcome = decided(connection, book, case)
        apply(connection, [(snapshot, replace(outcome, changes=more))], act(book))
    stored = book.rows("SELECT id, status, answers, due_version FROM parties")
    assert {str(row[0]): row[1:] for row in stored}[party] == ("unreachable", 7, 9)


def test_a_fault_in_the_middle_leaves_nothing_behind(book: Casebook) -> None:
    case = book.open_hearing()
    before = book.dump()

    def fail_after_writing() -> None:
        with unit_of_work(book.house.database) as connection:
            apply(connection, [decided(connection, book, case)], act(book))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_writing()
    assert book.dump() == before


def test_what_is_read_is_what_was_written(book: Casebook) -> None:
    case = book.open_hearing(parties=3)
    with unit_of_work(book.house.database) as connection:
        facts = decided(connection, book, case)[0].facts
    (round_,) = facts.hearings
    assert [party.name for party in round_.parties] == ["Råd 0", "Råd 1", "Råd 2"]
    assert [party.due_on for party in round_.parties] == [DUE_ON] * 3
    assert (facts.state, facts.version) == ("hearing-1.open", 4)
    pending = book.rows("SELECT count(*) FROM v_deadline WHERE status = 'pending'")
    assert [(len(facts.deadlines),)] == pending


def test_cases_that_are_not_there_are_left_out(book: Casebook) -> None:
    case = book.open_case()
    nobody = "018bb5a0-0000-7000-8000-0000000000ff"
    with unit_of_work(book.house.database) as connection:
        snapshots, _ = lock_and_load(connection, [nobody, case], book.house.around)
    assert [snapshot.facts.id for snapshot in snapshots] == [case]
