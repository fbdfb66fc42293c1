"""What the public page of one hearing shows, and the documents fetched from it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from workflows.engine.vocabulary import FileStatus, Openness
from workflows.records.cases import Case
from workflows.records.documents import ShownDocument, documents_of
from workflows.records.hearings import Hearing, Party
from workflows.records.people import Officer
from workflows.records.public_answers import PublicAnswer, published_answers
from workflows.records.public_hearings import ListedHearing, listed, public_hearings
from workflows.records.snapshots import pinned_case_type


@dataclass(frozen=True, slots=True)
class PublicParty:
    """Who is heard, and until when; whether it has answered is not told."""

    name: str
    due_on: date
    due_at: datetime


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
        """The day that the hearing is planned to last to."""
        return self.listed.due_on

    @property
    def own_due_at(self) -> datetime:
        """The hearing's own deadline."""
        return self.listed.own_due_at


def public_hearing(connection: Connection, hearing: str) -> PublicHearing | None:
    """One hearing; None where the public may not know whether there is one."""
    row = connection.execute(
        public_hearings()
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
        listed=listed(row),
        rule=rule.title if rule else "",
        officer_name=row.officer_name,
        officer_email=row.officer_email,
        officer_phone=row.officer_phone,
        parties=_parties(connection, hearing),
        documents=tuple(one for one in documents_of(connection, hearing) if _may_be_fetched(one)),
        answers=published_answers(connection, hearing),
    )


def _parties(connection: Connection, hearing: str) -> tuple[PublicParty, ...]:
    rows = connection.execute(
        select(Party.name, Party.due_on, Party.due_at)
        .where(Party.hearing_id == hearing)
        .order_by(Party.position, Party.id)
    )
    return tuple(PublicParty(row.name, row.due_on, row.due_at) for row in rows)


def _may_be_fetched(document: ShownDocument) -> bool:
    """Whether a document that counts is open, and the virus scanner has let it through."""
    return document.openness is Openness.OPEN and document.status is FileStatus.CLEAN


def public_document(connection: Connection, hearing: str, document: str) -> ShownDocument | None:
    """A document of this hearing that the public may fetch now; None for any other."""
    if connection.execute(public_hearings().where(Hearing.id == hearing)).first() is None:
        return None
    found = (one for one in documents_of(connection, hearing) if one.id == document)
    return next((one for one in found if _may_be_fetched(one)), None)
