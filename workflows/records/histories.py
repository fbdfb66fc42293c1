"""Reads cases with their whole journals, one case at a time, to prove that they are right."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, or_, select

from workflows.records.cases import Case, PinnedDefinition
from workflows.records.chain import Line
from workflows.records.journal import JournalEntry, JournalPayload

_AT_ONCE = 1000
"""Rows fetched at a time; the whole journal of an installation fits in no memory."""


@dataclass(frozen=True, slots=True)
class CaseHead:
    """A case as its row has it."""

    id: str
    number: str
    definition_sha: str
    route: str
    route_document: str
    state: str
    held_state: str | None
    version: int
    seq: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line of a journal, with all that seals it."""

    line: Line
    digest: str
    hash: str
    salt: str | None
    payload: str | None
    """None, and so the salt, when it was erased."""


@dataclass(frozen=True, slots=True)
class History:
    """One case and its journal, in the order of the numbers."""

    case: CaseHead
    lines: tuple[StoredLine, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A row of the journal that belongs nowhere."""

    case: str
    seq: int
    payload_only: bool
    """Whether it is a payload without its line, rather than a line without its case."""


_CASE = (
    Case.id,
    Case.number,
    Case.definition_sha,
    Case.route,
    Case.route_document,
    Case.state,
    Case.held_state,
    Case.version,
    Case.seq,
    Case.head_hash,
)
_LINE = (
    JournalEntry.case_id,
    JournalEntry.seq,
    JournalEntry.at,
    JournalEntry.actor,
    JournalEntry.event,
    JournalEntry.from_state,
    JournalEntry.to_state,
    JournalEntry.request_id,
)
_SEAL = (
    JournalEntry.payload_digest,
    JournalEntry.hash,
    JournalPayload.salt,
    JournalPayload.payload,
)
_PAYLOAD_OF_LINE = (JournalPayload.case_id == JournalEntry.case_id) & (
    JournalPayload.seq == JournalEntry.seq
)


def histories(connection: Connection, case: str | None = None) -> Iterator[History]:
    """Every case, or the one with this id, with its journal; one statement, hence one moment."""
    rows = connection.execute(_histories(case).execution_options(yield_per=_AT_ONCE))
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield _history(list(group))


def _histories(case: str | None) -> Select[*tuple[Any, ...]]:
    statement = (
        select(*_CASE, *_LINE, *_SEAL)
        .select_from(Case)
        .outerjoin(JournalEntry, JournalEntry.case_id == Case.id)
        .outerjoin(JournalPayload, _PAYLOAD_OF_LINE)
        .order_by(Case.id, JournalEntry.seq)
    )
    return statement if case is None else statement.where(Case.id == case)


def _history(rows: list[Row[*tuple[Any, ...]]]) -> History:
    begins, ends = len(_CASE), len(_CASE) + len(_LINE)
    return History(
        CaseHead(*rows[0][:begins]),
        tuple(
            StoredLine(Line(*row[begins:ends]), *row[ends:])
            for row in rows
            if row[begins] is not None
        ),
    )


def strays(connection: Connection) -> Iterator[Stray]:
    """Lines of cases that are not there, and payloads of lines that are not there."""
    lines = (
        select(JournalEntry.case_id, JournalEntry.seq)
        .outerjoin(Case, Case.id == JournalEntry.case_id)
        .where(Case.id.is_(None))
    )
    payloads = (
        select(JournalPayload.case_id, JournalPayload.seq)
        .outerjoin(JournalEntry, _PAYLOAD_OF_LINE)
        .where(JournalEntry.case_id.is_(None))
    )
    for statement, payload_only in ((lines, False), (payloads, True)):
        for case, seq in connection.execute(statement):
            yield Stray(case, seq, payload_only)


def find_case(connection: Connection, text: str) -> str | None:
    """The id of the case with this id or number, or None."""
    wanted = [Case.number == text]
    with suppress(ValueError):
        wanted.append(Case.id == str(UUID(text)))
    return connection.execute(select(Case.id).where(or_(*wanted))).scalars().first()


def pinned_documents(connection: Connection) -> dict[str, dict[str, Any]]:
    """Every pinned definition, by the hash that it is known by."""
    rows = connection.execute(select(PinnedDefinition.sha256, PinnedDefinition.document))
    return {sha256: json.loads(document) for sha256, document in rows}


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of a case's journal, by its hash."""

    case: str
    seq: int
    hash: str


def heads_moved_since(connection: Connection, since: datetime | None) -> Iterator[Head]:
    """The heads of the cases whose last line is of `since` or later; of all cases for None."""
    last_line = (JournalEntry.case_id == Case.id) & (JournalEntry.seq == Case.seq)
    statement = select(Case.id, Case.seq, Case.head_hash).join(JournalEntry, last_line)
    if since is not None:
        statement = statement.where(JournalEntry.at >= since)
    for row in connection.execute(statement.execution_options(yield_per=_AT_ONCE)):
        yield Head(*row)
