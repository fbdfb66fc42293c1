"""Notes that an officer reads a closed case, before it is shown to him or her."""

import secrets
from datetime import timedelta

from workflows.engine.identity import ordered_id
from workflows.engine.vocabulary import Reading
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.officer_reads import (
    OfficersRead,
    ReadAt,
    closed_cases_at,
    note_officers_reads,
    read_since,
)
from workflows.records.sign_ins import Account
from workflows.services.acting import existing_id
from workflows.services.desk import viewer
from workflows.services.errors import NotFound
from workflows.services.installation import Installation

ONE_READING = timedelta(minutes=5)
"""Who goes back and forth in a case within so long a time reads it once."""


def note_reading(
    house: Installation, officer: Account, at: ReadAt, named: str, what: Reading, path: str = ""
) -> None:
    """Write a row for each closed case that the officer may see there; nothing for an open one.

    `path` is where a file lies, so that each file has a row of its own.
    """
    try:
        named = existing_id(named)
    except NotFound:
        return
    with house.database.connect() as connection:
        cases = closed_cases_at(connection, viewer(officer), at, named)
    if cases:
        in_transaction(
            house.database,
            lambda connection: _note(connection, house, officer, cases, what, path),
        )


def _note(
    connection: Transaction,
    house: Installation,
    officer: Account,
    cases: list[str],
    what: Reading,
    path: str,
) -> None:
    now = house.now(read_clock(connection))
    reads = [
        OfficersRead(
            id=ordered_id(now, ordinal, secrets.token_hex(8)),
            case=case,
            officer=officer.id,
            reader=officer.name,
            what=what,
            path=path,
            at=now,
        )
        for ordinal, case in enumerate(cases)
    ]
    known = read_since(connection, reads[0], cases, now - ONE_READING)
    note_officers_reads(connection, (read for read in reads if read.case not in known))
