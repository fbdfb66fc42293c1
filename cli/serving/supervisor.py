"""Keep child processes running, each started again when it ends, and end them all in time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from threading import Event, Lock, Thread

from cli.wording import house as say

GRACE_SECONDS = 6.0
"""How long children may take to end by themselves before they are killed.

With the killing, the anchors and our own end it is 8 to 9 s, of the 10 that are promised.
"""
SHORTEST_PAUSE = 0.1
LONGEST_PAUSE = 2.0
"""Between an end and the next start; the pause doubles from the shortest to this."""
STEADY_SECONDS = 5.0
"""A child that has run this long starts again without a pause that has grown."""


@dataclass(frozen=True, slots=True)
class Child:
    """One process to keep running."""

    name: str
    command: tuple[str, ...]
    """The first word is the path of a program."""


@dataclass(slots=True)
class _Keeper:
    """One child's thread: it starts the child, waits, and starts it again.

    The thread lives as long as the child, for the kernel counts a thread's end as the parent's
    death (prctl(2), PR_SET_PDEATHSIG).
    """

    child: Child
    environment: Mapping[str, str]
    log: Path
    tell: Callable[[str], None]
    ending: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    process: subprocess.Popen[bytes] | None = None
    thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = Thread(target=self.keep, name=self.child.name, daemon=True)

    def keep(self) -> None:
        pause = SHORTEST_PAUSE
        while (process := self._start()) is not None:
            began = time.monotonic()
            code = process.wait()
            _kill_group(process)
            if self.ending.is_set():
                return
            steady = time.monotonic() - began > STEADY_SECONDS
            pause = SHORTEST_PAUSE if steady else min(2 * pause, LONGEST_PAUSE)
            self.tell(say.child_is_restarted(self.child.name, _cause(code), self.log))
            self.ending.wait(pause)

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self.lock, self.log.open("ab") as log:
            if self.ending.is_set():
                return None
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cli.serving.leash", *self.child.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                process_group=0,  # Ctrl-C in the terminal reaches the supervisor alone
            )
            return self.process

    def end(self) -> None:
        """Ask the child to end, and never start it again."""
        with self.lock:
            self.ending.set()
            if self.process is not None:
                self.process.terminate()

    def kill(self) -> None:
        """End the child and all of its own children now."""
        if self.process is not None and self.process.returncode is None:
            _kill_group(self.process)


@contextmanager
def kept_running(
    children: Sequence[Child],
    *,
    environment: Mapping[str, str],
    logs: Path,
    tell: Callable[[str], None],
    beneath: Sequence[Child] = (),
    grace: float = GRACE_SECONDS,
) -> Iterator[None]:
    """Within the block every child runs, and is started again when it ends; after it none does.

    What they print goes to a file each in the folder `logs`; `tell` is told when one is started
    again. They are asked to end (SIGTERM), and those `beneath` the others once these have ended;
    whoever is left after `grace` seconds in all is killed with its own children.
    """
    logs.mkdir(parents=True, exist_ok=True)
    layers = [
        [_Keeper(child, environment, logs / f"{child.name}.log", tell) for child in layer]
        for layer in (beneath, children)
    ]
    for keeper in chain.from_iterable(layers):
        keeper.thread.start()
    try:
        yield
    finally:
        _end(layers[::-1], grace)


def _end(layers: Sequence[Sequence[_Keeper]], grace: float) -> None:
    """End one layer after the other, all of them within the one grace."""
    last = time.monotonic() + grace
    for layer in layers:
        for keeper in layer:
            keeper.end()
        for keeper in layer:
            keeper.thread.join(max(0.0, last - time.monotonic()))
    for keeper in chain.from_iterable(layers):
        keeper.kill()
    for keeper in chain.from_iterable(layers):
        keeper.thread.join()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _cause(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else say.exit_code(code)
