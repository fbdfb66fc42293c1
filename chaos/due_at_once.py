"""P3: a due deadline acts once, never early, and soon, however often its workers are killed."""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from benchmarks.figures import Figure, at_least, at_most
from benchmarks.population import add_officer, case_in_hearing, copy_case, today
from benchmarks.server import vacuum
from chaos.extent import Extent
from chaos.faults import BEAT, TICK, PoolOf, kill_in_turn
from chaos.sealing import seal_copies
from chaos.town import PATIENCE_SECONDS, Server, Town, audited, town
from cli.serving.installation import beat, broker, worker
from cli.serving.ports import HOST, free_port
from cli.serving.supervisor import kept_running
from tests.waiting import until

_TICK_SECONDS = 5.0
"""As in production."""
_LATEST_SECONDS = 2 * _TICK_SECONDS
_EVERY_SECONDS = 2.0
_WORKERS = 4
_UNTIL_DUE = timedelta(seconds=2)
_PREY = (TICK, PoolOf(TICK), TICK, PoolOf(TICK), BEAT)


def measure(server: Server, extent: Extent) -> Iterator[Figure]:
    """Hearings that are all to be closed in one second, by four workers and two bells."""
    port = free_port()
    url = f"redis://{HOST}:{port}/0"
    with town(server, "p3", broker_url=url, tick_seconds=_TICK_SECONDS) as place:
        due = _all_due_at(place, extent.due_at_once)
        with _ringing(place, port):
            _all_at_work()
            place.show(due - _UNTIL_DUE)
            kills = max(3, round(extent.seconds / 3 / _EVERY_SECONDS))
            kill_in_turn(_PREY, kills, lambda: _EVERY_SECONDS)
            last_kill = place.now()
            _all_at_work()
            all_back = place.now()
            _none_left(place)
        yield Figure("P3", "kills", kills, "", at_least(3))
        yield from _figures(place, due, extent)
        yield from _how_late(place, due, last_kill, all_back)
        yield from audited(place, "P3")


def _all_due_at(place: Town, count: int) -> datetime:
    """So many hearings that the product made, or that were copied from it; when they close."""
    add_officer(place.house)
    model = case_in_hearing(place.house, today() + timedelta(days=40))
    copy_case(place.house, model, count - 1)
    seal_copies(place, model, count - 1)
    vacuum(place.house)
    ((due,),) = place.rows(
        "SELECT DISTINCT due_at FROM deadlines WHERE kind = 'hearing_close' AND status = 'pending'"
    )
    assert isinstance(due, datetime)
    return due


@contextmanager
def _ringing(place: Town, port: int) -> Iterator[None]:
    """Four workers and two bells, whose rings come twice as often as they should."""
    workers = [worker(f"tick{number}", "tick") for number in range(_WORKERS)]
    with kept_running(
        [*workers, beat(), beat("beat2")],
        beneath=[broker(port, place.folder)],
        environment=os.environ | place.house.settings.as_environment(),
        logs=place.folder / "log",
        tell=lambda _line: None,
    ):
        yield


def _all_at_work() -> None:
    """Wait until every worker has the process that does its work."""
    until(lambda: len(PoolOf(TICK)()) == _WORKERS, PATIENCE_SECONDS)


def _none_left(place: Town) -> None:
    """Wait until no deadline is due that is not done; what is then left, the figures tell."""
    with suppress(AssertionError):
        until(
            lambda: (
                not place.count(
                    "SELECT count(*) FROM deadlines"
                    " WHERE status = 'pending' AND next_attempt_at <= :now",
                    now=place.now(),
                )
            ),
            PATIENCE_SECONDS,
        )


def _figures(place: Town, due: datetime, extent: Extent) -> Iterator[Figure]:
    ((count, undone, early),) = place.rows(
        "SELECT count(*), count(*) FILTER (WHERE status <> 'done'),"
        " count(*) FILTER (WHERE executed_at < due_at)"
        " FROM deadlines WHERE kind = 'hearing_close' AND due_at = :due",
        due=due,
    )
    at_once = at_least(extent.due_at_once)
    yield Figure("P3", "hearings to be closed in the same second", count, "", at_once)
    yield Figure("P3", "of them not closed", undone, "", at_most(0))
    yield Figure("P3", "closed early", early, "", at_most(0))
    twice = place.count(
        "SELECT count(*) FROM (SELECT case_id FROM journal WHERE event = 'hearing:closed'"
        " GROUP BY case_id HAVING count(*) > 1) AS closed_twice"
    )
    yield Figure("P3", "closed more than once", twice, "", at_most(0))


def _how_late(
    place: Town, due: datetime, last_kill: datetime, all_back: datetime
) -> Iterator[Figure]:
    """A fault lasts until what was killed is there again, which is slow on a busy machine."""
    ((last,),) = place.rows(
        "SELECT max(executed_at) FROM deadlines WHERE kind = 'hearing_close' AND due_at = :due",
        due=due,
    )
    for since, name, target in (
        (due, "the last one after its deadline", None),
        (last_kill, "the last one after the last kill", None),
        (max(due, all_back), "the last one after the last fault", at_most(_LATEST_SECONDS)),
    ):
        late = max(0.0, (last - since).total_seconds()) if last else math.inf
        yield Figure("P3", name, late, "s", target)
