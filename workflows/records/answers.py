"""What the answer page reads: who is asked about what, what was answered, which key was used."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from workflows.engine.vocabulary import Event, HearingPhase, Openness, Stance
from workflows.records.cases import Case
from workflows.records.documents import ShownDocument, documents_of
from workflows.records.drafts import KeptDraft, drafts_of
from workflows.records.hearings import (
    Contact,
    Hearing,
    JointParty,
    Party,
    Response,
    ResponseFile,
)
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.people import Officer


@dataclass(frozen=True, slots=True)
class LinkedContact:
    """Whom a link was mailed to."""

    id: str
    name: str
    email: str
    generation: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an answer; its bytes lie by hash outside the database."""

    id: str
    name: str
    size: int
    sha256: str
    media_type: str
    status: str


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """One version of an answer, with the receipt that was given for it."""

    id: str
    version: int
    stance: Stance
    text: str
    received_at: datetime
    late: bool
    receipt: str
    files: tuple[StoredFile, ...]
    jointly_with: tuple[str, ...]
    """Ids of the other parties that it was given for."""


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
    closed_at: datetime | None
    ended_reason: str
    """Why the round was closed early or withdrawn."""
    officer_name: str
    officer_email: str
    officer_phone: str
    ended_at: datetime | None
    """When the round was sealed or withdrawn, if it was."""
    contacts: tuple[LinkedContact, ...]
    versions: tuple[AnswerVersion, ...]
    """The party's own answers, oldest first, without those registered by mistake."""
    others: tuple[OtherParty, ...]
    documents: tuple[ShownDocument, ...]
    """Those that count, in the order they are shown."""
    drafts: tuple[KeptDraft, ...]
    """What its contacts wrote and did not send, the newest first."""

    @property
    def closed_early(self) -> bool:
        """Whether the round was closed before the party's deadline."""
        return self.closed_at is not None and self.closed_at < self.due_at


_OVER = (HearingPhase.SEALED, HearingPhase.WITHDRAWN)


def find_asked(session: Session, party: str) -> AskedParty | None:
    """What the answer page of a party shows; None when there is no such party."""
    row = session.execute(
        select(Party, Hearing, Case, Officer)
        .join(Hearing, Hearing.id == Party.hearing_id)
        .join(Case, Case.id == Party.case_id)
        .join(Officer, Officer.id == Case.officer_id)
        .where(Party.id == party)
    ).first()
    if row is None:
        return None
    asked, hearing, case, officer = row
    phase = HearingPhase(hearing.phase)
    return AskedParty(
        id=asked.id,
        body=asked.body,
        name=asked.name,
        due_on=asked.due_on,
        due_at=asked.due_at,
        due_version=asked.due_version,
        answers=asked.answers,
        response=asked.response_id,
        case=case.id,
        number=case.number,
        title=case.title,
        openness=Openness(case.openness),
        hearing=hearing.id,
        round=hearing.round,
        phase=phase,
        text=hearing.text,
        changes=hearing.changes,
        text_before=_text_before(session, hearing) if hearing.round > 1 else "",
        undone=asked.undone,
        closed_at=hearing.closed_at,
        ended_reason=hearing.ended_reason,
        officer_name=officer.name,
        officer_email=officer.email,
        officer_phone=officer.phone,
        ended_at=_ended_at(session, case.id, hearing.id) if phase in _OVER else None,
        contacts=_contacts(session, party),
        versions=_versions(session, party),
        others=_others(session, asked),
        documents=documents_of(session.connection(), hearing.id),
        drafts=drafts_of(session, party),
    )


def _text_before(session: Session, hearing: Hearing) -> str:
    """What was asked in the round before this one that was sent out at the same step."""
    earlier = session.scalars(
        select(Hearing.text)
        .where(
            Hearing.case_id == hearing.case_id,
            Hearing.step == hearing.step,
            Hearing.round < hearing.round,
            Hearing.opened_at.is_not(None),
        )
        .order_by(Hearing.round.desc())
        .limit(1)
    )
    return earlier.first() or ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was sent with a submission key, and the receipt that it got."""

    receipt: str
    stance: str
    text: str
    files: frozenset[str]
    """By the hashes of their bytes."""


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
    kept = frozenset(connection.execute(files).scalars())
    return Submitted(row.receipt, row.stance, row.text, kept)


def _contacts(session: Session, party: str) -> tuple[LinkedContact, ...]:
    rows = session.scalars(select(Contact).where(Contact.party_id == party).order_by(Contact.id))
    return tuple(LinkedContact(row.id, row.name, row.email, row.generation) for row in rows)


def _others(session: Session, asked: Party) -> tuple[OtherParty, ...]:
    rows = session.scalars(
        select(Party)
        .where(Party.hearing_id == asked.hearing_id, Party.id != asked.id)
        .order_by(Party.position)
    )
    return tuple(
        OtherParty(row.id, row.name, row.answers - row.undone, row.response_id) for row in rows
    )


def _versions(session: Session, party: str) -> tuple[AnswerVersion, ...]:
    rows = list(
        session.scalars(
            select(Response)
            .where(Response.party_id == party, Response.undone_at.is_(None))
            .order_by(Response.version)
        )
    )
    files = _files(session, [row.id for row in rows])
    joint = _joint(session, [row.id for row in rows])
    return tuple(
        AnswerVersion(
            id=row.id,
            version=row.version,
            stance=Stance(row.stance),
            text=row.text,
            received_at=row.received_at,
            late=row.late,
            receipt=row.receipt,
            files=tuple(files[row.id]),
            jointly_with=tuple(joint[row.id]),
        )
        for row in rows
    )


def _files(session: Session, responses: Iterable[str]) -> dict[str, list[StoredFile]]:
    found: dict[str, list[StoredFile]] = defaultdict(list)
    for row in session.scalars(
        select(ResponseFile)
        .where(ResponseFile.response_id.in_(list(responses)))
        .order_by(ResponseFile.name, ResponseFile.id)
    ):
        found[row.response_id].append(
            StoredFile(row.id, row.name, row.size, row.sha256, row.media_type, row.status)
        )
    return found


def _joint(session: Session, responses: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in session.scalars(
        select(JointParty)
        .where(JointParty.response_id.in_(list(responses)))
        .order_by(JointParty.id)
    ):
        found[row.response_id].append(row.party_id)
    return found


def _ended_at(session: Session, case: str, hearing: str) -> datetime | None:
    """The instant of the journal entry that ended the round; the payload names the round."""
    return session.execute(
        select(JournalEntry.at)
        .join(
            JournalPayload,
            (JournalPayload.case_id == JournalEntry.case_id)
            & (JournalPayload.seq == JournalEntry.seq),
        )
        .where(
            JournalEntry.case_id == case,
            JournalEntry.event.in_([Event.HEARING_SEALED, Event.HEARING_WITHDRAWN]),
            JournalPayload.payload.contains(hearing),
        )
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    ).scalar()
