"""Holds mail back by hand, or where the database is older than what was sent from this folder.

A database that was brought back from a copy has letters waiting that have gone already: whoever is
heard would be invited and reminded twice. The folder remembers when a round of sending was last
through, and a database that does not know of it is such a copy.
"""

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from workflows.data_folder import make_private
from workflows.records.heartbeats import last_beat
from workflows.records.outbox import waiting_by_kind
from workflows.services.installation import Installation

_SENT_UNTIL = "sent-until"
_HELD = "mail-held-back"

_SLACK = timedelta(minutes=1)
"""Two that send note their rounds in any order; no copy is brought back so soon."""


class HeldBecause(StrEnum):
    """Why mail is held back."""

    BY_HAND = "held_by_hand"
    OLDER_DATABASE = "database_older_than_what_was_sent"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """No mail is sent until somebody says so."""

    because: HeldBecause
    since: datetime
    """In real time: when it was held, or when mail was last sent that the database knows of."""


def held_back(house: Installation) -> HeldBack | None:
    """Whether mail is held back now."""
    held = _read(house, _HELD)
    if held is not None:
        return HeldBack(HeldBecause.BY_HAND, held)
    until = _read(house, _SENT_UNTIL)
    if until is None:
        return None
    with house.database.connect() as connection:
        known = last_beat(connection, "outbox")
    if known is None or until - known <= _SLACK:
        return None
    return HeldBack(HeldBecause.OLDER_DATABASE, known)


def note_round(house: Installation, at: datetime) -> None:
    """Remember, once the database does, that a round of sending was through."""
    _write(house, _SENT_UNTIL, at)


def hold_back(house: Installation) -> None:
    """Let no mail go until `let_go`; what is in somebody's hands goes out."""
    _write(house, _HELD, house.real_clock())


def let_go(house: Installation) -> None:
    """Let mail go again, from the database as it is."""
    for name in (_HELD, _SENT_UNTIL):
        with suppress(FileNotFoundError):
            _file(house, name).unlink()


def waiting_mails(house: Installation) -> dict[str, int]:
    """How many letters wait to be sent, by kind."""
    with house.database.connect() as connection:
        return waiting_by_kind(connection)


def _read(house: Installation, name: str) -> datetime | None:
    """The instant that a file holds; None where there is none that can be read."""
    try:
        return datetime.fromisoformat(_file(house, name).read_text().strip())
    except (FileNotFoundError, ValueError):
        return None


def _write(house: Installation, name: str, at: datetime) -> None:
    file = _file(house, name)
    make_private(file.parent)
    # Under a name of its own, for two that send may both be through at once.
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False) as draft:
        draft.write(at.isoformat())
    Path(draft.name).replace(file)


def _file(house: Installation, name: str) -> Path:
    return house.settings.data / name
