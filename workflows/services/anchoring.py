"""Keeps the heads of the journals outside the database, where a cut journal cannot hide."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from workflows.records.clock import read_clock
from workflows.records.database import in_transaction
from workflows.records.due import beat
from workflows.records.heartbeats import last_shown
from workflows.records.histories import Head, heads_moved_since
from workflows.services.installation import Installation

NAME = "anchor"
OVERLAP = timedelta(days=1)
"""Heads are written again for so long before the last time, for what was under way then."""


def anchor(house: Installation) -> Path | None:
    """Write the heads that have moved to today's file, once a day; the file, if it was written.

    A file is never written again: whoever changes a journal must also change the file, or be found
    by `verify`.
    """
    with house.database.connect() as connection:
        now = house.now(read_clock(connection))
        file = _folder(house) / f"{house.around.calendar.local_date(now)}.jsonl"
        if file.exists():
            return None
        last = last_shown(connection, NAME)
        _write(file, heads_moved_since(connection, last - OVERLAP if last else None))
    in_transaction(house.database, lambda c: beat(c, NAME, house.real_clock(), now))
    return file


def anchored(house: Installation) -> dict[str, Head]:
    """The furthest head that was ever written down, by case."""
    furthest: dict[str, Head] = {}
    for head in _read(house):
        known = furthest.get(head.case)
        if known is None or head.seq > known.seq:
            furthest[head.case] = head
    return furthest


def _read(house: Installation) -> Iterator[Head]:
    for file in sorted(_folder(house).glob("*.jsonl")):
        with file.open() as lines:
            yield from (Head(**json.loads(line)) for line in lines)


def _write(file: Path, heads: Iterable[Head]) -> None:
    """Whole or not at all, and then for reading only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False) as draft:
        for head in heads:
            line = {"case": head.case, "seq": head.seq, "hash": head.hash}
            draft.write(json.dumps(line) + "\n")
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).chmod(0o440)
    Path(draft.name).replace(file)


def _folder(house: Installation) -> Path:
    return house.settings.data / "anchors"
