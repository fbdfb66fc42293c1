"""How a command that runs children ends when it is asked to: where it waits, and then tidily."""

import os
import select
import signal
from dataclasses import dataclass, field
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

UNSEEN_SECONDS = 2
"""How long it may do something else before it is broken off in the middle of that."""


class Asked(SystemExit):
    """Somebody asked us to end: the way out of whatever is being done."""


@dataclass(slots=True)
class _Asking:
    """What the signals of this process have come to."""

    code: int | None = None
    """What to end with, once we are asked to."""
    wakes: list[int] = field(default_factory=list)
    """The descriptor that a signal makes readable, so that none is slept through."""


_asking = _Asking()


def end_when_asked(*, as_done: bool) -> None:
    """From now on the signals that end a program make `wait` raise `Asked`.

    Its exit code is 0 where being ended is the usual end, else the shell's for the signal. Who
    waits for nothing is asked again: by a second signal, or after `UNSEEN_SECONDS` by ourselves.
    Then `Asked` is raised wherever we are, where a library may swallow it; `wait` raises it still.
    Tidying up is disturbed by neither, and must have an end of its own.
    """

    def end(number: int, frame: FrameType | None) -> None:
        if _asking.code is None:
            _asking.code = 0 if as_done else 128 + number
            signal.alarm(UNSEEN_SECONDS)
        else:
            _end(_asking.code)

    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    _asking.wakes.append(reader)
    for number in (*ENDING, signal.SIGALRM):
        signal.signal(number, end)


def wait(seconds: float | None = None) -> None:
    """Let so much time pass, or any; raises `Asked` as soon as we are asked to end."""
    select.select(_asking.wakes, (), (), seconds)
    if _asking.code is not None:
        _end(_asking.code)


def _end(code: int) -> None:
    for number in (*ENDING, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    raise Asked(code)
