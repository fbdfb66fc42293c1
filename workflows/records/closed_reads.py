"""The log of who from outside the administration read closed items, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from workflows.engine.vocabulary import Reading
from workflows.records.meetings import Meeting
from workflows.records.member_tables import ClosedRead


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One closed item that is read now."""

    id: str
    case: str
    meeting: str
    link: str
    reader: str
    what: Reading
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShownRead:
    """One line of a case's log."""

    reader: str
    what: Reading
    detail: str
    at: datetime
    body: str
    """Of the member; empty for an officer, as what follows."""
    meets_on: date | None
    path: str = ""
    """Where what an officer read lies, if it is a file or a mail."""


def note_reads(connection: Connection, reads: Iterable[ReadItem]) -> None:
    """Write down what is read, before it is shown."""
    rows = [
        {
            "id": read.id,
            "case_id": read.case,
            "meeting_id": read.meeting,
            "link_id": read.link,
            "reader": read.reader,
            "what": read.what.value,
            "detail": read.detail,
            "at": read.at,
        }
        for read in reads
    ]
    if rows:
        connection.execute(insert(ClosedRead), rows)


def reads_of(connection: Connection, case: str, most: int) -> list[ShownRead]:
    """The latest readings of a closed case, the last one first."""
    rows = connection.execute(
        select(
            ClosedRead.reader,
            ClosedRead.what,
            ClosedRead.detail,
            ClosedRead.at,
            Meeting.body,
            Meeting.meets_on,
        )
        .join(Meeting, Meeting.id == ClosedRead.meeting_id)
        .where(ClosedRead.case_id == case)
        .order_by(ClosedRead.at.desc(), ClosedRead.id.desc())
        .limit(most)
    )
    return [
        ShownRead(row.reader, Reading(row.what), row.detail, row.at, row.body, row.meets_on)
        for row in rows
    ]
