"""The only writer of cases: state, journal, deadlines, outbox and all changes in one go."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from workflows.engine.case_words import CaseWord, words_opened
from workflows.engine.changes import (
    answers,
    cases,
    comments,
    documents,
    hearings,
    meetings,
    promises,
    relations,
    reports,
)
from workflows.engine.outcome import Entry, NewDeadline, NewLetter, Outcome
from workflows.engine.vocabulary import DeadlineStatus, MessageStatus
from workflows.records import tables
from workflows.records.batches import Batch, Operation, row_kind, values_of
from workflows.records.chain import FIRST, Line, chained, payload_digest, payload_text
from workflows.records.dialects import Row
from workflows.records.indexing import add_words, words_of_act
from workflows.records.routes import route_text
from workflows.records.snapshots import Snapshot

_TABLE_OF: dict[type, tuple[type[tables.Base], Operation]] = {
    cases.CaseTextSet: (tables.Case, Operation.UPDATE),
    cases.CaseMarksSet: (tables.Case, Operation.UPDATE),
    cases.CaseOfficerSet: (tables.Case, Operation.UPDATE),
    cases.PointAdded: (tables.Point, Operation.INSERT),
    cases.PartAdded: (tables.Part, Operation.INSERT),
    cases.ReaderNamed: (tables.CaseReader, Operation.INSERT),
    cases.ReaderRemoved: (tables.CaseReader, Operation.DELETE),
    cases.CaseVersionKept: (tables.CaseVersion, Operation.INSERT),
    relations.RelationAdded: (tables.Relation, Operation.INSERT),
    relations.RelationRemoved: (tables.Relation, Operation.DELETE),
    comments.CommentAdded: (tables.Comment, Operation.INSERT),
    comments.CommentStruck: (tables.Comment, Operation.UPDATE),
    hearings.HearingAdded: (tables.Hearing, Operation.INSERT),
    hearings.HearingRewritten: (tables.Hearing, Operation.UPDATE),
    hearings.HearingOpened: (tables.Hearing, Operation.UPDATE),
    hearings.HearingDueSet: (tables.Hearing, Operation.UPDATE),
    hearings.HearingClosed: (tables.Hearing, Operation.UPDATE),
    hearings.HearingWithdrawn: (tables.Hearing, Operation.UPDATE),
    hearings.HearingPhaseSet: (tables.Hearing, Operation.UPDATE),
    hearings.PartyAdded: (tables.Party, Operation.INSERT),
    hearings.PartyDropped: (tables.Party, Operation.DELETE),
    hearings.PartyStatusSet: (tables.Party, Operation.UPDATE),
    hearings.PartyAnswered: (tables.Party, Operation.UPDATE),
    hearings.PartyFallsBack: (tables.Party, Operation.UPDATE),
    hearings.PartyDueSet: (tables.Party, Operation.UPDATE),
    hearings.PartyInnerDueSet: (tables.Party, Operation.UPDATE),
    hearings.ContactAdded: (tables.Contact, Operation.INSERT),
    hearings.ContactReachSet: (tables.Contact, Operation.UPDATE),
    documents.DocumentAdded: (tables.HearingDocument, Operation.INSERT),
    documents.DocumentDropped: (tables.HearingDocument, Operation.DELETE),
    documents.DocumentReplaced: (tables.HearingDocument, Operation.UPDATE),
    answers.ResponseAdded: (tables.Response, Operation.INSERT),
    answers.ResponseUndone: (tables.Response, Operation.UPDATE),
    answers.ResponseInTime: (tables.Response, Operation.UPDATE),
    answers.JointPartyAdded: (tables.JointParty, Operation.INSERT),
    answers.FileAdded: (tables.ResponseFile, Operation.INSERT),
    answers.PublicationAdded: (tables.Publication, Operation.INSERT),
    answers.PublicFileAdded: (tables.PublicFile, Operation.INSERT),
    answers.PublicationEnded: (tables.Publication, Operation.UPDATE),
    cases.AttachmentAdded: (tables.Attachment, Operation.INSERT),
    cases.AttachmentRemoved: (tables.Attachment, Operation.UPDATE),
    reports.ReportNoteAdded: (tables.ReportNote, Operation.INSERT),
    reports.ReportFinished: (tables.FinishedReport, Operation.INSERT),
    reports.ReportFileAdded: (tables.ReportFile, Operation.INSERT),
    meetings.MeetingNoted: (tables.Meeting, Operation.INSERT_NEW),
    meetings.ItemAdded: (tables.AgendaItem, Operation.INSERT),
    meetings.ItemSettled: (tables.AgendaItem, Operation.UPDATE),
    meetings.DecisionAdded: (tables.Decision, Operation.INSERT),
    meetings.DecisionReplaced: (tables.Decision, Operation.UPDATE),
    meetings.DecisionCalledIn: (tables.Decision, Operation.UPDATE),
    meetings.DecisionApproved: (tables.Decision, Operation.UPDATE),
    meetings.AdditionWritten: (tables.Addition, Operation.INSERT),
    meetings.DecisionPointAdded: (tables.DecisionPoint, Operation.INSERT),
    meetings.RemarkAdded: (tables.Remark, Operation.INSERT),
    meetings.AttendanceAdded: (tables.Attendee, Operation.INSERT),
    meetings.VoteAdded: (tables.Vote, Operation.INSERT),
    promises.PromiseAdded: (tables.Promise, Operation.INSERT),
    promises.PromiseMoved: (tables.Promise, Operation.UPDATE),
    promises.PromiseEnded: (tables.Promise, Operation.UPDATE),
    promises.PromiseKept: (tables.Promise, Operation.UPDATE),
    promises.FollowUpAdded: (tables.FollowUp, Operation.INSERT),
}

_KINDS = {
    change: row_kind(mapped, operation, tuple(field.name for field in fields(change)))
    for change, (mapped, operation) in _TABLE_OF.items()
}

_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    change: values_of(kind.columns) for change, kind in _KINDS.items()
}


@dataclass(frozen=True, slots=True)
class Act:
    """Who did it, when, on which request, and the key that seals the journal."""

    actor: str
    now: datetime
    request_id: str | None
    journal_key: bytes


def apply(
    connection: Connection,
    decided: Sequence[tuple[Snapshot, Outcome]],
    act: Act,
    *,
    ends: bool = False,
) -> None:
    """Write the outcomes of one or many cases; raises StaleWrite when a case had moved.

    `ends`: nothing follows in this transaction, so it may be committed at once.
    """
    batch = Batch()
    words: dict[str, set[CaseWord]] = {}
    for snapshot, outcome in decided:
        facts = snapshot.facts
        words[facts.id] = words_of_act(connection, facts.id, facts.number, outcome)
        head = _add_journal(batch, facts.id, facts.seq, snapshot.head_hash, outcome.journal, act)
        _add_case(batch, snapshot, outcome, head, act)
        _add_consequences(batch, facts.id, outcome, act)
    add_words(connection, batch, words)
    batch.write(connection, ends=ends)


def create(connection: Connection, case: Row, outcome: Outcome, act: Act) -> None:
    """Write a new case with all that opening it comes to; `case` holds what no act changes."""
    batch = Batch()
    head = _add_journal(batch, case["id"], 0, FIRST, outcome.journal, act)
    row = {
        **case,
        "state": outcome.state,
        "held_state": None,
        "version": outcome.version,
        "seq": len(outcome.journal),
        "head_hash": head,
        "opened_at": act.now,
        "changed_at": act.now,
        "changed_by": act.actor,
    }
    batch.add(row_kind(tables.Case, Operation.INSERT, tuple(row)), tuple(row.values()))
    _add_consequences(batch, case["id"], outcome, act)
    words = words_opened(case["number"], case["title"], outcome.route)
    add_words(connection, batch, {case["id"]: words})
    batch.write(connection)


MOVED = (
    *("id", "seq_before", "state", "held_state", "version", "seq", "head_hash"),
    *("changed_at", "changed_by"),
)
"""Columns of a case that every act writes, after the two by which it is found."""

_CASE = row_kind(tables.Case, Operation.GUARDED, MOVED)
_REROUTED = row_kind(tables.Case, Operation.GUARDED, (*MOVED, "route", "route_document"))


def _add_case(batch: Batch, snapshot: Snapshot, outcome: Outcome, head: str, act: Act) -> None:
    facts = snapshot.facts
    counted = outcome.version != facts.version
    row = (
        facts.id,
        facts.seq,
        outcome.state,
        outcome.held_state,
        outcome.version,
        facts.seq + len(outcome.journal),
        head,
        act.now if counted else snapshot.changed_at,
        act.actor if counted else snapshot.changed_by,
    )
    if outcome.route is None:
        batch.add(_CASE, row)
    else:
        batch.add(_REROUTED, (*row, outcome.route.line, route_text(outcome.route)))


_LINE = tuple(field.name for field in fields(Line))
_ENTRY = row_kind(tables.JournalEntry, Operation.INSERT, (*_LINE, "payload_digest", "hash"))
_PAYLOAD = row_kind(tables.JournalPayload, Operation.INSERT, ("case_id", "seq", "salt", "payload"))
_line_values = values_of(_LINE)


def _add_journal(
    batch: Batch, case: str, seq: int, head: str, entries: Iterable[Entry], act: Act
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
        batch.add(_ENTRY, (*_line_values(line), digest, head))
        batch.add(_PAYLOAD, (case, number, salt, payload))
    return head


_SETTLED = row_kind(tables.Deadline, Operation.UPDATE, ("id", "status", "executed_at"))
_POSTPONED = row_kind(tables.Deadline, Operation.UPDATE, ("id", "next_attempt_at", "attempts"))


def _add_consequences(batch: Batch, case: str, outcome: Outcome, act: Act) -> None:
    for change in outcome.changes:
        batch.add(_KINDS[type(change)], _VALUES[type(change)](change))
    for settled in outcome.settled:
        acted = settled.status in (DeadlineStatus.DONE, DeadlineStatus.SKIPPED)
        batch.add(_SETTLED, (settled.id, settled.status, act.now if acted else None))
    for postponed in outcome.postponed:
        batch.add(_POSTPONED, (postponed.id, postponed.until, 0))
    for deadline in outcome.deadlines:
        batch.add(_DEADLINE, _deadline_row(case, deadline))
    for letter in outcome.letters:
        batch.add(_MESSAGE, _message_row(case, letter, act.now))


_DEADLINE = row_kind(
    tables.Deadline,
    Operation.INSERT,
    (
        *("id", "case_id", "hearing_id", "party_id", "kind", "rung", "due_at", "next_attempt_at"),
        *("status", "attempts", "unique_key"),
    ),
)


def _deadline_row(case: str, deadline: NewDeadline) -> tuple[Any, ...]:
    return (
        deadline.id,
        case,
        deadline.hearing_id,
        deadline.party_id,
        deadline.kind,
        deadline.rung,
        deadline.due_at,
        deadline.due_at,
        DeadlineStatus.PENDING,
        0,
        deadline.unique_key,
    )


_MESSAGE = row_kind(
    tables.Message,
    Operation.INSERT,
    (
        *("id", "case_id", "hearing_id", "party_id", "contact_id", "kind", "recipient"),
        *("due_version", "payload", "unique_key", "status", "attempts"),
        *("created_at", "next_attempt_at", "officer_id", "content"),
    ),
)


def _message_row(case: str, letter: NewLetter, now: datetime) -> tuple[Any, ...]:
    return (
        letter.id,
        case,
        letter.hearing_id,
        letter.party_id,
        letter.contact_id,
        letter.kind,
        letter.recipient,
        letter.due_version,
        payload_text(letter.payload),
        letter.unique_key,
        MessageStatus.GATHERED if letter.gathered else MessageStatus.PENDING,
        0,
        now,
        now,
        letter.officer_id,
        letter.content,
    )
