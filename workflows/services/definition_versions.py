"""The definitions as versions that are kept: what is in force, what was, and the next one."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

import definitions
from workflows.engine.checking_layout import case_type_file
from workflows.engine.definition import CaseType, Definitions
from workflows.engine.errors import WrongInput
from workflows.engine.faults import Fault, FaultyDefinitions
from workflows.engine.pinning import case_type_document, document_sha256
from workflows.records.casework import version_is_reused
from workflows.records.database import Database, Transaction, in_transaction
from workflows.records.definition_versions import (
    KeptVersion,
    ListedVersion,
    VersionTaken,
    add_version,
    listed_versions,
    newest_number,
    newest_version,
    version_numbered,
)
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording import versions as say

FROM_THE_FOLDER = say.AS_THE_FOLDER_WAS
"""The note of the version that keeps the folder."""

MOST_LISTED = 50

Files = Mapping[str, str]
"""The text of each file by its path inside the folder."""


class ChangedMeanwhile(Exception):
    """Somebody else kept a version since the files were read."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where versions are kept, and the folder that is in force while there is none."""

    database: Database
    folder: Path


@dataclass(frozen=True, slots=True)
class Version:
    """All files of one version; number 0 is the folder, of which nothing more is known."""

    number: int
    files: Files
    about: ListedVersion | None = None


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What is to be kept, and the number of the version that it was made from."""

    files: Files
    base: int
    note: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of one file, as lines of a unified diff without its head."""

    name: str
    lines: tuple[str, ...]


def shelf_of(house: Installation) -> Shelf:
    """The shelf of an installation."""
    return Shelf(house.database, house.settings.definitions)


def in_force(shelf: Shelf) -> Version:
    """The newest version, or the folder; raises FaultyDefinitions where that has faults."""
    with shelf.database.connect() as connection:
        kept = newest_version(connection)
    return _read(kept) if kept else Version(0, definitions.texts_of(shelf.folder))


def version(shelf: Shelf, number: int) -> Version:
    """A version that was kept; raises NotFound."""
    with shelf.database.connect() as connection:
        kept = version_numbered(connection, number)
    if kept is None:
        raise NotFound(str(number))
    return _read(kept)


def before(shelf: Shelf, number: int) -> Files:
    """The files of the version before this one; none before the first."""
    return version(shelf, number - 1).files if number > 1 else {}


def versions(shelf: Shelf, older_than: int | None = None) -> list[ListedVersion]:
    """The newest versions, or those before a number, at most 50 of them."""
    with shelf.database.connect() as connection:
        top = newest_number(connection) + 1 if older_than is None else older_than
        return listed_versions(connection, top, MOST_LISTED)


def examined(shelf: Shelf, files: Files) -> Definitions:
    """What the files define; raises FaultyDefinitions with every fault of them together."""
    read = definitions.read_texts(files)
    with shelf.database.connect() as connection:
        reused = [one for one in read.case_types.values() if _is_reused(connection, one)]
    if reused:
        raise FaultyDefinitions(map(_reused_fault, reused))
    return read


def keep(shelf: Shelf, new: NewVersion, by: str, at: datetime) -> int:
    """Keep a version, in force from now on; its number.

    Raises FaultyDefinitions, WrongInput where nothing is changed or no note is written, and
    ChangedMeanwhile.
    """
    if not new.note.strip():
        raise WrongInput(say.WRITE_WHAT_CHANGED_AND_WHY, "note")
    examined(shelf, new.files)
    read = in_force(shelf)
    if read.number != new.base:
        raise ChangedMeanwhile
    if read.number and read.files == new.files:
        raise WrongInput(say.NOTHING_WAS_CHANGED)
    number = read.number
    rows = []
    if not number and read.files != new.files:
        number += 1
        about = ListedVersion(number, hash_of(read.files), at, by, FROM_THE_FOLDER)
        rows.append(_row(about, read.files))
    about = ListedVersion(number + 1, hash_of(new.files), at, by, new.note.strip())
    rows.append(_row(about, new.files))
    _add(shelf.database, rows)
    return number + 1


def _add(database: Database, rows: list[KeptVersion]) -> None:
    def work(connection: Transaction) -> None:
        for row in rows:
            add_version(connection, row)

    try:
        in_transaction(database, work)
    except VersionTaken:
        raise ChangedMeanwhile from None


def _row(about: ListedVersion, files: Files) -> KeptVersion:
    canonical = json.dumps(files, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return KeptVersion(about, canonical)


def hash_of(files: Files) -> str:
    """Hex SHA-256 of the files as canonical JSON."""
    return document_sha256(files)


def _read(kept: KeptVersion) -> Version:
    return Version(kept.about.number, json.loads(kept.files), kept.about)


def changes(old: Files, new: Files) -> tuple[FileChange, ...]:
    """What differs, file by file, in the order of their names."""
    return tuple(
        FileChange(name, _compared(old.get(name, ""), new.get(name, "")))
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    )


def applied(files: Files, texts: Files, dropped: Collection[str]) -> dict[str, str]:
    """The files with these texts in them, and without those that are dropped."""
    written = {name: definitions.unified(text) for name, text in texts.items()}
    return {name: text for name, text in {**files, **written}.items() if name not in dropped}


def _compared(old: str, new: str) -> tuple[str, ...]:
    lines = unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=2)
    return tuple(lines)[2:]


def _is_reused(connection: Transaction, one: CaseType) -> bool:
    sha = document_sha256(case_type_document(one))
    return version_is_reused(connection, sha, one.name, one.version)


def _reused_fault(one: CaseType) -> Fault:
    return Fault(
        case_type_file(one.name),
        "version",
        say.cases_have_begun_with(one.version),
        say.write_version(one.version + 1),
    )
