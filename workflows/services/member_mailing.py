"""Mails the members of a body about one of its meetings, each with the own link to it."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.definition import Member
from workflows.engine.identity import ordered_id
from workflows.engine.naming import folded
from workflows.engine.vocabulary import MessageKind
from workflows.records import member_links
from workflows.records.database import Transaction
from workflows.records.member_links import LinkLetter


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a letter about a meeting goes to."""

    mailed: tuple[Member, ...]
    """Each address once."""
    withdrawn: tuple[Member, ...]
    """Those of them whose link was withdrawn: they get no mail, and read nothing."""


@dataclass(frozen=True, slots=True)
class MeetingLetter:
    """What is told to all of them."""

    kind: MessageKind
    of: str
    """Id of what it tells of: an agenda as it was sent, or minutes as they were laid out."""
    meeting: str
    number: int = 0
    """Which supplement it is; 0 for anything else."""
    moved_to: date | None = None
    """The day that the meeting is held on instead."""


def recipients(connection: Transaction, members: Iterable[Member]) -> Recipients:
    """Those of the members who can be written to, and those who cannot."""
    known = {folded(each.email): each for each in members}
    links = member_links.links_by_email(connection, list(known))
    off = {email for email, link in links.items() if not link.is_good and link.generation > 0}
    return Recipients(
        tuple(each for email, each in known.items() if email not in off),
        tuple(each for email, each in known.items() if email in off),
    )


def mail_members(
    connection: Transaction,
    members: Iterable[Member],
    letter: MeetingLetter,
    officer: str,
    now: datetime,
) -> None:
    """A letter to each, in the order of their addresses, so that nobody waits for another.

    Who has no link yet gets the first one with it.
    """
    payload: dict[str, str | int] = {"meeting": letter.meeting, "number": letter.number}
    if letter.moved_to is not None:
        payload["moved_to"] = letter.moved_to.isoformat()
    for member in sorted(members, key=lambda each: folded(each.email)):
        link, generation, _ = member_links.locked_link(
            connection, folded(member.email), _new_id(now), officer, now
        )
        sent = LinkLetter(
            id=_new_id(now),
            kind=letter.kind,
            recipient=member.email,
            unique_key=f"{letter.kind}:{letter.of}:{link}",
            payload=json.dumps({"link": link, **payload}),
        )
        member_links.put_in_outbox(connection, sent, now)
        member_links.change_link(
            connection,
            link,
            generation=max(generation, 1),
            officer_id=officer,
            changed_at=now,
            message_id=sent.id,
        )


def _new_id(now: datetime) -> str:
    return ordered_id(now, 0, secrets.token_hex(8))
