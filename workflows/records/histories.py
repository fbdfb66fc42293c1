"""Reads cases with their whole journals, one case at a time, to prove that they are right."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from workflows.records.cases import Case, PinnedDefinition
from workflows.records.chain import Line
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.spoilt import (
    as_number,
    as_text,
    instant_as_it_stands,
    is_text,
    is_text_or_none,
    readable_instant,
)

_A_FEW = 20
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
    version: int | str
    """A number; text says what stands in its place, here and wherever else a number should be."""
    seq: int | str
    head_hash: str


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line of a journal, with all that seals it."""

    seq: int | str
    line: Line | None
    """None when a column holds what no line of ours does."""
    digest: str
    hash: str
    salt: str | None
    payload: str | None
    """None, and so the salt, when it is not there."""


@dataclass(frozen=True, slots=True)
class History:
    """One case and its journal, in the order of the numbers."""

    case: CaseHead
    lines: tuple[StoredLine, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A row of the journal that belongs nowhere."""

    case: str
    seq: int | str
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
    statement = _histories(connection, case).execution_options(yield_per=_AT_ONCE)
    for _, group in groupby(connection.execute(statement), key=lambda row: row[0]):
        yield _history(list(group))


def _histories(connection: Connection, case: str | None) -> Select[*tuple[Any, ...]]:
    statement = (
        select(*_CASE, *_line(connection), *_SEAL)
        .select_from(Case)
        .outerjoin(JournalEntry, JournalEntry.case_id == Case.id)
        .outerjoin(JournalPayload, _PAYLOAD_OF_LINE)
        .order_by(Case.id, JournalEntry.seq)
    )
    return statement if case is None else statement.where(Case.id == case)


def _line(connection: Connection) -> tuple[ColumnElement[Any], ...]:
    return (
        JournalEntry.case_id.expression,
        JournalEntry.seq.expression,
        instant_as_it_stands(connection, JournalEntry.at),
        JournalEntry.actor.expression,
        JournalEntry.event.expression,
        JournalEntry.from_state.expression,
        JournalEntry.to_state.expression,
        JournalEntry.request_id.expression,
    )


def _history(rows: list[Row[*tuple[Any, ...]]]) -> History:
    begins = len(_CASE)
    return History(
        _head(*rows[0][:begins]),
        tuple(_stored(*row[begins:]) for row in rows if row[begins] is not None),
    )


def _head(*values: Any) -> CaseHead:
    case, number, sha, route, document, state, held_state, version, seq, head_hash = values
    return CaseHead(
        as_text(case),
        as_text(number),
        as_text(sha),
        as_text(route),
        as_text(document),
        as_text(state),
        None if held_state is None else as_text(held_state),
        as_number(version),
        as_number(seq),
        as_text(head_hash),
    )


def _stored(*values: Any) -> StoredLine:
    *columns, digest, line_hash, salt, payload = values
    return StoredLine(
        as_number(columns[1]),
        _readable(*columns),
        as_text(digest),
        as_text(line_hash),
        None if salt is None else as_text(salt),
        None if payload is None else as_text(payload),
    )


def _readable(
    case: Any, seq: Any, at: Any, actor: Any, event: Any, source: Any, dest: Any, request: Any
) -> Line | None:
    instant = readable_instant(at)
    texts = all(map(is_text, (case, actor, event)))
    if instant is None or not isinstance(seq, int) or not texts:
        return None
    if not all(map(is_text_or_none, (source, dest, request))):
        return None
    return Line(case, seq, instant, actor, event, source, dest, request)


def first_lines(connection: Connection) -> list[StoredLine]:
    """The lines that journals begin with; of very many, a few."""
    statement = (
        select(*_line(connection), *_SEAL)
        .outerjoin(JournalPayload, _PAYLOAD_OF_LINE)
        .where(JournalEntry.seq == 1)
        .limit(_A_FEW)
    )
    return [_stored(*row) for row in connection.execute(statement)]


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
            yield Stray(as_text(case), as_number(seq), payload_only)


def find_case(connection: Connection, text: str) -> str | None:
    """The id of the case with this id or number, or None."""
    wanted = [Case.number == text]
    with suppress(ValueError):
        wanted.append(Case.id == str(UUID(text)))
    return connection.execute(select(Case.id).where(or_(*wanted))).scalars().first()


def pinned_documents(connection: Connection) -> dict[str, Any]:
    """Every pinned definition that can be read, by the hash that it is known by."""
    rows = connection.execute(select(PinnedDefinition.sha256, PinnedDefinition.document))
    documents = {}
    for sha256, document in rows:
        with suppress(TypeError, ValueError):
            documents[as_text(sha256)] = json.loads(document)
    return documents


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of a case's journal, by its hash."""

    case: str
    seq: int
    hash: str


def heads_moved_since(connection: Connection, since: datetime | None) -> Iterator[Head]:
    """The heads of the cases whose last line is of `since` or later; of all cases for None.

    Without those that cannot be read, which `verify` tells of.
    """
    last_line = (JournalEntry.case_id == Case.id) & (JournalEntry.seq == Case.seq)
    statement = select(Case.id, Case.seq, Case.head_hash).join(JournalEntry, last_line)
    if since is not None:
        statement = statement.where(JournalEntry.at >= since)
    for row in connection.execute(statement.execution_options(yield_per=_AT_ONCE)):
        case, seq, head_hash = _anything(row)
        if is_text(case) and isinstance(seq, int) and is_text(head_hash):
            yield Head(case, seq, head_hash)


def _anything(row: Row[*tuple[Any, ...]]) -> tuple[Any, ...]:
    """The values of a row, which need not be what its columns are for."""
    return tuple(row)
