"""P5: losing the broker loses nothing, and a frozen one hangs nobody."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from datetime import time as wall

import redis

from benchmarks.figures import Figure, at_least, at_most
from chaos.differences import differences
from chaos.extent import Extent
from chaos.faults import BROKER
from chaos.given_links import answer_links
from chaos.hearings import open_hearing
from chaos.load import Fate, Load, under_load
from chaos.town import Server, Town, audited, town
from cli.serving.installation import broker
from cli.serving.ports import HOST, free_port
from cli.serving.supervisor import kept_running
from tests.servers import listens
from tests.waiting import until

_BEGINS = date(2023, 11, 6)
_SHOWN_PER_REAL_SECOND = 60
_SLOWEST_SECONDS = 2.0
_EVERY_SECONDS = 5.0


def measure(server: Server, extent: Extent) -> Iterator[Figure]:
    """The broker emptied again and again, then gone, then frozen; what was asked meanwhile."""
    port = free_port()
    url = f"redis://{HOST}:{port}/0"
    with town(server, "p5", broker_url=url) as place:
        calendar = place.house.around.calendar
        place.show(calendar.at(_BEGINS, wall(10)), speed=_SHOWN_PER_REAL_SECOND)
        open_hearing(place, "a", _BEGINS + timedelta(days=40), parties=6)
        with place.running():
            with _broker(place, port):
                emptied = _while_emptied(place, url, extent.seconds / 4)
            gone = _while(place, extent.seconds)
            with _broker(place, port):
                frozen = _while_frozen(place, extent.seconds / 3)
                rested = place.settled()
        for how, load in (("emptied", emptied), ("gone", gone), ("frozen", frozen)):
            yield from _figures(place, how, load)
        yield Figure("P5", "came to rest afterwards", float(rested), "", at_least(1))
        yield from audited(place, "P5")


@contextmanager
def _broker(place: Town, port: int) -> Iterator[None]:
    """A broker for the length of the block, and none after it."""
    with kept_running(
        [broker(port, place.folder)],
        environment=os.environ,
        logs=place.folder / "log",
        tell=lambda _line: None,
    ):
        until(lambda: listens(port))
        yield


def _while(place: Town, seconds: float) -> Load:
    """What is asked during so many seconds."""
    with under_load(place, answer_links(place)) as load:
        time.sleep(seconds)
    return load


def _while_emptied(place: Town, url: str, seconds: float) -> Load:
    with under_load(place, answer_links(place)) as load, redis.Redis.from_url(url) as client:
        last = time.monotonic() + seconds
        while time.monotonic() < last:
            time.sleep(min(_EVERY_SECONDS, seconds))
            client.flushall()
    return load


def _while_frozen(place: Town, seconds: float) -> Load:
    (process,) = BROKER()
    process.suspend()
    try:
        return _while(place, seconds)
    finally:
        process.resume()


def _figures(place: Town, how: str, load: Load) -> Iterator[Figure]:
    yield Figure("P5", f"requests while it was {how}", len(load.seconds), "", at_least(1))
    unanswered = load.count(Fate.UNANSWERED)
    yield Figure("P5", f"unanswered while it was {how}", unanswered, "", at_most(0))
    name = f"95 of 100 answered within, while it was {how}"
    yield Figure("P5", name, load.p95, "s", at_most(_SLOWEST_SECONDS))
    yield from differences(place, load, "P5")
