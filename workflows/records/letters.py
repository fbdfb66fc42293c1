"""Reads what letters tell: the case, hearing, party and answer behind each, a batch at a time."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from workflows.engine.vocabulary import MessageKind, MessageStatus, Openness, PartyStatus
from workflows.records.cases import Case
from workflows.records.given_answers import ShownResponse, answers_by_id
from workflows.records.hearings import Contact, Hearing, JointParty, Party, Response
from workflows.records.messages import Message
from workflows.records.people import Officer


@dataclass(frozen=True, slots=True)
class Addressee:
    """The party that a letter is about, and its contact that the letter is for."""

    party: str
    party_name: str
    due_at: datetime
    """The party's deadline (exclusive)."""
    due_version: int
    contact: str
    contact_name: str
    generation: int
    round: int
    changes: str
    """What is another than in the round before."""
    hearing_text: str
    close_when_all_answered: bool
    invitation: str | None
    """Id of the message that invited the contact."""
    inner_due_on: date | None = None
    """The day that the party has set its own members."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Who answered a hearing."""

    asked: int
    answered: int
    missing: tuple[str, ...]
    due_at: datetime
    """The last party's deadline (exclusive)."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """All that one letter may tell."""

    case: str
    number: str
    title: str
    openness: Openness
    officer_name: str
    officer_email: str
    officer_phone: str
    addressee: Addressee | None
    answer: ShownResponse | None
    """The one that a receipt is for."""
    tally: Tally | None
    answered_by: str = ""
    """Who gave it; not always whom the receipt is for, for it may be a joint one."""
    together: tuple[str, ...] = ()
    """On whose behalf it was given besides."""
    recipient_name: str = ""
    """The officer that a letter to one is to, where that is not the responsible one."""
    untold: str = ""
    """What an earlier extension told, that was overtaken by this one before it was sent."""


_recipient = aliased(Officer)


def letter_facts(
    connection: Connection, messages: Collection[str], answers: Mapping[str, str]
) -> dict[str, LetterFacts]:
    """The facts by message; `answers` holds, by message, the answer that a receipt is for."""
    rows = connection.execute(
        select(
            Message.id,
            Message.kind,
            Message.case_id,
            Message.hearing_id,
            Case.number,
            Case.title,
            Case.openness,
            Officer.name,
            Officer.email,
            Officer.phone,
            _recipient.name.label("recipient_name"),
        )
        .join(Case, Case.id == Message.case_id)
        .join(Officer, Officer.id == Case.officer_id)
        .outerjoin(_recipient, _recipient.id == Message.officer_id)
        .where(Message.id.in_(messages))
    ).all()
    addressees = _addressees(connection, messages)
    found = answers_by_id(connection, set(answers.values()))
    givers = _names_of_givers(connection, found) if found else {}
    joined = _names_of_joined(connection, found) if found else {}
    extensions = [row.id for row in rows if row.kind == MessageKind.EXTENSION]
    overtaken = _overtaken(connection, extensions) if extensions else {}
    closing = {row.hearing_id for row in rows if row.kind == MessageKind.CLOSING}
    counted = tallies(connection, closing - {None})
    return {
        row.id: LetterFacts(
            case=row.case_id,
            number=row.number,
            title=row.title,
            openness=Openness(row.openness),
            officer_name=row.name,
            officer_email=row.email,
            officer_phone=row.phone,
            addressee=addressees.get(row.id),
            answer=found.get(answers.get(row.id, "")),
            answered_by=givers.get(answers.get(row.id, ""), ""),
            together=tuple(joined.get(answers.get(row.id, ""), ())),
            tally=counted.get(row.hearing_id),
            recipient_name=row.recipient_name or "",
            untold=overtaken.get(row.id, ""),
        )
        for row in rows
    }


def _addressees(connection: Connection, messages: Collection[str]) -> dict[str, Addressee]:
    rows = connection.execute(
        select(
            Message.id,
            Party.id.label("party"),
            Party.name.label("party_name"),
            Party.due_at,
            Party.due_version,
            Party.inner_due_on,
            Contact.id.label("contact"),
            Contact.name.label("contact_name"),
            Contact.generation,
            Hearing.round,
            Hearing.changes,
            Hearing.text,
            Hearing.close_when_all_answered,
        )
        .join(Party, Party.id == Message.party_id)
        .join(Contact, Contact.id == Message.contact_id)
        .join(Hearing, Hearing.id == Party.hearing_id)
        .where(Message.id.in_(messages))
    ).all()
    invitations = _invitations(connection, {row.party for row in rows})
    return {
        row.id: Addressee(
            party=row.party,
            party_name=row.party_name,
            due_at=row.due_at,
            due_version=row.due_version,
            contact=row.contact,
            contact_name=row.contact_name,
            generation=row.generation,
            round=row.round,
            changes=row.changes,
            hearing_text=row.text,
            close_when_all_answered=row.close_when_all_answered,
            invitation=invitations.get(row.contact),
            inner_due_on=row.inner_due_on,
        )
        for row in rows
    }


def _overtaken(connection: Connection, extensions: Collection[str]) -> dict[str, str]:
    """By extension, the payload of the first one before it since the contact was told a date.

    Two extensions made before a letter of the first went are one to whoever is heard.
    """
    message, earlier, told = aliased(Message), aliased(Message), aliased(Message)
    gone = (MessageStatus.SENT, MessageStatus.UNCERTAIN)
    told_since = select(told.id).where(
        told.contact_id == message.contact_id,
        told.status.in_(gone),
        told.due_version >= earlier.due_version,
    )
    rows = connection.execute(
        select(message.id, earlier.payload)
        .join(
            earlier,
            (earlier.contact_id == message.contact_id)
            & (earlier.kind == MessageKind.EXTENSION)
            & (earlier.due_version < message.due_version),
        )
        .where(message.id.in_(extensions), earlier.status.not_in(gone), ~told_since.exists())
        .order_by(earlier.due_version.desc())
    )
    # The first of them comes last, and stays.
    return {row.id: row.payload for row in rows}


def _invitations(connection: Connection, parties: Collection[str]) -> dict[str, str]:
    """By contact, the message that invited it."""
    rows = connection.execute(
        select(Message.contact_id, Message.id)
        .where(Message.party_id.in_(parties), Message.kind == MessageKind.INVITATION)
        # The first one wins, for it comes last: later ones only repeat its link.
        .order_by(Message.created_at.desc(), Message.id.desc())
    )
    return {row.contact_id: row.id for row in rows}


def _names_of_givers(connection: Connection, responses: Collection[str]) -> dict[str, str]:
    """By answer, the party that gave it."""
    rows = connection.execute(
        select(Response.id, Party.name)
        .join(Party, Party.id == Response.party_id)
        .where(Response.id.in_(responses))
    )
    return {row.id: row.name for row in rows}


def _names_of_joined(connection: Connection, responses: Collection[str]) -> dict[str, list[str]]:
    """By answer, the other parties that it was given for."""
    found: dict[str, list[str]] = defaultdict(list)
    for response, name in connection.execute(
        select(JointParty.response_id, Party.name)
        .join(Party, Party.id == JointParty.party_id)
        .where(JointParty.response_id.in_(responses))
        .order_by(Party.position)
    ):
        found[response].append(name)
    return found


def tallies(connection: Connection, hearings: Collection[str]) -> dict[str, Tally]:
    """Who answered each of these hearings, as things stand."""
    if not hearings:
        return {}
    parties = defaultdict(list)
    for row in connection.execute(
        select(Party.hearing_id, Party.name, Party.status, Party.due_at)
        .where(Party.hearing_id.in_(hearings), Party.status != PartyStatus.WITHDRAWN)
        .order_by(Party.position)
    ):
        parties[row.hearing_id].append(row)
    return {
        hearing: Tally(
            asked=len(asked),
            answered=sum(row.status == PartyStatus.ANSWERED for row in asked),
            missing=tuple(row.name for row in asked if row.status != PartyStatus.ANSWERED),
            due_at=max(row.due_at for row in asked),
        )
        for hearing, asked in parties.items()
    }
