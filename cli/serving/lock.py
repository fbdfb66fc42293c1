"""The lock of `serve`: one for each data folder, and others learn its address from it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cli.wording import house as say
from workflows.engine.errors import EnvironmentMissing

LOCK = "serve.lock"


@contextmanager
def served_alone(data: Path, address: str) -> Iterator[None]:
    """Within the block nobody else serves this folder; the system lets go however we end.

    Raises EnvironmentMissing when somebody does already.
    """
    with (data / LOCK).open("a+") as lock:
        if not _taken(lock.fileno(), fcntl.LOCK_EX):
            lock.seek(0)
            raise EnvironmentMissing(say.folder_is_in_use(data, lock.read()))
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def served_at(data: Path) -> str | None:
    """The address at which this folder is served just now; None when it is not."""
    with suppress(FileNotFoundError), (data / LOCK).open() as lock:
        if not _taken(lock.fileno(), fcntl.LOCK_SH):
            return lock.read()
    return None


def _taken(file: int, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
