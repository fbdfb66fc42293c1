"""Sweeps that find the same few due deadlines among ever more open ones, or find none."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from statistics import median
from typing import Any

from sqlalchemy import Connection, event, text

from benchmarks.figures import Figure, at_least, at_most
from benchmarks.population import Town, copied_id
from benchmarks.server import house_on
from benchmarks.sizes import Sizes
from benchmarks.slices import median_ratio, paired
from workflows.records.database import in_transaction
from workflows.records.due import take_due
from workflows.services.installation import Installation
from workflows.services.sweeping import BATCH, sweep

_FIRST_LOT = datetime(2020, 1, 1, tzinfo=UTC)
_IDLE_POLLS = 20
_MOST_ROUNDS = 9
_INDEX = "ix_deadlines_pending"


def measure(towns: Sequence[Town], sizes: Sizes) -> Iterator[Figure]:
    """From the smallest town to the largest, side by side; a lot of due deadlines is used once."""
    rounds = min(_MOST_ROUNDS, sizes.rounds)
    houses = {f"{town.cases:,}": house_on(town.url) for town in towns}
    for town, house in zip(towns, houses.values(), strict=True):
        _make_due(house, town, rounds, sizes)
    busy = paired(
        {cases: partial(_sweep, house, count(), sizes.due) for cases, house in houses.items()},
        rounds,
    )
    idle = paired({cases: partial(_poll, house) for cases, house in houses.items()}, rounds)
    least, *_, most = houses
    for what, seconds, aim in (
        (f"{sizes.due} due", busy, at_most(1.3)),
        ("idle poll", idle, at_most(1.5)),
    ):
        for cases, taken in seconds.items():
            yield Figure("sweep", f"{what} among {cases} open", 1000 * median(taken), "ms")
        ratio = median_ratio(seconds[most], seconds[least])
        yield Figure("sweep", f"{what}: {most} open / {least} open", ratio, "×", aim)
    found = float(_index_is_used(houses[most]))
    yield Figure("sweep", "the plan uses the index of what is pending", found, "", at_least(1))
    for house in houses.values():
        house.database.dispose()


def _make_due(house: Installation, town: Town, lots: int, sizes: Sizes) -> None:
    """Let so many deadlines fall due in each of so many hours.

    They are spread over as many cases in a large town as in the smallest, those opened last: what
    falls due together was opened in the same months.
    """
    first = town.cases - sizes.few + 1
    step = max(1, sizes.few // (lots * sizes.due))

    def work(connection: Connection) -> None:
        deadline = str(
            connection.execute(
                text("SELECT id FROM deadlines WHERE case_id = :case AND status = 'pending'"),
                {"case": town.on_agenda},
            ).scalar_one()
        )
        for lot in range(lots):
            numbers = range(first + lot * step, first + lots * sizes.due * step, lots * step)
            connection.execute(
                text(
                    "UPDATE deadlines SET due_at = :at, next_attempt_at = :at"
                    " WHERE id = ANY(CAST(:ids AS uuid[]))"
                ),
                {"at": _lot(lot), "ids": [copied_id(deadline, number) for number in numbers]},
            )

    in_transaction(house.database, work)


def _lot(number: int) -> datetime:
    return _FIRST_LOT + timedelta(hours=number)


def _sweep(house: Installation, lots: Iterator[int], due: int) -> float:
    at = _lot(next(lots))
    began = time.perf_counter()
    swept = sweep(house, at)
    seconds = time.perf_counter() - began
    assert (swept.taken, swept.failed) == (due, 0), swept
    return seconds


def _poll(house: Installation) -> float:
    began = time.perf_counter()
    for _ in range(_IDLE_POLLS):
        sweep(house, _lot(-1))
    return (time.perf_counter() - began) / _IDLE_POLLS


def _index_is_used(house: Installation) -> bool:
    """What EXPLAIN says of the very statement that takes what is due."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, sql: str, parameters: Any, *_: object) -> None:
        sent.append((sql, parameters))

    with house.database.connect() as connection:
        event.listen(connection, "before_cursor_execute", note)
        take_due(connection, _lot(-1), BATCH)
        event.remove(connection, "before_cursor_execute", note)
        (sql, parameters), *_ = sent
        plan = connection.exec_driver_sql(f"EXPLAIN {sql}", parameters).scalars().all()
    return any(_INDEX in line for line in plan)
