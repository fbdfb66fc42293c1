"""Makes the name of an uploaded file one that can be shown and saved anywhere."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
"""Characters of a name, its extension included."""

_FORBIDDEN = re.compile(r'[<>:"|?*;%]')
_SPACES = re.compile(r"\s+")


def clean_name(name: str) -> str:
    """The last part of a path, in NFC, without control or direction marks; never empty."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    spaced = _SPACES.sub(" ", base)
    visible = _SPACES.sub(" ", "".join(letter for letter in spaced if _is_visible(letter)))
    clean = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", visible)).strip(" .")
    return _shortened(clean) or "fil"


def extension(name: str) -> str:
    """The extension in lower case with its dot, or nothing."""
    return PurePosixPath(name).suffix.lower()


def _is_visible(letter: str) -> bool:
    # Control, format (direction marks among them), surrogate, private and unassigned.
    return not unicodedata.category(letter).startswith("C")


def _shortened(name: str) -> str:
    ending = PurePosixPath(name).suffix[:10]
    return name if len(name) <= LONGEST else name[: LONGEST - len(ending)].rstrip(" .") + ending
