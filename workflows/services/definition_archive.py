"""All files of the definitions as one ZIP, out and in again."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from definitions import unified
from definitions.logo import LOGO
from workflows.engine.errors import WrongInput
from workflows.services.definition_versions import Files
from workflows.services.wording import versions as say

MOST_FILES = 60
MOST_BYTES = 1024 * 1024
"""Of all files together, unpacked."""

_UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
"""What reading an archive can raise: it is broken, has a password, or is packed in another way."""

_ALWAYS = (2020, 1, 1, 0, 0, 0)
"""The date of each file in the archive, so that the same files are the same bytes."""


def archive_of(files: Files) -> bytes:
    """The files as a ZIP."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            info = ZipInfo(name, _ALWAYS)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, text.encode())
    return out.getvalue()


def files_in(content: BinaryIO) -> dict[str, str]:
    """The .toml files of a ZIP and the logo as text; a folder around all of them is left out.

    Raises WrongInput about the field `file` for what is no such archive, or has too much in it.
    """
    try:
        with ZipFile(content) as archive:
            found = dict(_read(archive))
    except _UNREADABLE:
        raise WrongInput(say.IS_NO_ZIP, "file") from None
    if not found:
        raise WrongInput(say.NO_TOML_IN_THE_ZIP, "file")
    around = _around(list(found))
    return {name.removeprefix(around): text for name, text in found.items()}


def _read(archive: ZipFile) -> Iterator[tuple[str, str]]:
    wanted = [info for info in archive.infolist() if _is_meant(info)]
    if len(wanted) > MOST_FILES:
        raise WrongInput(say.too_many_files_in_the_zip(MOST_FILES), "file")
    left = MOST_BYTES
    for info in wanted:
        with archive.open(info) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise WrongInput(say.ZIP_IS_TOO_LARGE, "file")
        yield info.filename, _text(info.filename, content)


def _is_meant(info: ZipInfo) -> bool:
    """As in a folder: hidden files and notes are left alone."""
    path = PurePosixPath(info.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    meant = path.suffix.lower() == ".toml" or path.name == LOGO
    return meant and not hidden and not info.is_dir()


def _text(name: str, content: bytes) -> str:
    try:
        return unified(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise WrongInput(say.file_is_not_utf8(name[:80]), "file") from None


def _around(names: list[str]) -> str:
    """The folder that all files lie in, when there is one and it is no folder of definitions."""
    first = f"{names[0].partition('/')[0]}/"
    whole = first in ("case_types/", "letters/") or not all(n.startswith(first) for n in names)
    return "" if whole else first
