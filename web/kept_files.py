"""The files of a form: stored when they are sent, and carried along in it until it is taken."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import BinaryIO, cast

from web.forms import FileBounds, ReadFile
from web.wording import answers as say
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import WrongInput
from workflows.records.drafts import stored_file
from workflows.services.filenames import clean_name
from workflows.services.forms import sealed, unsealed
from workflows.services.installation import Installation
from workflows.services.uploads import (
    MOST_BYTES,
    MOST_BYTES_TOGETHER,
    MOST_FILES,
    keep,
    still_kept,
)

BOUNDS = FileBounds(MOST_FILES, MOST_BYTES, MOST_BYTES_TOGETHER)


def kept_file(house: Installation, owner: str, file: UploadedFile) -> str:
    """A stored file for a hidden field, so that it need not be chosen again.

    `owner` is the id of what the form is for: nothing else takes the field.
    """
    return sealed(house.keys.form, json.dumps(asdict(file)), "file", owner)


def gathered(
    house: Installation, owner: str, kept: Iterable[str], chosen: Iterable[ReadFile]
) -> tuple[tuple[UploadedFile, ...], list[str]]:
    """The files kept from before, then those chosen now that are good; and what is wrong, in words.

    A file that was cut off on its way is left out without a word: the form's own fault tells it.
    """
    files = _kept(house, owner, kept)
    wrong: list[str] = []
    for one in chosen:
        if not one.is_whole:
            continue
        if not _has_room(files, one.size):
            wrong.append(say.no_room_for(clean_name(one.name), say.MOST_FILES))
            continue
        try:
            file = keep(house, one.name, cast(BinaryIO, one.content))
        except WrongInput as refused:
            wrong.append(str(refused))
            continue
        files += [] if file in files else [file]
    return tuple(files), wrong


def _has_room(files: Sequence[UploadedFile], size: int) -> bool:
    together = sum(file.size for file in files) + size
    return len(files) < MOST_FILES and together <= MOST_BYTES_TOGETHER


def _kept(house: Installation, owner: str, given: Iterable[str]) -> list[UploadedFile]:
    """The files whose seals are whole and whose bytes are there, as far as there is room."""
    found: list[UploadedFile] = []
    for seal in given:
        text = unsealed(house.keys.form, seal, "file", owner)
        if text is None:
            continue
        file = stored_file(json.loads(text))
        if _has_room(found, file.size) and still_kept(house, file.sha256):
            found.append(file)
    return found
