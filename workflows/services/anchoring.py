"""Keeps the heads of the journals outside the database, where a cut journal cannot hide."""

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from workflows.records.clock import read_clock
from workflows.records.histories import Head, heads_moved_since
from workflows.records.spoilt import reading_anything
from workflows.services.installation import Installation

OVERLAP = timedelta(days=1)
"""Heads are written again for so long before the last time, for what was under way then."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """What was written down outside the database."""

    heads: dict[str, list[Head]] = field(default_factory=dict)
    """Every head that each case ever had there, by the case's id."""
    unreadable: list[tuple[str, int]] = field(default_factory=list)
    """Name of the file and number of the line that we did not write."""


def anchor(house: Installation) -> Path | None:
    """Write the heads that have moved to today's file, once a day; the file, if it was written.

    A file is never written again: whoever changes a journal must also change the file, or be found
    by `verify`.
    """
    today = house.around.calendar.local_date(_now(house))
    file = _folder(house) / f"{today}.jsonl"
    if file.exists():
        return None
    _write(file, _moved(house))
    return file


def anchor_again(house: Installation) -> Path | None:
    """Write at once the heads that no file has yet; the file, if there was any.

    For when much has happened, or is about to: at the end of the demo, and before the doors open.
    """
    known = {head for heads in anchored(house).heads.values() for head in heads}
    new = [head for head in _heads(house, None) if head not in known]
    if not new:
        return None
    local = house.around.calendar.local(_now(house))
    file = _folder(house) / f"{local:%Y-%m-%dT%H%M%S.%f}.jsonl"
    _write(file, new)
    return file


def anchored(house: Installation) -> Anchored:
    """Every head that was ever written down."""
    kept = Anchored()
    for file in _files(house):
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                head = _read(line)
                if head is None:
                    kept.unreadable.append((file.name, number))
                elif head not in kept.heads.setdefault(head.case, []):
                    kept.heads[head.case].append(head)
    return kept


def _read(line: bytes) -> Head | None:
    """The head on a line; None where somebody else has written."""
    try:
        head = Head(**json.loads(line))
    except (TypeError, ValueError, RecursionError):
        return None
    right = isinstance(head.case, str), isinstance(head.seq, int), isinstance(head.hash, str)
    return head if all(right) else None


def _moved(house: Installation) -> list[Head]:
    """The heads that moved since the last file, and a while before it."""
    return _heads(house, _last_written(house))


def _last_written(house: Installation) -> datetime | None:
    """The start of the day of the last file, if there is one; never later than now.

    The file says it, not the database: whoever can write there could put the next one off.
    """
    days = [day for file in _files(house) if (day := _day(file)) is not None]
    if not days:
        return None
    # Simulated time may have been ahead of the time that counts now.
    return min(house.around.calendar.at(max(days), time()), _now(house)) - OVERLAP


def _day(file: Path) -> date | None:
    try:
        return date.fromisoformat(file.name[: len("2026-01-31")])
    except ValueError:
        return None


def _heads(house: Installation, since: datetime | None) -> list[Head]:
    with reading_anything(house.database) as connection:
        return list(heads_moved_since(connection, since))


def _now(house: Installation) -> datetime:
    with house.database.connect() as connection:
        return house.now(read_clock(connection))


def _files(house: Installation) -> list[Path]:
    """Oldest first."""
    return sorted(_folder(house).glob("*.jsonl"))


def _write(file: Path, heads: Iterable[Head]) -> None:
    """Whole or not at all, and then for reading only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False) as draft:
        for head in heads:
            line = {"case": head.case, "seq": head.seq, "hash": head.hash}
            draft.write(json.dumps(line) + "\n")
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).chmod(0o400)
    Path(draft.name).replace(file)


def _folder(house: Installation) -> Path:
    return house.settings.data / "anchors"
