"""Claims an idempotency key within the transaction of the act, and keeps what was answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.exc import DBAPIError

from workflows.records.api_tables import IdempotencyKey
from workflows.records.batches import Operation, write_row

_LOCK_TIMEOUT = "55P03"


class KeyBusy(Exception):
    """A request with this key has been under way for long, and still is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A request that was carried out before."""

    fingerprint: str
    answer: str


def claim_key(
    connection: Connection, officer: str, key: str, fingerprint: str, now: datetime
) -> Kept | None:
    """Claim the key for this transaction, or give what was kept for it.

    Waits for another transaction that has claimed the key: when that one fails, the key is free
    again. Raises KeyBusy when the waiting takes too long.
    """
    row = {
        "officer_id": officer,
        "key": key,
        "fingerprint": fingerprint,
        "kept_at": now,
    }
    try:
        write_row(connection, IdempotencyKey, Operation.INSERT_NEW, row)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCK_TIMEOUT:
            raise KeyBusy(key) from None
        raise
    return _kept(connection, officer, key)


def _kept(connection: Connection, officer: str, key: str) -> Kept | None:
    """What others have committed has an answer; without one, the row is this transaction's own."""
    fingerprint, answer = connection.execute(
        select(IdempotencyKey.fingerprint, IdempotencyKey.answer).where(*_is(officer, key))
    ).one()
    return None if answer is None else Kept(fingerprint, answer)


def keep_answer(connection: Connection, officer: str, key: str, answer: str) -> None:
    """Keep what is answered to the request that claimed the key."""
    connection.execute(update(IdempotencyKey).where(*_is(officer, key)).values(answer=answer))


def forget_keys(connection: Connection, officer: str, before: datetime) -> None:
    """Forget the officer's old keys."""
    connection.execute(
        delete(IdempotencyKey).where(
            IdempotencyKey.officer_id == officer, IdempotencyKey.kept_at < before
        )
    )


def _is(officer: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return (IdempotencyKey.officer_id == officer, IdempotencyKey.key == key)
