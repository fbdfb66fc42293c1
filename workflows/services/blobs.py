"""Bytes kept in a folder by their hash: stored whole, found again, and taken away when outlived."""

import errno
import fcntl
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from workflows.engine.errors import EnvironmentMissing
from workflows.services.wording import files as say

CHUNK = 1024 * 1024
"""Bytes read at a time."""

FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the operating system says when there is no room for a file."""


def place_in(folder: Path, digest: str) -> Path:
    """Where bytes stored in a folder by their hash lie."""
    return folder / digest[:2] / digest[2:]


def store(folder: Path, digest: str, content: BinaryIO) -> None:
    """Keep bytes by their hash; raises EnvironmentMissing when there is no room for them.

    Bytes that are there already are as good as new: they are safe from `outlived` for as long.
    """
    path = place_in(folder, digest)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(path.parent):
            if path.exists():
                path.touch()
            else:
                _write_whole(path, content)
    except OSError as error:
        if error.errno in FULL_DISK:
            raise EnvironmentMissing(say.NO_ROOM_JUST_NOW) from error
        raise


def renewed(folder: Path, digest: str) -> bool:
    """Whether the bytes are there; if so they are as good as new, for a row is to name them."""
    path = place_in(folder, digest)
    if not path.parent.is_dir():
        return False
    with _alone_in(path.parent):
        if not path.is_file():
            return False
        path.touch()
        return True


def clear(folder: Path, named: Collection[str], before: datetime) -> tuple[int, int]:
    """Delete what is not named and was stored before; how many went, and how many are too young.

    `named` must have been read from the database after `before`, for what is stored is named soon.
    Parts of files that a crash left behind have no name and go too.
    """
    gone = young = 0
    for path in folder.glob("??/*"):
        if path.parent.name + path.name in named:
            continue
        if _removed(path, before):
            gone += 1
        else:
            young += 1
    return gone, young


def _removed(path: Path, before: datetime) -> bool:
    with _alone_in(path.parent):
        # What was being written has its own name by now, and another may be clearing too.
        old = path.exists() and path.stat().st_mtime < before.timestamp()
        if old:
            path.unlink()
        return old


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Within the block nobody else stores or removes here; the system lets go if we crash."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write_whole(path: Path, content: BinaryIO) -> None:
    """Write beside the place and rename, so that a crash leaves the whole file or none."""
    content.seek(0)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            while chunk := content.read(CHUNK):
                draft.write(chunk)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).rename(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
