"""The log of which officers read closed cases: what, and when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select

from workflows.engine.vocabulary import Openness, Reading
from workflows.records.base import Identifier
from workflows.records.case_list import Viewer, visible_to
from workflows.records.cases import Case
from workflows.records.closed_reads import ShownRead
from workflows.records.hearings import Hearing, Party
from workflows.records.inbox_tables import IncomingMail
from workflows.records.meetings import AgendaItem
from workflows.records.member_tables import OfficerRead


class ReadAt(StrEnum):
    """By what a page names the cases that it shows."""

    CASE = "case"
    HEARING = "hearing"
    PARTY = "party"
    MEETING = "meeting"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class OfficersRead:
    """One closed case that is read now."""

    id: str
    case: str
    officer: str
    reader: str
    what: Reading
    path: str
    at: datetime


_ID = bindparam("id", type_=Identifier())

_CASES_AT: Mapping[ReadAt, Select[Any]] = {
    ReadAt.CASE: select(_ID),
    ReadAt.HEARING: select(Hearing.case_id).where(Hearing.id == _ID),
    ReadAt.PARTY: select(Party.case_id).where(Party.id == _ID),
    ReadAt.MEETING: select(AgendaItem.case_id).where(AgendaItem.meeting_id == _ID),
    ReadAt.MAIL: select(IncomingMail.case_id).where(IncomingMail.id == _ID),
}


def closed_cases_at(connection: Connection, viewer: Viewer, at: ReadAt, named: str) -> list[str]:
    """Ids of the closed cases that the viewer may see, among those of what is named."""
    found = select(Case.id).where(
        Case.id.in_(_CASES_AT[at]), Case.openness == Openness.CLOSED, visible_to(viewer)
    )
    return list(connection.scalars(found.order_by(Case.id), {"id": named}))


def read_since(
    connection: Connection, read: OfficersRead, cases: Collection[str], since: datetime
) -> set[str]:
    """Which of the cases the same officer read in the same way since then."""
    return set(
        connection.scalars(
            select(OfficerRead.case_id).where(
                OfficerRead.case_id.in_(cases),
                OfficerRead.at > since,
                OfficerRead.at <= read.at,
                OfficerRead.officer_id == read.officer,
                OfficerRead.what == read.what,
                OfficerRead.path == read.path,
            )
        )
    )


def note_officers_reads(connection: Connection, reads: Iterable[OfficersRead]) -> None:
    """Write down what is read, before it is shown."""
    rows = [
        {
            "id": read.id,
            "case_id": read.case,
            "officer_id": read.officer,
            "reader": read.reader,
            "what": read.what.value,
            "path": read.path,
            "at": read.at,
        }
        for read in reads
    ]
    if rows:
        connection.execute(insert(OfficerRead), rows)


def officers_reads_of(connection: Connection, case: str, most: int) -> list[ShownRead]:
    """The latest readings of a closed case by officers, the last one first."""
    rows = connection.execute(
        select(OfficerRead.reader, OfficerRead.what, OfficerRead.path, OfficerRead.at)
        .where(OfficerRead.case_id == case)
        .order_by(OfficerRead.at.desc(), OfficerRead.id.desc())
        .limit(most)
    )
    return [
        ShownRead(row.reader, Reading(row.what), "", row.at, body="", meets_on=None, path=row.path)
        for row in rows
    ]
