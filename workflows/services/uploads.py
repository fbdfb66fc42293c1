"""Keeps uploaded files: checked first, then stored by the hash of their bytes."""

import os
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import WrongInput
from workflows.services.blobs import CHUNK, place_in, renewed, store
from workflows.services.filenames import clean_name
from workflows.services.installation import Installation
from workflows.services.scanning import status_of
from workflows.services.sniffing import media_type_of
from workflows.services.wording import files as say
from workflows.settings import Settings

MOST_BYTES = 20_000_000
"""Of one file."""

MOST_FILES = 10
"""Of one answer."""

MOST_BYTES_TOGETHER = 40_000_000
"""Of all files of one answer."""


def files_folder(chosen: Settings) -> Path:
    """Where uploaded files lie, by the hash of their bytes."""
    return chosen.data / "files"


def keep(house: Installation, name: str, content: BinaryIO) -> UploadedFile:
    """Check a file and store it; the same bytes are stored once.

    To be called before the transaction that names the file, so that no row is without its bytes.
    Raises WrongInput, in Danish, for a file that is not taken, and EnvironmentMissing when there
    is no room for it. While the virus scanner cannot be asked, the file is kept in quarantine.
    """
    file = checked(house, name, content)
    store(files_folder(house.settings), file.sha256, content)
    return file


def checked(house: Installation, name: str, content: BinaryIO) -> UploadedFile:
    """What a file is, nothing stored; raises WrongInput, in Danish, for one that is not taken."""
    name = clean_name(name)
    size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise WrongInput(say.is_empty(name))
    if size > MOST_BYTES:
        raise WrongInput(say.is_too_large(name))
    media_type = media_type_of(name, content)
    status = status_of(house, name, content)
    return UploadedFile(name, size, digest_of(content), media_type, status)


def path_of(house: Installation, digest: str) -> Path:
    """Where the bytes with this SHA-256, in hexadecimal, lie."""
    return place_in(files_folder(house.settings), digest)


def still_kept(house: Installation, digest: str) -> bool:
    """Whether the bytes are there yet, so that a row may name them; they are then kept on."""
    return renewed(files_folder(house.settings), digest)


def digest_of(content: BinaryIO) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    content.seek(0)
    digest = sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
