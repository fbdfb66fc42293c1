"""P1: what was acknowledged is there after any crash, once; what was not, once or not at all."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, time, timedelta

from benchmarks.figures import Figure, at_least, at_most
from chaos.differences import differences
from chaos.extent import Extent
from chaos.faults import BEAT, BROKER, MAIL, TICK, WEB, PoolOf, kill_in_turn, restart_at_once
from chaos.given_links import answer_links
from chaos.hearings import open_hearing
from chaos.leases import settled_without_leases
from chaos.load import under_load
from chaos.town import Server, Town, audited, town

_PREY = (WEB, TICK, PoolOf(TICK), MAIL, BEAT, BROKER)

_SHOWN_PER_REAL_SECOND = 60
"""So that hearings which an officer opens fall due and are closed within the run."""

_BEGINS = date(2023, 11, 6)


def measure(server: Server, extent: Extent) -> Iterator[Figure]:
    """Officers and councils at work while everything is killed and PostgreSQL stopped."""
    with town(server, "p1") as place:
        _begin(place)
        with place.running():
            with under_load(place, answer_links(place)) as load:
                _strike(server, extent)
            rested = settled_without_leases(place)
        yield Figure("P1", "kills", extent.kills, "", at_least(extent.kills))
        if server is not None:
            yield Figure("P1", "PostgreSQL stopped at once", extent.restarts, "", at_least(1))
        yield Figure("P1", "operations", len(load.operations), "")
        share = load.acknowledged_share
        yield Figure("P1", "of them acknowledged", share, "×", at_least(0.5))
        yield from differences(place, load, "P1")
        yield Figure("P1", "came to rest afterwards", float(rested), "", at_least(1))
        yield from _together(place)
        yield from audited(place, "P1")


def _begin(place: Town) -> None:
    calendar = place.house.around.calendar
    place.show(calendar.at(_BEGINS, time(10)), speed=_SHOWN_PER_REAL_SECOND)
    for name in ("a", "b"):
        open_hearing(place, name, _BEGINS + timedelta(days=40), parties=6)


def _strike(server: Server, extent: Extent) -> None:
    """Kill every 0.5 to 3 seconds, mostly sooner, and stop a server now and then meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(
            kill_in_turn, _PREY, extent.kills, lambda: random.triangular(0.5, 3.0, 0.6)
        )
        if server is not None:
            for _ in range(extent.restarts):
                wait([killing], extent.seconds / (extent.restarts + 1))
                restart_at_once(server)
        killing.result()


def _together(place: Town) -> Iterator[Figure]:
    """State, journal, deadlines and outbox are written together or not at all."""
    for name, statement in _APART.items():
        yield Figure("P1", name, place.count(statement), "", at_most(0))


_APART = {
    "answers apart from their journal line or receipt": (
        "SELECT abs((SELECT count(*) FROM responses) - (SELECT count(*) FROM journal"
        " WHERE event IN ('response:received', 'response:replaced')))"
        " + abs((SELECT count(*) FROM responses)"
        " - (SELECT count(*) FROM messages WHERE kind = 'receipt'))"
    ),
    "open hearings without a deadline, or parties uninvited": (
        "SELECT (SELECT count(*) FROM hearings h WHERE phase = 'open' AND NOT EXISTS"
        " (SELECT 1 FROM deadlines d WHERE d.hearing_id = h.id AND d.kind = 'hearing_close'))"
        " + (SELECT count(*) FROM contacts c WHERE NOT EXISTS"
        " (SELECT 1 FROM messages m WHERE m.contact_id = c.id AND m.kind = 'invitation'))"
    ),
    "hearings closed twice, or closed and still to be closed": (
        "SELECT (SELECT count(*) FROM (SELECT case_id FROM journal WHERE event = 'hearing:closed'"
        " GROUP BY case_id HAVING count(*) > 1) AS twice)"
        " + (SELECT count(*) FROM deadlines d JOIN hearings h ON h.id = d.hearing_id"
        " WHERE d.kind = 'hearing_close' AND (d.status = 'done') <> (h.phase <> 'open'))"
    ),
}
