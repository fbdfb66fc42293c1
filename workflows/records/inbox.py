"""The inbox: mails that came in, what they answer, and what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, or_, select, update

from workflows.engine.vocabulary import (
    HearingPhase,
    MailReason,
    MailStatus,
    MessageKind,
    MessageStatus,
    PartyStatus,
)
from workflows.records.case_list import Viewer, in_lower_case, visible_to
from workflows.records.cases import Case
from workflows.records.hearings import Contact, Hearing, Party
from workflows.records.inbox_tables import IncomingMail
from workflows.records.messages import Message


@dataclass(frozen=True, slots=True)
class Origin:
    """Our message that a mail answers or reports on."""

    message: str
    case: str | None
    party: str | None
    contact: str | None
    recipient: str
    kind: MessageKind


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to be kept; the fields are the columns."""

    id: str
    unique_key: str
    sha256: str
    size: int
    whole: bool
    received_at: datetime
    sender: str
    sender_name: str
    subject: str
    status: MailStatus
    reason: MailReason
    message_id: str | None
    case_id: str | None
    party_id: str | None
    contact_id: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownMail:
    """A mail as the inbox shows it."""

    id: str
    sha256: str
    size: int
    whole: bool
    received_at: datetime
    sender: str
    sender_name: str
    subject: str
    status: MailStatus
    reason: MailReason
    case: str | None
    number: str | None
    party: str | None
    party_name: str | None
    hearing: str | None
    handled_at: datetime | None
    handled_by: str | None
    note: str


@dataclass(frozen=True, slots=True)
class OpenParty:
    """A party that an answer can be taken from."""

    id: str
    name: str
    number: str
    title: str
    answered: bool


def is_known(connection: Connection, unique_key: str) -> bool:
    """Whether the mail has been taken before."""
    found = connection.execute(select(IncomingMail.id).where(IncomingMail.unique_key == unique_key))
    return found.first() is not None


def add_mail(connection: Connection, mail: NewMail) -> None:
    """Keep a mail."""
    connection.execute(insert(IncomingMail).values(**asdict(mail)))


def origin_of(connection: Connection, messages: Sequence[str]) -> Origin | None:
    """The first of these messages that there is."""
    rows = connection.execute(
        select(
            Message.id,
            Message.case_id,
            Message.party_id,
            Message.contact_id,
            Message.recipient,
            Message.kind,
        ).where(Message.id.in_(messages))
    )
    found = {row.id: Origin(*row[:-1], MessageKind(row.kind)) for row in rows}
    return next((found[one] for one in messages if one in found), None)


def contact_of(connection: Connection, party: str, address: str) -> str | None:
    """The contact of a party who writes from this address, in lower case."""
    return connection.execute(
        select(Contact.id)
        .where(Contact.party_id == party, func.lower(Contact.email) == address)
        .limit(1)
    ).scalar()


def fail_message(connection: Connection, message: str, why: str, at: datetime) -> None:
    """A mail that was taken by a mail server came back for good."""
    connection.execute(
        update(Message)
        .where(Message.id == message, Message.status != MessageStatus.SKIPPED)
        .values(
            status=MessageStatus.FAILED.value,
            settled_at=at,
            last_error=why[:500],
            lease_until=None,
        )
    )


def list_mails(
    connection: Connection, viewer: Viewer, statuses: Collection[MailStatus], most: int
) -> list[ShownMail]:
    """The newest mails of these statuses; what belongs to a case is shown to whoever may see it."""
    rows = connection.execute(
        _shown(viewer)
        .where(IncomingMail.status.in_([status.value for status in statuses]))
        .order_by(IncomingMail.received_at.desc(), IncomingMail.id)
        .limit(most)
    )
    return [_mail(row) for row in rows]


def count_mails(connection: Connection, viewer: Viewer, statuses: Collection[MailStatus]) -> int:
    """How many mails of these statuses the viewer may see."""
    chosen = _shown(viewer).where(IncomingMail.status.in_([one.value for one in statuses]))
    counted = select(func.count()).select_from(chosen.subquery())
    return int(connection.execute(counted).scalar_one())


def find_mail(connection: Connection, viewer: Viewer, mail: str) -> ShownMail | None:
    """One mail, if there is such a one for the viewer."""
    row = connection.execute(_shown(viewer).where(IncomingMail.id == mail)).first()
    return _mail(row) if row else None


_COLUMNS = (
    IncomingMail.id,
    IncomingMail.sha256,
    IncomingMail.size,
    IncomingMail.whole,
    IncomingMail.received_at,
    IncomingMail.sender,
    IncomingMail.sender_name,
    IncomingMail.subject,
    IncomingMail.status,
    IncomingMail.reason,
    IncomingMail.case_id,
    Case.number,
    IncomingMail.party_id,
    Party.name.label("party_name"),
    Party.hearing_id,
    IncomingMail.handled_at,
    IncomingMail.handled_by,
    IncomingMail.note,
)


def _shown(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS)
        .select_from(IncomingMail)
        .outerjoin(Case, Case.id == IncomingMail.case_id)
        .outerjoin(Party, Party.id == IncomingMail.party_id)
        .where(or_(IncomingMail.case_id.is_(None), visible_to(viewer)))
    )


def _mail(row: Any) -> ShownMail:
    return ShownMail(
        id=row.id,
        sha256=row.sha256,
        size=row.size,
        whole=row.whole,
        received_at=row.received_at,
        sender=row.sender,
        sender_name=row.sender_name,
        subject=row.subject,
        status=MailStatus(row.status),
        reason=MailReason(row.reason),
        case=row.case_id,
        number=row.number,
        party=row.party_id,
        party_name=row.party_name,
        hearing=row.hearing_id,
        handled_at=row.handled_at,
        handled_by=row.handled_by,
        note=row.note,
    )


def settle_mail(
    connection: Connection,
    mail: str,
    earlier: Collection[MailStatus],
    status: MailStatus,
    *,
    at: datetime,
    by: str,
    note: str = "",
    place: tuple[str, str] | None = None,
) -> bool:
    """Note what an officer did with a mail; False when it is in none of the earlier statuses.

    `place` is the case and the party that it was registered on.
    """
    where = {} if place is None else {"case_id": place[0], "party_id": place[1]}
    changed = connection.execute(
        update(IncomingMail)
        .where(
            IncomingMail.id == mail,
            IncomingMail.status.in_([one.value for one in earlier]),
        )
        .values(status=status.value, handled_at=at, handled_by=by, note=note, **where)
    )
    return changed.rowcount == 1


def open_parties(
    connection: Connection, viewer: Viewer, search: str, most: int, first: str | None = None
) -> list[OpenParty]:
    """Parties whose answers are taken, found by case or name; the one with id `first` is on top."""
    wanted = f"%{search.lower().replace('%', '').replace('_', '')}%"
    rows = connection.execute(
        select(Party.id, Party.name, Case.number, Case.title, Party.status)
        .join(Hearing, Hearing.id == Party.hearing_id)
        .join(Case, Case.id == Party.case_id)
        .where(
            Hearing.phase.in_([HearingPhase.OPEN.value, HearingPhase.LATE.value]),
            visible_to(viewer),
            or_(
                Party.id == first,
                *(
                    in_lower_case(column).like(wanted)
                    for column in (Party.name, Case.number, Case.title)
                ),
            ),
        )
        .order_by(Case.number.desc(), Party.position, Party.id)
        .limit(most)
    )
    found = [
        OpenParty(row[0], row[1], row[2], row[3], row[4] == PartyStatus.ANSWERED) for row in rows
    ]
    return sorted(found, key=lambda party: party.id != first)
