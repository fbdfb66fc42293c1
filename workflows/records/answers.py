"""What the answer page reads: who is asked about what, what was answered, which key was used."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from workflows.engine.route import WITHDRAWN
from workflows.engine.vocabulary import Event, HearingPhase, Openness
from workflows.records.cases import Case
from workflows.records.documents import ShownDocument, documents_of
from workflows.records.drafts import KeptDraft, drafts_of
from workflows.records.given_answers import ShownResponse, answer_of, standing_answers_of
from workflows.records.hearings import (
    Contact,
    Hearing,
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
    def closed_early(self) -> bool:
        """Whether the round was closed before the party's deadline."""
        return self.closed_at is not None and self.closed_at < self.due_at

    @property
    def sealed_early(self) -> bool:
        """Whether no more answers were taken before the party's deadline was over."""
        ended = self.ended_at if self.phase is HearingPhase.SEALED else None
        return ended is not None and ended < self.due_at


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
    versions = standing_answers_of(session.connection(), party)
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
        is_case_withdrawn=case.state == WITHDRAWN,
        next_round=_next_round(session, hearing),
        contacts=_contacts(session, party),
        versions=versions,
        joint=_joint(session, asked, versions),
        others=_others(session, asked),
        inner_due_on=asked.inner_due_on,
        documents=documents_of(session.connection(), hearing.id),
        drafts=drafts_of(session, party),
    )


def _joint(session: Session, asked: Party, own: tuple[ShownResponse, ...]) -> ShownResponse | None:
    if asked.response_id is None or asked.response_id in {one.id for one in own}:
        return None
    return answer_of(session.connection(), asked.response_id)


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


def _next_round(session: Session, hearing: Hearing) -> int | None:
    """The round after this one at the same step that is open."""
    return session.scalar(
        select(func.max(Hearing.round)).where(
            Hearing.case_id == hearing.case_id,
            Hearing.step == hearing.step,
            Hearing.round > hearing.round,
            Hearing.phase == HearingPhase.OPEN,
        )
    )


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
