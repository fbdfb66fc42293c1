"""One mail a day to each officer who wants that, with all that happened since the one before."""

import secrets
from datetime import datetime

import structlog

from workflows.engine.digests import digest_after, digest_due
from workflows.engine.identity import ordered_id
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.digests import (
    NewDigest,
    Waiting,
    gather,
    has_digest,
    waiting_officers,
)
from workflows.services.installation import Installation

log = structlog.get_logger()


def send_digests(house: Installation, at: datetime | None = None) -> int:
    """Put the digests that are due, now or as of `at`, in the outbox; how many. Many may do so.

    One goes when something has waited since before today's hour, and tells all that waits then;
    what happens after the hour waits for the next. So an outage past the hour makes it late, and
    an outage of days makes one mail of several.
    """
    with house.database.connect() as connection:
        now = at or house.now(read_clock(connection))
        due = digests_due(connection, house, now)
    return sum(_sent(house, digest, now) for digest in due)


def digests_due(connection: Transaction, house: Installation, now: datetime) -> list[NewDigest]:
    """The digests that may go now and are not made yet."""
    calendar, at = house.around.calendar, house.definitions.municipality.digest_at
    day = digest_due(calendar, at, now)
    if day is None:
        return []
    hour = calendar.at(day, at)
    found = (
        _digest(waiting, f"digest:{waiting.officer}:{day.isoformat()}", now)
        for waiting in waiting_officers(connection)
        if waiting.since < hour
    )
    return [digest for digest in found if not has_digest(connection, digest.unique_key)]


def _digest(waiting: Waiting, unique_key: str, now: datetime) -> NewDigest:
    number = ordered_id(now, 0, secrets.token_hex(8))
    return NewDigest(number, waiting.officer, waiting.email, unique_key)


def _sent(house: Installation, digest: NewDigest, now: datetime) -> bool:
    told = in_transaction(house.database, lambda connection: gather(connection, digest, now))
    if told:
        log.info("digest_made", officer=digest.officer, told=told)
    return told > 0


def next_digest(connection: Transaction, house: Installation) -> datetime | None:
    """When the next digest is due, or was, by what waits to be told; None when nothing does."""
    since = [waiting.since for waiting in waiting_officers(connection)]
    at = house.definitions.municipality.digest_at
    return digest_after(house.around.calendar, at, min(since)) if since else None
