"""What the answer page reads: who is asked about what, what was answered, which key was used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from workflows.engine.route import WITHDRAWN
from workflows.engine.vocabulary import Event, HearingPhase, Openness
from workflows.records.clock import ShownTime, shown_time
from workflows.records.dialects import fetch, typed
from workflows.records.documents import ShownDocument, shown_document
from workflows.records.drafts import KeptDraft, kept_draft
from workflows.records.given_answers import ShownResponse, shown_answers
from workflows.records.hearings import JointParty, Response, ResponseFile


@dataclass(frozen=True, slots=True)
class LinkedContact:
    """Whom a link was mailed to."""

    id: str
    name: str
    email: str
    generation: int


@dataclass(frozen=True, slots=True)
class OtherParty:
    """Another party of the same round."""

    id: str
    name: str
    answers: int
    """How many versions of an answer of its own stand."""
    response: str | None
    """Id of the answer that counts for it."""


@dataclass(frozen=True, slots=True)
class AskedParty:
    """A party of a round, with all that its answer page shows."""

    id: str
    body: str | None
    """The body's code; None for an ad hoc circle."""
    name: str
    due_on: date
    due_at: datetime
    due_version: int
    answers: int
    response: str | None
    case: str
    number: str
    title: str
    openness: Openness
    hearing: str
    round: int
    phase: HearingPhase
    text: str
    changes: str
    """What is another than in the round before."""
    text_before: str
    """What was asked in the round before; nothing in a first round."""
    undone: int
    """How many answers were registered for the party by mistake, and undone."""
    undone_jointly: bool
    """Whether one was that another party had given for this one too."""
    closed_at: datetime | None
    ended_reason: str
    """Why the round was closed early or withdrawn."""
    officer_name: str
    officer_email: str
    officer_phone: str
    ended_at: datetime | None
    """When the round was sealed or withdrawn, if it was."""
    is_case_withdrawn: bool
    next_round: int | None
    """The later round at the same step that is open, if one is."""
    contacts: tuple[LinkedContact, ...]
    versions: tuple[ShownResponse, ...]
    """The party's own answers, oldest first, without those registered by mistake."""
    joint: ShownResponse | None
    """The answer of another party that counts for this one, if one does."""
    others: tuple[OtherParty, ...]
    inner_due_on: date | None
    """The day that the party has set its own members."""
    documents: tuple[ShownDocument, ...]
    """Those that count, in the order they are shown."""
    drafts: tuple[KeptDraft, ...]
    """What its contacts wrote and did not send, the newest first."""

    @property
    def joinable(self) -> tuple[OtherParty, ...]:
        """Those that it may answer for: nobody has, or an answer of its own did before."""
        mine = {None, *(one.id for one in self.versions)}
        return tuple(one for one in self.others if one.answers == 0 and one.response in mine)

    @property
    def closed_early(self) -> bool:
        """Whether the round was closed before the party's deadline."""
        return self.closed_at is not None and self.closed_at < self.due_at

    @property
    def sealed_early(self) -> bool:
        """Whether no more answers were taken before the party's deadline was over."""
        ended = self.ended_at if self.phase is HearingPhase.SEALED else None
        return ended is not None and ended < self.due_at

    @property
    def counting(self) -> ShownResponse | None:
        """The own answer that counts; the last one where it is not known to be another."""
        own = (version for version in self.versions if version.id == self.response)
        return next(own, self.versions[-1] if self.versions else None)

    @property
    def stands_beside(self) -> ShownResponse | None:
        """The last own answer, where it came too late to take the place of the one that counts."""
        last = self.versions[-1] if self.versions else None
        return last if last is not None and last is not self.counting and last.late else None


_PARTY = f"""
SELECT p.id, p.body, p.name, p.due_on, p.due_at, p.due_version, p.answers, p.undone,
       p.inner_due_on, p.response_id, p.hearing_id, p.case_id,
       h.round, h.phase, h.text, h.changes, h.closed_at, h.ended_reason,
       c.number, c.title, c.openness, c.state,
       o.name AS officer_name, o.email AS officer_email, o.phone AS officer_phone,
       (SELECT e.text FROM hearings e
        WHERE e.case_id = h.case_id AND e.step = h.step AND e.round < h.round
              AND e.opened_at IS NOT NULL
        ORDER BY e.round DESC LIMIT 1) AS text_before,
       EXISTS (SELECT 1 FROM joint_parties j JOIN responses r ON r.id = j.response_id
               WHERE j.party_id = p.id AND r.undone_at IS NOT NULL) AS undone_jointly,
       (SELECT max(n.round) FROM hearings n
        WHERE n.case_id = h.case_id AND n.step = h.step AND n.round > h.round
              AND n.phase = '{HearingPhase.OPEN}') AS next_round,
       CASE WHEN h.phase IN ('{HearingPhase.SEALED}', '{HearingPhase.WITHDRAWN}') THEN
           (SELECT j.at FROM journal j
            JOIN journal_payloads y ON y.case_id = j.case_id AND y.seq = j.seq
            WHERE j.case_id = h.case_id
                  AND j.event IN ('{Event.HEARING_SEALED}', '{Event.HEARING_WITHDRAWN}')
                  AND y.payload LIKE '%' || CAST(h.id AS text) || '%'
            ORDER BY j.seq DESC LIMIT 1) END AS ended_at
FROM parties p
JOIN hearings h ON h.id = p.hearing_id
JOIN cases c ON c.id = p.case_id
JOIN officers o ON o.id = c.officer_id
WHERE p.id {{ids}}
"""
"""The instant at which a round ended is its journal entry's, whose payload names the round."""

_HEARING = "(SELECT hearing_id FROM parties WHERE id {ids})"

_ANSWERS = (
    "(r.party_id {ids} AND r.undone_at IS NULL"
    " OR r.id = (SELECT response_id FROM parties WHERE id {ids}))"
)
"""The party's own that stand, and the one that counts for it, which may be another's."""

_REST = {
    "contacts": """
        SELECT id, name, email, generation FROM contacts WHERE party_id {ids} ORDER BY id""",
    "others": f"""
        SELECT id, name, answers, undone, response_id FROM parties
        WHERE hearing_id = {_HEARING} AND NOT id {{ids}} ORDER BY position""",
    "documents": f"""
        SELECT id, hearing_id, name, size, sha256, media_type, status, openness, added_at,
               replaces_id, replaced_at
        FROM hearing_documents WHERE hearing_id = {_HEARING} AND replaced_at IS NULL
        ORDER BY position, added_at, id""",
    "drafts": """
        SELECT contact_id, stance, text, jointly_with, files, base_version, saved_at
        FROM drafts WHERE party_id {ids} ORDER BY saved_at DESC""",
    "answers": f"""
        SELECT r.id, r.party_id, r.version, r.stance, r.text, r.received_at, r.late, r.receipt,
               r.channel, r.undone_at, r.undone_by, r.undone_reason
        FROM responses r WHERE {_ANSWERS} ORDER BY r.received_at, r.version""",
    "joint": f"""
        SELECT j.response_id, j.party_id FROM responses r
        JOIN joint_parties j ON j.response_id = r.id
        JOIN parties p ON p.id = j.party_id
        WHERE {_ANSWERS} ORDER BY p.position""",
    "files": f"""
        SELECT f.response_id, f.id, f.name, f.size, f.sha256, f.media_type, f.status
        FROM responses r JOIN response_files f ON f.response_id = r.id
        WHERE {_ANSWERS} ORDER BY f.name, f.id""",
    "clock": "SELECT real_at, simulated_at, speed FROM clock",
}


def find_asked(connection: Connection, party: str) -> tuple[AskedParty | None, ShownTime]:
    """What the answer page of a party shows, None when there is no such party; and the clock.

    All in one round trip, for no page is read more often.
    """
    found, rest = fetch(connection, _PARTY, _REST, (party,))
    shown = shown_time(rest.pop("clock"))
    if not found:
        return None, shown
    rows = {name: [typed(row) for row in lot] for name, lot in rest.items()}
    return _asked(typed(found[0]), rows), shown


def _asked(row: Any, rows: Mapping[str, list[Any]]) -> AskedParty:
    answers = shown_answers(rows["answers"], rows["joint"], rows["files"])
    versions = tuple(one for one in answers if one.party == row.id and not one.undone)
    counts = next((one for one in answers if one.id == row.response_id), None)
    return AskedParty(
        id=row.id,
        body=row.body,
        name=row.name,
        due_on=row.due_on,
        due_at=row.due_at,
        due_version=row.due_version,
        answers=row.answers,
        response=row.response_id,
        case=row.case_id,
        number=row.number,
        title=row.title,
        openness=Openness(row.openness),
        hearing=row.hearing_id,
        round=row.round,
        phase=HearingPhase(row.phase),
        text=row.text,
        changes=row.changes,
        text_before=row.text_before or "",
        undone=row.undone,
        undone_jointly=bool(row.undone_jointly),
        closed_at=row.closed_at,
        ended_reason=row.ended_reason,
        officer_name=row.officer_name,
        officer_email=row.officer_email,
        officer_phone=row.officer_phone,
        ended_at=row.ended_at,
        is_case_withdrawn=row.state == WITHDRAWN,
        next_round=row.next_round,
        contacts=tuple(
            LinkedContact(one.id, one.name, one.email, one.generation) for one in rows["contacts"]
        ),
        versions=versions,
        joint=None if counts in versions else counts,
        others=tuple(
            OtherParty(one.id, one.name, one.answers - one.undone, one.response_id)
            for one in rows["others"]
        ),
        inner_due_on=row.inner_due_on,
        documents=tuple(shown_document(one) for one in rows["documents"]),
        drafts=tuple(kept_draft(one) for one in rows["drafts"]),
    )


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was sent with a submission key, and the receipt that it got."""

    receipt: str
    stance: str
    text: str
    files: frozenset[str]
    """By the hashes of their bytes."""
    jointly_with: frozenset[str]
    """Ids of the other parties that it was given for."""


def submitted_with(connection: Connection, party: str, key: str) -> Submitted | None:
    """The answer that was sent with this submission key, if one was."""
    row = connection.execute(
        select(Response.id, Response.receipt, Response.stance, Response.text).where(
            Response.party_id == party, Response.submission_key == key
        )
    ).first()
    if row is None:
        return None
    files = select(ResponseFile.sha256).where(ResponseFile.response_id == row.id)
    others = select(JointParty.party_id).where(JointParty.response_id == row.id)
    return Submitted(
        row.receipt,
        row.stance,
        row.text,
        files=frozenset(connection.execute(files).scalars()),
        jointly_with=frozenset(connection.execute(others).scalars()),
    )
