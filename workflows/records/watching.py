"""Who follows a case: a wish of each officer, as that of a digest, and no part of the record."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from workflows.records.base import Identifier
from workflows.records.batches import Operation, write_row
from workflows.records.cases import CaseWatcher

_FOLLOWS = select(CaseWatcher.since).where(
    CaseWatcher.officer_id == bindparam("officer", type_=Identifier()),
    CaseWatcher.case_id == bindparam("case", type_=Identifier()),
)


def is_followed(connection: Connection, case: str, officer: str) -> bool:
    """Whether the officer follows the case."""
    return connection.execute(_FOLLOWS, {"case": case, "officer": officer}).first() is not None


def follow(connection: Connection, case: str, officer: str, since: datetime) -> None:
    """Let the officer follow the case; who does already goes on."""
    row = {"officer_id": officer, "case_id": case, "since": since}
    write_row(connection, CaseWatcher, Operation.INSERT_NEW, row)


def follow_no_more(connection: Connection, case: str, officer: str) -> None:
    """Let the officer follow the case no more."""
    connection.execute(
        delete(CaseWatcher).where(CaseWatcher.officer_id == officer, CaseWatcher.case_id == case)
    )
