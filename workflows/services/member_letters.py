"""Puts the words of the letter together that brings a member of bodies the own link."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from definitions.letters import render
from workflows.engine.definition import Member
from workflows.engine.member_access import readable_bodies
from workflows.engine.naming import folded
from workflows.records.database import Transaction
from workflows.records.member_links import HeldLink, links_by_id
from workflows.records.outbox import Claimed
from workflows.services.installation import Installation
from workflows.services.letters import Content, html_page, link_mark, one_line
from workflows.services.seats import seats


@dataclass(frozen=True, slots=True)
class MemberLetter:
    """All that such a letter may tell."""

    link: HeldLink
    recipient: str
    """The member's name."""
    bodies: tuple[str, ...]
    """The codes of those that the member reads in."""


def member_letters(
    house: Installation, connection: Transaction, messages: Iterable[Claimed], now: datetime
) -> dict[str, MemberLetter]:
    """What each of these letters tells, by message."""
    wanted = {each.id: str(json.loads(each.payload)["link"]) for each in messages}
    if not wanted:
        return {}
    links = links_by_id(connection, set(wanted.values()))
    day = house.around.calendar.local_date(now)
    members = seats(house, connection, day)
    return {
        message: _letter(links[link], members, day)
        for message, link in wanted.items()
        if link in links
    }


def _letter(link: HeldLink, members: Sequence[Member], day: date) -> MemberLetter:
    names = [each.name for each in members if folded(each.email) == link.email]
    bodies = readable_bodies(members, link.email, day)
    return MemberLetter(link, names[-1] if names else link.email, bodies)


def compose_member_link(
    house: Installation, message: Claimed, letter: MemberLetter, now: datetime
) -> Content:
    """The words of the letter; they name no case. Raises KeyError as `compose` does."""
    values = _values(house, message, letter)
    subject, text = render(house.definitions.letters[message.kind], values)
    subject = one_line(subject)
    return Content(
        subject=subject,
        text=text,
        html=html_page(subject, text, [values["link"]]),
        entry=None,
        sender_name=one_line(house.definitions.municipality.name),
        sender=house.definitions.municipality.sender,
        reply_name=one_line(letter.link.officer_name),
        reply_to=letter.link.officer_email,
        recipient_name=one_line(letter.recipient),
        answers_to=None,
        dated=now.astimezone(UTC).replace(microsecond=0).isoformat(),
        due_version=None,
    )


def _values(house: Installation, message: Claimed, letter: MemberLetter) -> dict[str, Any]:
    return {
        "municipality": house.definitions.municipality.name,
        "recipient": letter.recipient,
        "officer_name": letter.link.officer_name,
        "officer_email": letter.link.officer_email,
        "officer_phone": letter.link.officer_phone,
        "bodies": _in_a_row([house.around.bodies[code].name for code in letter.bodies]),
        "link": link_mark(message.id),
        "again": bool(json.loads(message.payload).get("again")),
    }


def _in_a_row(names: list[str]) -> str:
    """`Økonomiudvalget, Kultur- og Fritidsudvalget og Kommunalbestyrelsen`."""
    return " og ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
