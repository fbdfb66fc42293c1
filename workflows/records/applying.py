"""The only writer of cases: state, journal, deadlines, outbox and all changes in one go."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from workflows.engine import changes
from workflows.engine.outcome import Entry, NewDeadline, NewLetter, Outcome
from workflows.engine.vocabulary import DeadlineStatus, MessageStatus
from workflows.records import tables
from workflows.records.batches import Operation, Write, write
from workflows.records.chain import FIRST, Line, chained, payload_digest, payload_text
from workflows.records.dialects import Row
from workflows.records.routes import route_text
from workflows.records.snapshots import Snapshot

_TABLE_OF: dict[type, tuple[type[tables.Base], Operation]] = {
    changes.CaseTextSet: (tables.Case, Operation.UPDATE),
    changes.PointAdded: (tables.Point, Operation.INSERT),
    changes.HearingAdded: (tables.Hearing, Operation.INSERT),
    changes.HearingRewritten: (tables.Hearing, Operation.UPDATE),
    changes.HearingOpened: (tables.Hearing, Operation.UPDATE),
    changes.HearingDueSet: (tables.Hearing, Operation.UPDATE),
    changes.HearingClosed: (tables.Hearing, Operation.UPDATE),
    changes.HearingPhaseSet: (tables.Hearing, Operation.UPDATE),
    changes.PartyAdded: (tables.Party, Operation.INSERT),
    changes.PartyDropped: (tables.Party, Operation.DELETE),
    changes.PartyStatusSet: (tables.Party, Operation.UPDATE),
    changes.PartyAnswered: (tables.Party, Operation.UPDATE),
    changes.PartyDueSet: (tables.Party, Operation.UPDATE),
    changes.DocumentAdded: (tables.HearingDocument, Operation.INSERT),
    changes.DocumentDropped: (tables.HearingDocument, Operation.DELETE),
    changes.ContactAdded: (tables.Contact, Operation.INSERT),
    changes.ResponseAdded: (tables.Response, Operation.INSERT),
    changes.JointPartyAdded: (tables.JointParty, Operation.INSERT),
    changes.FileAdded: (tables.ResponseFile, Operation.INSERT),
    changes.PublicationAdded: (tables.Publication, Operation.INSERT),
    changes.PublicFileAdded: (tables.PublicFile, Operation.INSERT),
    changes.PublicationEnded: (tables.Publication, Operation.UPDATE),
    changes.AttachmentAdded: (tables.Attachment, Operation.INSERT),
    changes.ReportNoteAdded: (tables.ReportNote, Operation.INSERT),
    changes.ReportFinished: (tables.FinishedReport, Operation.INSERT),
    changes.ReportFileAdded: (tables.ReportFile, Operation.INSERT),
    changes.MeetingNoted: (tables.Meeting, Operation.INSERT_NEW),
    changes.ItemAdded: (tables.AgendaItem, Operation.INSERT),
    changes.ItemSettled: (tables.AgendaItem, Operation.UPDATE),
    changes.DecisionAdded: (tables.Decision, Operation.INSERT),
    changes.DecisionPointAdded: (tables.DecisionPoint, Operation.INSERT),
    changes.RemarkAdded: (tables.Remark, Operation.INSERT),
    changes.AbsenteeAdded: (tables.Absentee, Operation.INSERT),
}

_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _TABLE_OF}


class StaleWrite(Exception):
    """A case was changed between reading and writing, although it was locked."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who did it, when, on which request, and the key that seals the journal."""

    actor: str
    now: datetime
    request_id: str | None
    journal_key: bytes


def apply(connection: Connection, decided: Sequence[tuple[Snapshot, Outcome]], act: Act) -> None:
    """Write the outcomes of one or many cases; raises StaleWrite when a case had moved."""
    batch = _Batch()
    for snapshot, outcome in decided:
        facts = snapshot.facts
        head = _add_journal(batch, facts.id, facts.seq, snapshot.head_hash, outcome.journal, act)
        batch.add(
            tables.Case,
            Operation.GUARDED,
            _case_row(snapshot, outcome, head, act),
        )
        _add_consequences(batch, facts.id, outcome, act)
    if batch.write(connection) != len(decided):
        raise StaleWrite


def create(connection: Connection, case: Row, outcome: Outcome, act: Act) -> None:
    """Write a new case with its first journal line; `case` holds what no act changes."""
    batch = _Batch()
    head = _add_journal(batch, case["id"], 0, FIRST, outcome.journal, act)
    batch.add(
        tables.Case,
        Operation.INSERT,
        {
            **case,
            "state": outcome.state,
            "held_state": None,
            "version": outcome.version,
            "seq": len(outcome.journal),
            "head_hash": head,
            "opened_at": act.now,
            "changed_at": act.now,
            "changed_by": act.actor,
        },
    )
    batch.write(connection)


_Wave = dict[tuple[Table, Operation, tuple[str, ...]], list[Row]]
"""Rows by table, operation and columns; no row is updated twice."""


class _Batch:
    """Rows to be written, sorted into waves, each of which is one statement on PostgreSQL."""

    def __init__(self) -> None:
        self._waves: list[_Wave] = [{}]
        self._updates: Counter[tuple[str, str]] = Counter()

    def add(self, mapped: type[tables.Base], operation: Operation, row: Row) -> None:
        table = mapped.__table__
        assert isinstance(table, Table)
        key = (table, operation, tuple(row))
        self._wave(table, operation, row).setdefault(key, []).append(row)

    def _wave(self, table: Table, operation: Operation, row: Row) -> _Wave:
        """PostgreSQL applies only one of two updates of a row in one statement, silently."""
        if operation not in (Operation.UPDATE, Operation.GUARDED):
            return self._waves[0]
        target = (table.name, row["id"])
        number = self._updates[target]
        self._updates[target] += 1
        if number == len(self._waves):
            self._waves.append({})
        return self._waves[number]

    def write(self, connection: Connection) -> int:
        return sum(
            write(connection, [Write(*key, rows) for key, rows in wave.items()])
            for wave in self._waves
        )


def _case_row(snapshot: Snapshot, outcome: Outcome, head: str, act: Act) -> dict[str, Any]:
    facts = snapshot.facts
    counted = outcome.version != facts.version
    row: dict[str, Any] = {
        "id": facts.id,
        "seq_before": facts.seq,
        "state": outcome.state,
        "held_state": outcome.held_state,
        "version": outcome.version,
        "seq": facts.seq + len(outcome.journal),
        "head_hash": head,
        "changed_at": act.now if counted else snapshot.changed_at,
        "changed_by": act.actor if counted else snapshot.changed_by,
    }
    if outcome.route is not None:
        row["route"] = outcome.route.line
        row["route_document"] = route_text(outcome.route)
    return row


def _add_journal(
    batch: _Batch, case: str, seq: int, head: str, entries: Iterable[Entry], act: Act
) -> str:
    """Add the lines, chained; the new head of the chain."""
    for number, entry in enumerate(entries, start=seq + 1):
        salt = secrets.token_hex(16)
        payload = payload_text(entry.payload)
        digest = payload_digest(salt, payload)
        line = Line(
            case,
            number,
            act.now,
            act.actor,
            entry.event,
            entry.from_state,
            entry.to_state,
            act.request_id,
        )
        head = chained(act.journal_key, head, line, digest)
        row = {name: getattr(line, name) for name in _LINE}
        batch.add(
            tables.JournalEntry,
            Operation.INSERT,
            {**row, "payload_digest": digest, "hash": head},
        )
        batch.add(
            tables.JournalPayload,
            Operation.INSERT,
            {"case_id": case, "seq": number, "salt": salt, "payload": payload},
        )
    return head


_LINE = tuple(field.name for field in fields(Line))


def _add_consequences(batch: _Batch, case: str, outcome: Outcome, act: Act) -> None:
    for change in outcome.changes:
        mapped, operation = _TABLE_OF[type(change)]
        row = {name: getattr(change, name) for name in _FIELDS[type(change)]}
        batch.add(mapped, operation, row)
    for settled in outcome.settled:
        acted = settled.status in (DeadlineStatus.DONE, DeadlineStatus.SKIPPED)
        batch.add(
            tables.Deadline,
            Operation.UPDATE,
            {
                "id": settled.id,
                "status": settled.status,
                "executed_at": act.now if acted else None,
            },
        )
    for postponed in outcome.postponed:
        batch.add(
            tables.Deadline,
            Operation.UPDATE,
            {"id": postponed.id, "next_attempt_at": postponed.until, "attempts": 0},
        )
    for deadline in outcome.deadlines:
        batch.add(tables.Deadline, Operation.INSERT, _deadline_row(case, deadline))
    for letter in outcome.letters:
        batch.add(tables.Message, Operation.INSERT, _message_row(case, letter, act.now))


def _deadline_row(case: str, deadline: NewDeadline) -> dict[str, Any]:
    return {
        "id": deadline.id,
        "case_id": case,
        "hearing_id": deadline.hearing_id,
        "party_id": deadline.party_id,
        "kind": deadline.kind,
        "rung": deadline.rung,
        "due_at": deadline.due_at,
        "next_attempt_at": deadline.due_at,
        "status": DeadlineStatus.PENDING,
        "attempts": 0,
        "unique_key": deadline.unique_key,
    }


def _message_row(case: str, letter: NewLetter, now: datetime) -> dict[str, Any]:
    return {
        "id": letter.id,
        "case_id": case,
        "hearing_id": letter.hearing_id,
        "party_id": letter.party_id,
        "contact_id": letter.contact_id,
        "kind": letter.kind,
        "recipient": letter.recipient,
        "due_version": letter.due_version,
        "payload": payload_text(letter.payload),
        "unique_key": letter.unique_key,
        "status": MessageStatus.PENDING,
        "attempts": 0,
        "created_at": now,
        "next_attempt_at": now,
    }
