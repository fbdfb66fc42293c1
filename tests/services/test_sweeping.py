"""What is due is done once, late rather than never, and one broken case harms itself alone."""

import dataclasses
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.casebook import BEGINS, CLOSES_AT, Casebook, installed
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import DeadlineKind, Trigger
from workflows.logbook import configure
from workflows.records.due import DueDeadline
from workflows.records.shares import holding
from workflows.services import sweeping
from workflows.services.cases import reused_versions
from workflows.services.installation import Installation, install
from workflows.services.sweeping import MOST_ATTEMPTS, due_now, foretold, sweep
from workflows.settings import read_settings

FIRST_RUNG = datetime(2023, 11, 15, 7, tzinfo=UTC)
"""Seven days before the deadline, at eight local time."""


@pytest.fixture(autouse=True)
def _logged_as_in_production() -> None:
    configure(as_json=True)


@pytest.fixture
def book(database: str, tmp_path: Path) -> Casebook:
    return installed(database, tmp_path)


def reminded(book: Casebook) -> int:
    (count,) = book.rows("SELECT count(*) FROM v_message WHERE kind = 'reminder'")[0]
    return int(count)


def spoil(book: Casebook, case: str) -> None:
    book.write("UPDATE cases SET route_document = 'spoilt' WHERE id = :id", id=case)


def test_a_sweep_does_what_is_due_and_nothing_before_its_time(book: Casebook) -> None:
    case = book.open_hearing(parties=3)
    book.clock.now = FIRST_RUNG - timedelta(seconds=1)
    assert sweep(book.house).taken == 0
    book.clock.now = FIRST_RUNG
    swept = sweep(book.house)
    assert (swept.taken, swept.failed, swept.cases) == (3, 0, {case})
    assert reminded(book) == 3
    assert sweep(book.house).taken == 0
    early = "SELECT count(*) FROM v_deadline WHERE executed_at < due_at"
    assert book.rows(early) == [(0,)]


def test_after_days_down_one_reminder_goes_out_and_what_is_stale_is_told(book: Casebook) -> None:
    case = book.open_hearing(parties=2)
    book.clock.now = datetime(2023, 11, 20, 10, tzinfo=UTC)
    sweep(book.house)
    assert reminded(book) == 2
    statuses = "SELECT status FROM v_deadline WHERE kind = 'reminder' ORDER BY due_at, status"
    assert [row[0] for row in book.rows(statuses)] == [
        *["skipped"] * 2,
        *["done"] * 2,
        *["pending"] * 2,
    ]
    book.clock.now = CLOSES_AT + timedelta(days=3)
    sweep(book.house)
    assert reminded(book) == 2
    assert [row[1] for row in book.journal(case)][-3:] == [
        "deadline:skipped",
        "deadline:skipped",
        "hearing:closed",
    ]
    assert book.rows("SELECT count(*) FROM v_deadline WHERE status = 'pending'") == [(0,)]


def test_small_batches_send_no_more_than_large_ones(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 1)
    book.open_hearing(parties=2)
    book.clock.now = datetime(2023, 11, 20, 10, tzinfo=UTC)
    assert sweep(book.house).taken == 4
    assert reminded(book) == 2


@pytest.mark.parametrize("others", [200])
def test_one_case_that_cannot_be_read_stops_no_other(
    sqlite: str, tmp_path: Path, others: int
) -> None:
    book = installed(sqlite, tmp_path)
    cases = [book.open_hearing(parties=1, route="høring, VPU") for _ in range(others + 1)]
    spoil(book, cases[57])
    book.clock.now = CLOSES_AT
    swept = sweep(book.house)
    assert swept.cases == set(cases) - {cases[57]}
    assert swept.failed == 4
    states = book.rows("SELECT state, count(*) FROM v_case GROUP BY state ORDER BY state")
    assert states == [("hearing-1.open", 1), ("vpu-1.waiting", others)]


class Killed(BaseException):
    """What a worker that is killed leaves behind: nothing is noted, the next sweep begins anew."""


def test_one_that_kills_its_worker_each_time_stops_no_other(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [book.open_hearing(parties=1) for _ in range(12)]
    book.clock.now = CLOSES_AT
    closing = next(
        due.id
        for due in due_now(book.house)
        if due.case == cases[0] and due.kind is DeadlineKind.HEARING_CLOSE
    )
    pass_alive = sweeping._pass

    def pass_or_die(
        house: Installation, due: Sequence[DueDeadline], at: datetime | None
    ) -> set[str]:
        if closing in {one.id for one in due}:
            raise Killed
        return pass_alive(house, due, at)

    monkeypatch.setattr(sweeping, "_pass", pass_or_die)
    for _ in range(60):
        with suppress(Killed):
            sweep(book.house)
    assert [due.id for due in due_now(book.house)] == [closing]


def test_a_failure_is_seen_on_its_deadline_and_mends_itself_once_it_can(book: Casebook) -> None:
    broken, whole = book.open_hearing(parties=1), book.open_hearing(parties=1)
    (route,) = {row[0] for row in book.rows("SELECT route_document FROM cases")}
    spoil(book, broken)
    book.clock.now = CLOSES_AT
    assert sweep(book.house).cases == {whole}
    failing = "SELECT attempts, last_error FROM deadlines WHERE status = 'pending'"
    for attempts, error in book.rows(failing):
        assert attempts == 1
        assert error.startswith("JSONDecodeError")
    assert sweep(book.house).taken == 0, "it is left for later"
    book.write("UPDATE cases SET route_document = :route WHERE id = :id", route=route, id=broken)
    book.clock.now += timedelta(seconds=10)
    assert sweep(book.house).cases == {broken}
    assert {row[0] for row in book.rows("SELECT state FROM v_case")} == {"vpu-1.waiting"}


def test_what_never_succeeds_is_failed_in_the_end(book: Casebook) -> None:
    spoil(book, book.open_hearing(parties=1))
    book.clock.now = CLOSES_AT
    for _ in range(MOST_ATTEMPTS):
        assert sweep(book.house).failed == 4
        book.clock.now += timedelta(hours=1)
    assert sweep(book.house).taken == 0
    statuses = book.rows("SELECT status, attempts FROM v_deadline")
    assert set(statuses) == {("failed", MOST_ATTEMPTS)}


def test_many_sweepers_at_once_do_everything_once(book: Casebook) -> None:
    cases = [book.open_hearing(parties=3) for _ in range(8)]
    for moment, reminders in ((FIRST_RUNG, 24), (CLOSES_AT, 24)):
        book.clock.now = moment
        with ThreadPoolExecutor(4) as pool:
            swept = list(pool.map(lambda _: sweep(book.house), range(4)))
        assert [one.failed for one in swept] == [0] * 4
        assert reminded(book) == reminders
    for case in cases:
        events = [row[1] for row in book.journal(case)]
        assert events.count("party:reminded") == 3
        assert events.count("hearing:closed") == 1
    assert book.rows("SELECT count(*) FROM v_deadline WHERE status = 'pending'") == [(0,)]


def test_company_is_called_once_for_what_is_too_much_for_one(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = installed(postgres, tmp_path)
    monkeypatch.setattr(sweeping, "BATCH", 2)
    for _ in range(6):
        book.open_hearing(parties=3)
    calls: list[int] = []

    def company() -> None:
        calls.append(sweep(book.house).taken)

    book.clock.now = FIRST_RUNG
    own = sweep(book.house, call_company=company).taken
    assert own + sum(calls) == 18
    assert len(calls) in (1, 2), "once for each share that has so much"
    assert reminded(book) == 18
    assert sweep(book.house, call_company=company).taken == 0


def test_what_is_left_to_others_is_said_and_is_no_sign_of_life(
    postgres: str, tmp_path: Path
) -> None:
    book = installed(postgres, tmp_path)
    book.open_hearing(parties=3)
    book.clock.now = FIRST_RUNG
    with holding(book.house.database, 0), holding(book.house.database, 1):
        swept = sweep(book.house)
        assert (swept.taken, swept.left) == (0, 2)
        assert book.rows("SELECT name FROM heartbeats") == []
    with holding(book.house.database, 0):
        assert sweep(book.house).left == 1
        assert book.rows("SELECT name FROM heartbeats") == [("sweep",)]
    swept = sweep(book.house)
    assert swept.left == 0
    assert reminded(book) == 3


def test_a_few_need_no_company(book: Casebook) -> None:
    book.open_hearing(parties=3)
    book.clock.now = FIRST_RUNG
    assert sweep(book.house, call_company=pytest.fail).taken == 3


def test_at_another_time_than_now(book: Casebook) -> None:
    book.open_hearing(parties=2)
    before = book.dump()
    assert due_now(book.house) == []
    assert [due.kind for due in due_now(book.house, FIRST_RUNG)] == ["reminder", "reminder"]
    assert book.dump() == before
    assert sweep(book.house, FIRST_RUNG).taken == 2
    executed = book.rows("SELECT at FROM v_journal WHERE event = 'party:reminded'")
    assert {str(row[0])[:13].replace(" ", "T") for row in executed} == {"2023-11-15T07"}
    assert book.clock.now == BEGINS


def test_in_production_only_now_counts(sqlite: str, tmp_path: Path) -> None:
    chosen = read_settings(
        data=tmp_path, env="production", database_url=sqlite, SAGSGANG_SECRET_KEY="n" * 64
    )
    house = install(chosen)
    for act in (sweep, due_now):
        with pytest.raises(WrongInput):
            act(house, FIRST_RUNG)
    assert sweep(house).taken == 0


def test_each_sweep_leaves_a_beat_in_real_and_in_shown_time(book: Casebook) -> None:
    sweep(book.house)
    book.clock.now += timedelta(seconds=5)
    sweep(dataclasses.replace(book.house))
    beats = book.rows("SELECT name, real_at FROM heartbeats")
    assert len(beats) == 1
    assert "08:00:05" in str(beats[0][1])


def test_a_case_on_hold_has_nothing_due(book: Casebook) -> None:
    case = book.open_case("VPU")
    book.advance(case, Trigger.HOLD, reason="Afventer")
    book.clock.now += timedelta(days=400)
    assert sweep(book.house).taken == 0


def test_what_a_sweep_would_do_is_what_it_does(book: Casebook) -> None:
    """After an outage over the whole ladder, no reminder makes sense any more."""
    book.open_hearing(parties=2)
    late = CLOSES_AT + timedelta(minutes=1)
    told = {one.due.id: str(one.status) for one in foretold(book.house, late)}
    assert Counter(told.values())["skipped"] > 2
    sweep(book.house, late)
    became = {
        str(row[0]): row[1] for row in book.rows("SELECT deadline_id, status FROM v_deadline")
    }
    assert told.items() <= became.items()


def test_a_case_type_that_was_changed_in_the_same_version_is_told_before_a_case_is_opened(
    book: Casebook,
) -> None:
    book.open_case()
    assert reused_versions(book.house) == ()
    types = dict(book.house.definitions.case_types)
    changed = dataclasses.replace(types["politisk-sag"], title="Noget andet")
    definitions = dataclasses.replace(
        book.house.definitions, case_types=types | {"politisk-sag": changed}
    )
    (told,) = reused_versions(dataclasses.replace(book.house, definitions=definitions))
    assert "Sagstypen »politisk-sag« har fået andet indhold i samme version" in told
