"""The links by which members of bodies read: how each stands, and what changes it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from workflows.engine.vocabulary import MessageKind, MessageStatus, SkipReason
from workflows.records.batches import Operation, write_row
from workflows.records.member_tables import MemberLink
from workflows.records.messages import UNDER_WAY, Message
from workflows.records.people import Officer


@dataclass(frozen=True, slots=True)
class HeldLink:
    """A link as it stands."""

    id: str
    email: str
    generation: int
    withdrawn_at: datetime | None
    changed_at: datetime
    """When it was last sent or withdrawn."""
    officer_name: str
    """Who did that."""
    officer_email: str
    officer_phone: str
    letter: MessageStatus | None
    """How the last letter with it fared."""
    why: str | None
    """What the mail server said, where that letter did not go."""

    @property
    def is_good(self) -> bool:
        """Whether it opens anything."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class LinkLetter:
    """A letter that brings somebody the own link."""

    id: str
    kind: MessageKind
    recipient: str
    unique_key: str
    payload: str


def link_by_id(connection: Connection, link: str) -> HeldLink | None:
    """The link with this id."""
    return next(iter(_read(connection, MemberLink.id == link)), None)


def links_by_email(connection: Connection, emails: Collection[str]) -> Mapping[str, HeldLink]:
    """The links of these addresses, folded as they are kept; by address."""
    return {link.email: link for link in _read(connection, MemberLink.email.in_(emails))}


def links_by_id(connection: Connection, links: Collection[str]) -> Mapping[str, HeldLink]:
    """These links, by id."""
    return {link.id: link for link in _read(connection, MemberLink.id.in_(links))}


def _read(connection: Connection, wanted: ColumnElement[bool]) -> list[HeldLink]:
    rows = connection.execute(
        select(
            MemberLink.id,
            MemberLink.email,
            MemberLink.generation,
            MemberLink.withdrawn_at,
            MemberLink.changed_at,
            Officer.name,
            Officer.email.label("officer_email"),
            Officer.phone,
            Message.status,
            Message.last_error,
        )
        .join(Officer, Officer.id == MemberLink.officer_id)
        .outerjoin(Message, Message.id == MemberLink.message_id)
        .where(wanted)
    )
    return [
        HeldLink(
            id=row.id,
            email=row.email,
            generation=row.generation,
            withdrawn_at=row.withdrawn_at,
            changed_at=row.changed_at,
            officer_name=row.name,
            officer_email=row.officer_email,
            officer_phone=row.phone,
            letter=MessageStatus(row.status) if row.status else None,
            why=row.last_error,
        )
        for row in rows
    ]


def locked_link(
    connection: Connection, email: str, new: str, officer: str, now: datetime
) -> tuple[str, int, datetime | None]:
    """Id, generation and withdrawal of the address's link, its row locked; made if there is none.

    One that is new has generation 0: it was never sent.
    """
    row = {
        "id": new,
        "email": email,
        "generation": 0,
        "officer_id": officer,
        "changed_at": now,
    }
    write_row(connection, MemberLink, Operation.INSERT_NEW, row)
    found = connection.execute(
        select(MemberLink.id, MemberLink.generation, MemberLink.withdrawn_at)
        .where(MemberLink.email == email)
        .with_for_update()
    ).one()
    return found.id, found.generation, found.withdrawn_at


def change_link(connection: Connection, link: str, **values: Any) -> None:
    """Change these columns of a link."""
    connection.execute(update(MemberLink).where(MemberLink.id == link).values(**values))


def put_in_outbox(connection: Connection, letter: LinkLetter, now: datetime) -> bool:
    """Let the letter be sent; False when one with its key was there already."""
    row = {
        "id": letter.id,
        "kind": letter.kind.value,
        "recipient": letter.recipient,
        "payload": letter.payload,
        "unique_key": letter.unique_key,
        "status": MessageStatus.PENDING.value,
        "attempts": 0,
        "created_at": now,
        "next_attempt_at": now,
    }
    write_row(connection, Message, Operation.INSERT_NEW, row)
    found = connection.execute(select(Message.id).where(Message.id == letter.id))
    return found.first() is not None


def take_out_of_outbox(connection: Connection, recipient: str, now: datetime) -> None:
    """Let no letter go any more that brings the address a link which is withdrawn."""
    connection.execute(
        update(Message)
        .where(
            UNDER_WAY,
            Message.kind.in_((MessageKind.MEMBER_LINK, MessageKind.AGENDA, MessageKind.MINUTES)),
            Message.recipient == recipient,
            Message.status == MessageStatus.PENDING,
        )
        .values(
            status=MessageStatus.SKIPPED.value,
            settled_at=now,
            last_error=SkipReason.LINK_WITHDRAWN.value,
        )
    )
