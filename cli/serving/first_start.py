"""The first start of a data folder: marked until its end, so that half of one is begun anew."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cli.serving.lock import LOCK
from cli.wording import house as say
from workflows.engine.errors import EnvironmentMissing
from workflows.services.starting import installed
from workflows.services.travelling import has_cases, is_in_use, time_passes_again
from workflows.settings import Settings

MARK = "first-start"
"""The file that lies in the folder from the first start's beginning until its end."""


@contextmanager
def first_start(chosen: Settings, tell: Callable[[str], None]) -> Iterator[bool]:
    """Whether this is the first start of the folder, which the block then carries through.

    However the block fails, and were we killed in it, the next start is a first one again: what
    the block made in a folder that was empty goes, before or then. Production has no first start,
    for nothing is shown there, and nothing is ever dropped.
    """
    mark = chosen.data / MARK
    if not chosen.production and mark.exists():
        _take_back(chosen, tell)
    if chosen.production or not (mark.exists() or _is_empty(chosen.data)):
        yield False
        return
    mark.touch()
    try:
        yield True
    except BaseException:
        if mark.exists():
            _take_back(chosen, tell)
        raise
    carried_through(chosen.data)


def carried_through(data: Path) -> None:
    """From now on nothing of what the folder holds is taken back; harmless at any other time."""
    (data / MARK).unlink(missing_ok=True)


def _take_back(chosen: Settings, tell: Callable[[str], None]) -> None:
    """Half a story is no beginning: a folder that was empty is so again for the next try.

    A database outside it may be anybody's, and needs the key and the files that the folder holds.
    """
    if not chosen.chosen("database_url"):
        _empty(chosen.data)
        return
    with suppress(EnvironmentMissing):  # not to be had: nothing was told into it, and it was said
        house = installed(chosen)
        time_passes_again(house)
        if is_in_use(house):
            carried_through(chosen.data)
        if has_cases(house):
            tell(say.DEMO_DID_NOT_END.format(data=chosen.data))


def _is_empty(data: Path) -> bool:
    return not _kept_in(data)


def _kept_in(data: Path) -> list[Path]:
    """What a data folder holds; logs and a lock alone do not make it somebody's."""
    return [kept for kept in data.iterdir() if kept.name not in {"log", LOCK}]


def _empty(data: Path) -> None:
    """The mark goes last: were we killed in between, what is left is still known as half."""
    for kept in _kept_in(data):
        if kept.name != MARK:
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    carried_through(data)
