"""Locks cases and loads the few rows that decisions about them need."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from workflows.engine.definition import Body, CaseType, HearRule
from workflows.engine.facts import (
    AbsenceFacts,
    CaseFacts,
    ContactFacts,
    DeadlineFacts,
    HearingFacts,
    ItemFacts,
    OfficerFacts,
    PartyFacts,
)
from workflows.engine.pinning import case_type_from_document
from workflows.engine.vocabulary import (
    BodyKind,
    DeadlineKind,
    Effect,
    HearingPhase,
    Openness,
    PartyStatus,
)
from workflows.engine.whom_to_hear import left_out_in, whom_to_hear
from workflows.engine.workdays import WorkCalendar
from workflows.records.clock import ShownTime, shown_time
from workflows.records.dialects import Row, fetch
from workflows.records.routes import stored_route

_LOCK = """
SELECT c.id, c.number, c.title, c.openness, c.marks, c.definition_sha, c.route_document, c.state,
       c.held_state, c.version, c.seq, c.head_hash, c.changed_by, c.changed_at,
       c.officer_id, o.name AS officer_name, o.email AS officer_email, o.phone AS officer_phone,
       o.wants_digest
FROM cases c JOIN officers o ON o.id = c.officer_id
WHERE c.id {ids} ORDER BY c.id {lock}
"""

_LOOK = _LOCK.replace("{lock}", "")

_SEES = """(c.openness = 'open' OR o.sees_closed OR o.role = 'auditor'
              OR (o.manages AND o.department <> '' AND o.department = (
                  SELECT d.department FROM officers d WHERE d.id = c.officer_id))
              OR EXISTS (
                  SELECT 1 FROM case_readers r WHERE r.case_id = c.id AND r.officer_id = o.id))"""
"""Whether officer `o` may see case `c`."""

# A statement of its own, after the lock: what was read while waiting for it would be old. Each
# part looks up one index by the case; a join would be planned by reading a whole table.
_FACTS = {
    "hearings": """
        SELECT id, case_id, step, round, phase, rule, substr(text, 1, 40) AS text, due_on,
               due_version, close_when_all_answered, opened_at,
               substr(changes, 1, 40) AS changes, left_out
        FROM hearings WHERE case_id {ids}""",
    "parties": """
        SELECT p.id, p.hearing_id, p.body, p.name, p.status, p.due_on, p.due_at, p.due_version,
               p.answers, p.response_id, p.undone,
               (SELECT r.late FROM responses r WHERE r.id = p.response_id) AS late,
               CASE WHEN p.answers > 0 THEN
                   (SELECT r.id FROM responses r WHERE r.party_id = p.id AND r.undone_at IS NULL
                    ORDER BY r.received_at DESC, r.version DESC LIMIT 1) END AS latest
        FROM parties p WHERE p.case_id {ids} ORDER BY p.position""",
    "contacts": """
        SELECT k.id, k.party_id, k.name, k.email, k.generation, k.unreachable
        FROM contacts k WHERE k.case_id {ids} ORDER BY k.id""",
    "deadlines": """
        SELECT id, case_id, kind, due_at, hearing_id, party_id, rung
        FROM deadlines WHERE case_id {ids} AND status = 'pending' ORDER BY due_at, id""",
    "items": """
        SELECT i.id, i.case_id, i.step, i.meeting_id, i.body, m.meets_on, d.id AS decision_id,
               d.version, d.word, d.effect, d.target, d.deferred_to, d.recorded_by_id,
               d.approved_by
        FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id
        LEFT JOIN decisions d ON d.item_id = i.id AND d.replaced_at IS NULL
        WHERE i.case_id {ids} AND i.active""",
    # Who was named on a closed case and is not any more follows it in vain.
    "watchers": """
        SELECT w.case_id, o.id, o.name, o.email, o.phone, o.wants_digest
        FROM case_watchers w JOIN cases c ON c.id = w.case_id
        JOIN officers o ON o.id = w.officer_id
        WHERE w.case_id {ids} AND o.id <> c.officer_id
          AND """
    + _SEES
    + " ORDER BY o.id",
    "absences": """
        SELECT c.id AS case_id, a.first_on, a.last_on, o.id, o.name, o.email, o.phone,
               o.wants_digest
        FROM cases c JOIN absences a ON a.officer_id = c.officer_id
        JOIN officers o ON o.id = a.stand_in_id
        WHERE c.id {ids} AND """
    + _SEES
    + " ORDER BY a.first_on, a.id",
    "clock": "SELECT real_at, simulated_at, speed FROM clock",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the snapshot takes from the live definitions."""

    calendar: WorkCalendar
    bodies: Mapping[str, Body]
    """By code."""
    whom_to_hear: tuple[HearRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A locked case: the facts to decide from, and what the writing needs besides."""

    facts: CaseFacts
    head_hash: str
    changed_by: str
    changed_at: datetime


def lock_and_load(
    connection: Connection, cases: Sequence[str], around: Surroundings
) -> tuple[list[Snapshot], ShownTime]:
    """Lock the cases in the order of their ids, then read; ids that are no case are left out.

    The second part is how the installation's clock stood after the lock.
    """
    return _load(connection, _LOCK, cases, around)


def load(
    connection: Connection, cases: Sequence[str], around: Surroundings
) -> tuple[list[Snapshot], ShownTime]:
    """What `lock_and_load` gives, for pages that only look: nothing is locked."""
    return _load(connection, _LOOK, cases, around)


def _load(
    connection: Connection, heads: str, cases: Sequence[str], around: Surroundings
) -> tuple[list[Snapshot], ShownTime]:
    found, bundle = fetch(connection, heads, _FACTS, cases)
    loaded = _Loaded(bundle, around)
    snapshots = [
        Snapshot(
            facts=_case(connection, row, loaded, around),
            head_hash=row["head_hash"],
            changed_by=row["changed_by"],
            changed_at=_instant(row["changed_at"]),
        )
        for row in found
    ]
    return snapshots, shown_time(bundle["clock"])


class _Loaded:
    """The rows of a bundle, sorted to the cases, hearings and parties that they belong to."""

    def __init__(self, bundle: Mapping[str, list[Row]], around: Surroundings) -> None:
        self.contacts = _grouped(bundle["contacts"], "party_id")
        self.parties = _grouped(bundle["parties"], "hearing_id")
        self.hearings = _grouped(bundle["hearings"], "case_id")
        self.deadlines = _grouped(bundle["deadlines"], "case_id")
        self.watchers = _grouped(bundle["watchers"], "case_id")
        self.absences = _grouped(bundle["absences"], "case_id")
        self.items = {str(row["case_id"]): _item(row, around) for row in bundle["items"]}


def _grouped(rows: Iterable[Row], key: str) -> Mapping[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row[key])].append(row)
    return groups


def _case(connection: Connection, row: Row, loaded: _Loaded, around: Surroundings) -> CaseFacts:
    case, marks = str(row["id"]), tuple(row["marks"].split())
    case_type = pinned_case_type(connection, row["definition_sha"])
    return CaseFacts(
        id=case,
        number=row["number"],
        title=row["title"],
        openness=Openness(row["openness"]),
        case_type=case_type,
        route=stored_route(row["route_document"]),
        state=row["state"],
        held_state=row["held_state"],
        version=row["version"],
        seq=row["seq"],
        officer=OfficerFacts(
            str(row["officer_id"]),
            row["officer_name"],
            row["officer_email"],
            row["officer_phone"],
            bool(row["wants_digest"]),
        ),
        calendar=around.calendar,
        hearings=tuple(_hearing(h, loaded) for h in loaded.hearings.get(case, ())),
        item=loaded.items.get(case),
        deadlines=tuple(_deadline(d) for d in loaded.deadlines.get(case, ())),
        marks=marks,
        to_hear=whom_to_hear(around.whom_to_hear, around.bodies.values(), case_type.name, marks),
        watchers=tuple(_officer(one) for one in loaded.watchers.get(case, ())),
        absences=tuple(_absence(one) for one in loaded.absences.get(case, ())),
    )


def _officer(row: Row) -> OfficerFacts:
    return OfficerFacts(
        str(row["id"]), row["name"], row["email"], row["phone"], bool(row["wants_digest"])
    )


def _absence(row: Row) -> AbsenceFacts:
    return AbsenceFacts(_day(row["first_on"]), _day(row["last_on"]), _officer(row))


_PINNED: dict[str, CaseType] = {}


def pinned_case_type(connection: Connection, sha256: str) -> CaseType:
    """The case type that a case is pinned to; read once, for it never changes."""
    if sha256 not in _PINNED:
        document = connection.exec_driver_sql(
            "SELECT document FROM pinned_definitions WHERE sha256 = "
            + ("%(sha)s" if connection.dialect.name == "postgresql" else ":sha"),
            {"sha": sha256},
        ).scalar_one()
        _PINNED[sha256] = case_type_from_document(json.loads(document))
    return _PINNED[sha256]


_LIVE = (HearingPhase.PREPARING, HearingPhase.OPEN, HearingPhase.LATE)
"""Only in these can anything be decided about the parties."""


def _hearing(row: Row, loaded: _Loaded) -> HearingFacts:
    hearing = str(row["id"])
    phase = HearingPhase(row["phase"])
    parties = loaded.parties.get(hearing, ()) if phase in _LIVE else ()
    return HearingFacts(
        id=hearing,
        step=row["step"],
        round=row["round"],
        phase=phase,
        rule=row["rule"],
        text=row["text"],
        due_on=_day(row["due_on"]),
        due_version=row["due_version"],
        close_when_all_answered=bool(row["close_when_all_answered"]),
        parties=tuple(_party(party, loaded) for party in parties),
        opened=row["opened_at"] is not None,
        changes=row["changes"],
        left_out=left_out_in(row["left_out"]),
    )


def _party(row: Row, loaded: _Loaded) -> PartyFacts:
    party = str(row["id"])
    return PartyFacts(
        id=party,
        body=row["body"],
        name=row["name"],
        status=PartyStatus(row["status"]),
        due_on=_day(row["due_on"]),
        due_at=_instant(row["due_at"]),
        due_version=row["due_version"],
        contacts=tuple(
            ContactFacts(
                str(c["id"]), c["name"], c["email"], c["generation"], bool(c["unreachable"])
            )
            for c in loaded.contacts.get(party, ())
        ),
        answers=row["answers"],
        response=_text(row["response_id"]),
        undone=row["undone"],
        in_time=row["late"] is not None and not row["late"],
        latest=_text(row["latest"]),
    )


def _deadline(row: Row) -> DeadlineFacts:
    return DeadlineFacts(
        str(row["id"]),
        DeadlineKind(row["kind"]),
        _instant(row["due_at"]),
        _text(row["hearing_id"]),
        _text(row["party_id"]),
        row["rung"],
    )


def _item(row: Row, around: Surroundings) -> ItemFacts:
    return ItemFacts(
        id=str(row["id"]),
        step=row["step"],
        meeting=str(row["meeting_id"]),
        body=row["body"],
        meets_on=_day(row["meets_on"]),
        decision=_text(row["decision_id"]),
        version=row["version"] or 0,
        word=row["word"],
        effect=Effect(row["effect"]) if row["effect"] else None,
        target=_target(row["target"], around),
        deferred_to=_day(row["deferred_to"]) if row["deferred_to"] else None,
        recorded_by=_text(row["recorded_by_id"]),
        is_approved=row["approved_by"] is not None,
    )


def _target(code: str | None, around: Surroundings) -> Body | None:
    """The body referred to; one that has left the register since is still known by its code."""
    if not code:
        return None
    return around.bodies.get(code) or Body(code, code, BodyKind.COMMITTEE)


def _instant(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
