"""What becomes of output that nobody takes."""

import os
from contextlib import suppress
from typing import TextIO


def let_go_of(stream: TextIO | None) -> None:
    """Let what could not be written go nowhere, for Python would try again at the end, and fail."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
