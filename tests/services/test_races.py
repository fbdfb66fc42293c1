"""Many at once on the same case: nothing is lost, nothing is done twice, and one of two wins."""

import multiprocessing
import random
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.casebook import CLOSES_AT, DUE_AT, OFFICER, Casebook, installed
from workflows.engine.commands.cases import EditCase, Hold, Submit
from workflows.engine.errors import Incomplete, NotAllowed
from workflows.engine.vocabulary import Trigger
from workflows.services.acting import act
from workflows.services.errors import StaleVersion
from workflows.services.installation import install
from workflows.services.replaying import replay_cases
from workflows.services.sweeping import sweep
from workflows.services.verifying import verify
from workflows.settings import read_settings

EACH = 40


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def together(works: list[Callable[[], object]]) -> list[object]:
    """What each comes to, or raises, all begun at the same moment."""
    start = threading.Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        start.wait()
        try:
            return work()
        except (StaleVersion, NotAllowed, Incomplete) as refused:
            return refused

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def proved(book: Casebook) -> bool:
    """Whether every journal is whole, and every case where its journal leads."""
    right = all(result.right for result in replay_cases(book.house))
    return right and not any(verified.faults for verified in verify(book.house))


def edit_many_times(url: str, data: str, case: str, who: int) -> int:
    """One process that edits a case again and again."""
    house = install(read_settings(data=Path(data), env="test", database_url=url))
    return sum(
        act(house, case, EditCase(f"{who} {n}", "", "", ()), OFFICER).outcome.version > 0
        for n in range(EACH)
    )


def test_three_processes_on_one_case_lose_no_update(
    book: Casebook, database: str, tmp_path: Path
) -> None:
    """SQLAlchemy's defaults on SQLite lose two of three of these, without an error."""
    case = book.open_case("VPU")
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as pool:
        working = [
            pool.submit(edit_many_times, database, str(tmp_path), case, who) for who in range(3)
        ]
        assert [one.result() for one in working] == [EACH] * 3
    assert book.rows("SELECT version FROM v_case") == [(1 + 3 * EACH,)]
    assert [row[0] for row in book.journal(case)] == list(range(1, 3 * EACH + 2))
    assert proved(book)


def test_of_many_with_the_same_version_one_wins_and_the_others_learn_who(book: Casebook) -> None:
    case = book.open_case("VPU")
    outcomes = together(
        [
            lambda command=command: act(  # type: ignore[misc]
                book.house, case, command, OFFICER, expected_version=1
            )
            for command in [Submit(), Hold("Afventer")] * 4
        ]
    )
    refused = [one for one in outcomes if isinstance(one, StaleVersion)]
    assert len(refused) == 7
    assert {(one.version, one.changed_by) for one in refused} == {(2, "officer:Karla Krog")}
    assert len(book.journal(case)) == 2
    assert proved(book)


def test_many_who_pull_the_same_trigger_without_a_version_pull_it_once(book: Casebook) -> None:
    case = book.open_case("VPU")
    outcomes = together([lambda: act(book.house, case, Submit(), OFFICER)] * 6)
    assert sum(isinstance(one, NotAllowed) for one in outcomes) == 5
    assert len(book.journal(case)) == 2


def test_cases_opened_at_once_get_a_number_each(book: Casebook) -> None:
    opened = together([lambda: book.open_case("VPU")] * 8)
    assert len(set(map(str, opened))) == 8
    numbers = {row[0] for row in book.rows("SELECT number FROM v_case")}
    assert numbers == {f"23/{n}" for n in range(1, 9)}


def test_every_answer_that_was_accepted_while_hearings_close_is_counted(book: Casebook) -> None:
    cases = [book.open_hearing(parties=4, route="høring, VPU") for _ in range(4)]
    book.clock.now = CLOSES_AT

    def giving(case: str, party: str) -> Callable[[], object]:
        arrived = DUE_AT + timedelta(milliseconds=random.uniform(-50, 50))
        return lambda: act(book.house, case, book.answer(party, received_at=arrived), OFFICER)

    works = [giving(case, party) for case in cases for party in book.parties(case)]
    works[len(works) // 2 : 0] = [lambda: sweep(book.house)] * 2
    outcomes = together(works)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    answers = book.rows("SELECT response_id, received_at >= p.due_at, late FROM v_response r"
                        " JOIN v_party p ON p.party_id = r.party_id")  # fmt: skip
    assert len(answers) == 16
    assert all(bool(came_late) == bool(late) for _, came_late, late in answers)
    attached = book.rows("SELECT response_id FROM attachments WHERE kind = 'response'")
    assert sorted(str(row[0]) for row in attached) == sorted(str(row[0]) for row in answers)
    assert {row[0] for row in book.rows("SELECT status FROM v_party")} == {"answered"}
    assert {row[0] for row in book.rows("SELECT state FROM v_case")} == {"vpu-1.waiting"}
    assert proved(book)


def test_after_the_seal_nothing_lands(book: Casebook) -> None:
    case = book.open_hearing(parties=6, route="høring, VPU")
    book.clock.now = CLOSES_AT
    sweep(book.house)
    works: list[Callable[[], object]] = [
        lambda party=party: act(book.house, case, book.answer(party), OFFICER)  # type: ignore[misc]
        for party in book.parties(case)
    ]
    works.insert(3, lambda: book.advance(case, Trigger.WITHDRAW, reason="Bortfalder"))
    outcomes = together(works)
    refused = sum(isinstance(one, Incomplete) for one in outcomes)
    events = [row[1] for row in book.journal(case)]
    after = events[events.index("hearing:sealed") :]
    assert "response:received" not in after
    assert events.count("response:received") == 6 - refused
    assert book.rows("SELECT count(*) FROM v_response") == [(6 - refused,)]
    assert proved(book)
