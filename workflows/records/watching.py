"""Who follows a case: a wish of each officer, as that of a digest, and no part of the record."""

from datetime import datetime

from sqlalchemy import Connection, delete

from workflows.records.batches import Operation, write_row
from workflows.records.cases import CaseWatcher


def follow(connection: Connection, case: str, officer: str, since: datetime) -> None:
    """Let the officer follow the case; who does already goes on."""
    row = {"officer_id": officer, "case_id": case, "since": since}
    write_row(connection, CaseWatcher, Operation.INSERT_NEW, row)


def follow_no_more(connection: Connection, case: str, officer: str) -> None:
    """Let the officer follow the case no more."""
    connection.execute(
        delete(CaseWatcher).where(CaseWatcher.officer_id == officer, CaseWatcher.case_id == case)
    )
