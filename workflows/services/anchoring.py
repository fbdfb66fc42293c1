"""Keeps the heads of the journals outside the database, where a cut journal cannot hide."""

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from workflows.records.clock import read_clock
from workflows.records.histories import Head, heads_moved_since
from workflows.records.spoilt import reading_anything
from workflows.services.installation import Installation

RHYTHM = timedelta(hours=1)
"""From one file to the next while cases move; what came in between stands outside so late."""

OVERLAP = timedelta(days=1)
"""Heads are looked at again for so long before the last time, for what was under way then."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """What was written down outside the database."""

    heads: dict[str, list[Head]] = field(default_factory=dict)
    """Every head that each case ever had there, by the case's id."""
    unreadable: list[tuple[str, int]] = field(default_factory=list)
    """Name of the file and number of the line that we did not write."""


def anchor(house: Installation, rhythm: timedelta = RHYTHM) -> Path | None:
    """Write the heads that no file has yet, so long after the last file; the new one, if any.

    A file is never written again: whoever changes a journal must also change the file, or be found
    by `verify`. Where nothing has moved there is no file.
    """
    now = _now(house)
    last = _last_written(house)
    # A last file of the future is of simulated time, which was ahead of the time that counts now.
    if last is not None and timedelta() <= now - last < rhythm:
        return None
    return _write_new(house, now, None if last is None else min(last, now) - OVERLAP)


def anchor_again(house: Installation) -> Path | None:
    """Write at once the heads that no file has yet; the file, if there was any.

    Looks at every case, whenever it moved: at the end of the demo, and before the doors open.
    """
    return _write_new(house, _now(house), None)


def _write_new(house: Installation, now: datetime, since: datetime | None) -> Path | None:
    """Write the heads moved since an instant that no file has; the file, if there were any."""
    written = _anchored(file for file in _files(house) if _is_of(house, file, since))
    known = {head for heads in written.heads.values() for head in heads}
    new = [head for head in _heads(house, since) if head not in known]
    if not new:
        return None
    local = house.around.calendar.local(now)
    file = _folder(house) / f"{local:%Y-%m-%dT%H%M%S.%f}.jsonl"
    _write(file, new)
    return file


def anchored(house: Installation) -> Anchored:
    """Every head that was ever written down."""
    return _anchored(_files(house))


def _anchored(files: Iterable[Path]) -> Anchored:
    kept = Anchored()
    for file in files:
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


def _last_written(house: Installation) -> datetime | None:
    """When the last file was written, if there is one.

    The file says it, not the database: whoever can write there could put the next one off.
    """
    told = (_instant(house, file) for file in _files(house))
    return max((instant for instant in told if instant is not None), default=None)


def _is_of(house: Installation, file: Path, since: datetime | None) -> bool:
    """Whether a file was written at an instant or later; every file for None."""
    instant = _instant(house, file)
    return since is None or instant is None or instant >= since


def _instant(house: Installation, file: Path) -> datetime | None:
    """When a file was written, as its name says in local time; None for a name not of ours."""
    try:
        local = datetime.fromisoformat(file.stem)
    except ValueError:
        return None
    return house.around.calendar.at(local.date(), local.time())


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
