"""Counts wrong passwords of late, so that nobody guesses on and on."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

MOST_FAILURES = 5
"""Wrong passwords for one username before the next try has to wait."""

FAILURES_COUNT_FOR = timedelta(minutes=5)


class TooManyTries(Exception):
    """So many wrong passwords for one username that the next one has to wait."""


class WrongTries:
    """The wrong tries of late in this process, by username; the oldest names give way."""

    _MOST_NAMES = 4096

    def __init__(self) -> None:
        self._tries: OrderedDict[tuple[str, str], list[datetime]] = OrderedDict()
        self._lock = Lock()

    def refuse(self, name: tuple[str, str], now: datetime) -> None:
        """Raise TooManyTries while too many wrong tries are recent."""
        with self._lock:
            recent = [at for at in self._tries.get(name, ()) if now - at < FAILURES_COUNT_FOR]
        if len(recent) >= MOST_FAILURES:
            raise TooManyTries

    def count(self, name: tuple[str, str], now: datetime) -> None:
        """Remember a wrong try."""
        with self._lock:
            tries = [at for at in self._tries.pop(name, ()) if now - at < FAILURES_COUNT_FOR]
            self._tries[name] = [*tries, now]
            while len(self._tries) > self._MOST_NAMES:
                self._tries.popitem(last=False)

    def forget(self, name: tuple[str, str]) -> None:
        """A right password takes back what came before it."""
        with self._lock:
            self._tries.pop(name, None)
