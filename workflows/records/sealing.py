"""By which key the journals are sealed: its fingerprint, from which no key can be made."""

from hashlib import sha256

from sqlalchemy import Connection, select

from workflows.records.batches import Operation, write_row
from workflows.records.chain import FIRST, chained
from workflows.records.histories import first_lines
from workflows.records.house import JournalKey

_ONLY = 1


def fingerprint(key: bytes) -> str:
    """Tells a journal's key apart from every other, and gives nothing of it away."""
    return sha256(b"fingerprint of " + key).hexdigest()


def kept_fingerprint(connection: Connection) -> str | None:
    """The fingerprint of the key that the journals are sealed by, if it was ever written down."""
    return connection.execute(select(JournalKey.fingerprint).where(JournalKey.id == _ONLY)).scalar()


def keep_fingerprint(connection: Connection, told: str) -> None:
    """Write it down, unless one stands there already."""
    row = {"id": _ONLY, "fingerprint": told}
    write_row(connection, JournalKey, Operation.INSERT_NEW, row)


def any_journal(connection: Connection) -> bool:
    """Whether a case has begun its journal, so that another key would not fit."""
    return bool(first_lines(connection))


def seals_journals(connection: Connection, key: bytes) -> bool:
    """Whether the key sealed one of the lines that journals begin with; of very many, a few."""
    return any(
        stored.line is not None and chained(key, FIRST, stored.line, stored.digest) == stored.hash
        for stored in first_lines(connection)
    )
