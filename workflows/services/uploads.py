"""Keeps uploaded files: checked first, then stored by the hash of their bytes."""

import errno
import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from workflows.engine.commands import UploadedFile
from workflows.engine.errors import EnvironmentMissing, WrongInput
from workflows.services.filenames import clean_name
from workflows.services.installation import Installation
from workflows.services.scanning import status_of
from workflows.services.sniffing import media_type_of

MOST_BYTES = 20_000_000
"""Of one file."""

MOST_FILES = 10
"""Of one answer."""

MOST_BYTES_TOGETHER = 40_000_000
"""Of all files of one answer."""

_CHUNK = 1024 * 1024
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the operating system says when there is no room for a file."""


def keep(house: Installation, name: str, content: BinaryIO) -> UploadedFile:
    """Check a file and store it; the same bytes are stored once.

    To be called before the transaction that names the file, so that no row is without its bytes.
    Raises WrongInput, in Danish, for a file that is not taken, and EnvironmentMissing when there
    is no room for it. While the virus scanner cannot be asked, the file is kept in quarantine.
    """
    file = checked(house, name, content)
    store(house.settings.data / "files", file.sha256, content)
    return file


def checked(house: Installation, name: str, content: BinaryIO) -> UploadedFile:
    """What a file is, nothing stored; raises WrongInput, in Danish, for one that is not taken."""
    name = clean_name(name)
    size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise WrongInput(f"Filen »{name}« er tom — vælg en fil med indhold")
    if size > MOST_BYTES:
        raise WrongInput(f"Filen »{name}« fylder mere end 20 MB — send en mindre")
    media_type = media_type_of(name, content)
    status = status_of(house, name, content)
    return UploadedFile(name, size, digest_of(content), media_type, status)


def path_of(house: Installation, digest: str) -> Path:
    """Where the bytes with this SHA-256, in hexadecimal, lie."""
    return place_in(house.settings.data / "files", digest)


def place_in(folder: Path, digest: str) -> Path:
    """Where bytes stored in a folder by their hash lie."""
    return folder / digest[:2] / digest[2:]


def digest_of(content: BinaryIO) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    content.seek(0)
    digest = sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def store(folder: Path, digest: str, content: BinaryIO) -> None:
    """Keep bytes by their hash; raises EnvironmentMissing when there is no room for them."""
    path = place_in(folder, digest)
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, content)
    except OSError as error:
        if error.errno in FULL_DISK:
            raise EnvironmentMissing("Der er ikke plads til filen lige nu") from error
        raise


def _write_whole(path: Path, content: BinaryIO) -> None:
    """Write beside the place and rename, so that a crash leaves the whole file or none."""
    content.seek(0)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            while chunk := content.read(_CHUNK):
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
