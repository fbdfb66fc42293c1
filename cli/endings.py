"""How a command that runs children ends when it is asked to: once, by way of its tidying up."""

import signal
from types import FrameType
from typing import NoReturn

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(SystemExit):
    """Somebody asked us to end: the way out of whatever is being done."""


def end_when_asked(*, as_done: bool) -> None:
    """From now on the signals that end a program raise `Asked`.

    Its exit code is 0 where being ended is the usual end, else the shell's for the signal.
    """

    def end(number: int, frame: FrameType | None) -> NoReturn:
        # A second Ctrl-C must not interrupt the tidying up, which has an end of its own.
        for ending in ENDING:
            signal.signal(ending, signal.SIG_IGN)
        raise Asked(0 if as_done else 128 + number)

    for number in ENDING:
        signal.signal(number, end)
