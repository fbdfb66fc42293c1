"""What anybody may read: hearings of open cases and the answers published in them, nothing else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, and_, cast, func, or_, select

from workflows.engine.vocabulary import Event, FileStatus, HearingPhase, Openness, Stance
from workflows.records.cases import Case
from workflows.records.documents import ShownDocument, documents_of
from workflows.records.given_answers import StoredFile, is_collected
from workflows.records.hearings import (
    Hearing,
    JointParty,
    Party,
    Response,
    ResponseFile,
)
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.people import Officer
from workflows.records.publications import Publication, PublicFile
from workflows.records.snapshots import pinned_case_type


@dataclass(frozen=True, slots=True)
class ListedHearing:
    """One round of hearing, as the list and the feeds tell of it."""

    id: str
    number: str
    title: str
    round: int
    phase: HearingPhase
    text: str
    changes: str
    """What is another than in the round before."""
    due_on: date
    """The hearing's own deadline, which one of those heard may have been given longer than."""
    last_due_on: date
    """The last day that any of those heard may answer in time."""
    last_due_at: datetime
    due_version: int
    opened_at: datetime
    closed_at: datetime | None
    ended_reason: str

    @property
    def closed_early(self) -> bool:
        """Whether it was closed before the last deadline that was told."""
        return self.closed_at is not None and self.closed_at < self.last_due_at


@dataclass(frozen=True, slots=True)
class PublicParty:
    """Who is heard, and until when; whether it has answered is not told."""

    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """An answer in the form that was published."""

    id: str
    names: tuple[str, ...]
    """The party that gave it, and those it was given for as well."""
    stance: Stance
    text: str
    redacted: bool
    received_at: datetime
    late: bool
    files: tuple[StoredFile, ...]


@dataclass(frozen=True, slots=True)
class PublicHearing:
    """A round of hearing with all that its page shows."""

    listed: ListedHearing
    rule: str
    """What kind of hearing it is, in words."""
    officer_name: str
    officer_email: str
    officer_phone: str
    parties: tuple[PublicParty, ...]
    documents: tuple[ShownDocument, ...]
    """Those that the public may fetch."""
    answers: tuple[PublicAnswer, ...]

    @property
    def due_on(self) -> date:
        """The hearing's own deadline."""
        return self.listed.due_on


_SENT_OUT = (HearingPhase.OPEN, HearingPhase.LATE, HearingPhase.SEALED, HearingPhase.WITHDRAWN)

_TOLD = (
    Event.HEARING_OPENED,
    Event.HEARING_EXTENDED,
    Event.DOCUMENT_REPLACED,
    Event.HEARING_CLOSED,
    Event.HEARING_SEALED,
    Event.HEARING_WITHDRAWN,
    Event.RESPONSE_PUBLISHED,
    Event.RESPONSE_UNPUBLISHED,
)
"""What changes the public page of a hearing."""


def _public() -> ColumnElement[bool]:
    """The one condition under which a hearing is there at all for the public."""
    return and_(
        Case.openness == Openness.OPEN,
        Hearing.phase.in_(_SENT_OUT),
        Hearing.opened_at.is_not(None),
    )


_LAST_DUE_ON = (
    select(func.max(Party.due_on)).where(Party.hearing_id == Hearing.id).scalar_subquery()
)
_LAST_DUE_AT = (
    select(func.max(Party.due_at)).where(Party.hearing_id == Hearing.id).scalar_subquery()
)


def _hearings() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Hearing.id,
            Case.number,
            Case.title,
            Hearing.round,
            Hearing.phase,
            Hearing.text,
            Hearing.changes,
            Hearing.due_on,
            _LAST_DUE_ON.label("last_due_on"),
            _LAST_DUE_AT.label("last_due_at"),
            Hearing.due_version,
            Hearing.opened_at,
            Hearing.closed_at,
            Hearing.ended_reason,
        )
        .join(Case, Case.id == Hearing.case_id)
        .where(_public())
    )


def open_hearings(connection: Connection) -> list[ListedHearing]:
    """The hearings that take answers, those that end first coming first."""
    return _listed(
        connection,
        _hearings()
        .where(Hearing.phase == HearingPhase.OPEN)
        .order_by(_LAST_DUE_ON, Case.title, Hearing.id),
    )


def ended_hearings(connection: Connection, skip: int, most: int) -> list[ListedHearing]:
    """The hearings that are over, those that ended last coming first."""
    return _listed(
        connection,
        _hearings()
        .where(Hearing.phase != HearingPhase.OPEN)
        .order_by(Hearing.due_on.desc(), Case.title, Hearing.id)
        .offset(skip)
        .limit(most),
    )


def _listed(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[ListedHearing]:
    return [_hearing(row) for row in connection.execute(statement)]


def _hearing(row: Any) -> ListedHearing:
    return ListedHearing(
        id=row.id,
        number=row.number,
        title=row.title,
        round=row.round,
        phase=HearingPhase(row.phase),
        text=row.text,
        changes=row.changes,
        due_on=row.due_on,
        last_due_on=row.last_due_on,
        last_due_at=row.last_due_at,
        due_version=row.due_version,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        ended_reason=row.ended_reason,
    )


def changed_at(connection: Connection, hearings: Sequence[str]) -> Mapping[str, datetime]:
    """When the page of each hearing last changed, by the journal, whose lines name the hearing.

    A hearing whose lines were erased is left out.
    """
    rows = connection.execute(
        select(Hearing.id, func.max(JournalEntry.at, type_=JournalEntry.at.type))
        .join(JournalEntry, JournalEntry.case_id == Hearing.case_id)
        .join(
            JournalPayload,
            (JournalPayload.case_id == JournalEntry.case_id)
            & (JournalPayload.seq == JournalEntry.seq),
        )
        .where(
            Hearing.id.in_(hearings),
            JournalEntry.event.in_(_TOLD),
            JournalPayload.payload.contains(cast(Hearing.id, String)),
        )
        .group_by(Hearing.id)
    )
    return {row[0]: row[1] for row in rows}


def public_hearing(connection: Connection, hearing: str) -> PublicHearing | None:
    """One hearing; None where the public may not know whether there is one."""
    row = connection.execute(
        _hearings()
        .add_columns(
            Hearing.rule,
            Case.definition_sha,
            Officer.name.label("officer_name"),
            Officer.email.label("officer_email"),
            Officer.phone.label("officer_phone"),
        )
        .join(Officer, Officer.id == Case.officer_id)
        .where(Hearing.id == hearing)
    ).first()
    if row is None:
        return None
    rule = pinned_case_type(connection, row.definition_sha).hearing_rule(row.rule)
    return PublicHearing(
        listed=_hearing(row),
        rule=rule.title if rule else "",
        officer_name=row.officer_name,
        officer_email=row.officer_email,
        officer_phone=row.officer_phone,
        parties=_parties(connection, hearing),
        documents=tuple(one for one in documents_of(connection, hearing) if _may_be_fetched(one)),
        answers=_answers(connection, hearing),
    )


def _parties(connection: Connection, hearing: str) -> tuple[PublicParty, ...]:
    rows = connection.execute(
        select(Party.name, Party.due_on)
        .where(Party.hearing_id == hearing)
        .order_by(Party.position, Party.id)
    )
    return tuple(PublicParty(row.name, row.due_on) for row in rows)


def _may_be_fetched(document: ShownDocument) -> bool:
    """Whether a document that counts is open, and the virus scanner has let it through."""
    return document.openness is Openness.OPEN and document.status is FileStatus.CLEAN


def public_document(connection: Connection, hearing: str, document: str) -> ShownDocument | None:
    """A document of this hearing that the public may fetch now; None for any other."""
    if connection.execute(_hearings().where(Hearing.id == hearing)).first() is None:
        return None
    found = (one for one in documents_of(connection, hearing) if one.id == document)
    return next((one for one in found if _may_be_fetched(one)), None)


def _stands() -> ColumnElement[bool]:
    """A publication of an answer is shown while it was not taken back and the answer stands.

    An answer that was replaced is gone from the page until the new one has been checked.
    """
    return and_(Publication.ended_at.is_(None), is_collected())


def _answers(connection: Connection, hearing: str) -> tuple[PublicAnswer, ...]:
    rows = connection.execute(
        select(
            Publication.id,
            Publication.response_id,
            Publication.text,
            Publication.redacted,
            Response.stance,
            Response.received_at,
            Response.late,
            Party.name,
        )
        .join(Response, Response.id == Publication.response_id)
        .join(Party, Party.id == Response.party_id)
        .where(Response.hearing_id == hearing, _stands())
        .order_by(Party.position, Response.version)
    ).all()
    together = _together(connection, [row.response_id for row in rows])
    files = _files(connection, [row.id for row in rows])
    return tuple(
        PublicAnswer(
            id=row.id,
            names=(row.name, *together[row.response_id]),
            stance=Stance(row.stance),
            text=row.text,
            redacted=row.redacted,
            received_at=row.received_at,
            late=row.late,
            files=tuple(files[row.id]),
        )
        for row in rows
    )


def _together(connection: Connection, responses: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for response, name in connection.execute(
        select(JointParty.response_id, Party.name)
        .join(Party, Party.id == JointParty.party_id)
        .where(JointParty.response_id.in_(responses))
        .order_by(Party.position)
    ):
        found[response].append(name)
    return found


_FILE = (
    PublicFile.id,
    PublicFile.name,
    PublicFile.size,
    PublicFile.sha256,
    PublicFile.media_type,
)


def _files(connection: Connection, publications: Sequence[str]) -> Mapping[str, list[StoredFile]]:
    found: dict[str, list[StoredFile]] = defaultdict(list)
    for row in connection.execute(
        select(PublicFile.publication_id, *_FILE)
        .where(PublicFile.publication_id.in_(publications))
        .order_by(PublicFile.name, PublicFile.id)
    ):
        found[row.publication_id].append(_file(row))
    return found


def public_file(connection: Connection, hearing: str, file: str) -> StoredFile | None:
    """A file of an answer that is published in this hearing now; None for any other."""
    row = connection.execute(
        select(*_FILE)
        .join(Publication, Publication.id == PublicFile.publication_id)
        .join(Response, Response.id == Publication.response_id)
        .join(Hearing, Hearing.id == Response.hearing_id)
        .join(Case, Case.id == Hearing.case_id)
        .join(ResponseFile, ResponseFile.id == PublicFile.file_id)
        .where(PublicFile.id == file, Hearing.id == hearing, _public(), _stands())
        .where(
            or_(
                ResponseFile.status == FileStatus.CLEAN,
                ResponseFile.sha256 != PublicFile.sha256,
            )
        )
    ).first()
    return _file(row) if row else None


def _file(row: Any) -> StoredFile:
    return StoredFile(row.id, row.name, row.size, row.sha256, row.media_type, FileStatus.CLEAN)
