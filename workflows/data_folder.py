"""The folder of everything that an installation keeps in files: made, and closed to others."""

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from workflows.engine.errors import EnvironmentMissing
from workflows.wording import settings as say

PRIVATE = 0o700
OTHERS_MAY_NOT = 0o077
"""The process mask under which whatever is written is for its owner alone."""

_KEY = "secret.key"
_OURS = (_KEY, "sagsgang.db", "anchors")
"""A folder with one of these is ours; any other is used as it is, for it may be anybody's."""


def make_private(data: Path) -> None:
    """Make the folder, or close one of ours that others could look into: links lie open in it.

    Raises EnvironmentMissing where no folder can be made.
    """
    try:
        data.mkdir(parents=True, mode=PRIVATE)
    except FileNotFoundError:
        raise EnvironmentMissing(say.folder_cannot_be_made(data)) from None
    except FileExistsError:
        found = data.stat()
        ours = found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX
        if ours and (any((data / name).exists() for name in _OURS) or not any(data.iterdir())):
            data.chmod(PRIVATE)


def key_in(data: Path) -> str:
    """The key of a data folder; the first to ask draws it, and only its owner may read it."""
    file = data / _KEY
    if not file.exists():
        make_private(data)
        with tempfile.NamedTemporaryFile("w", dir=data) as draft, suppress(FileExistsError):
            draft.write(secrets.token_hex(32))
            draft.flush()
            os.link(draft.name, file)
    return file.read_text().strip()


def has_key(data: Path) -> bool:
    """Whether a key was drawn in this folder."""
    return (data / _KEY).exists()
