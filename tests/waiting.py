"""Waiting for what another process does, with an end to the patience."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_SECONDS = 30.0
Seen = TypeVar("Seen")


def until(look: Callable[[], Seen], patience: float = PATIENCE_SECONDS) -> Seen:
    """What `look` returns, as soon as that is true; AssertionError after `patience` seconds.

    For what cannot be waited on directly, such as the doings of processes that are not ours.
    """
    last = time.monotonic() + patience
    while not (seen := look()):
        assert time.monotonic() < last, "it did not happen in time"
        time.sleep(0.02)
    return seen
