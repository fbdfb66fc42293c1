"""Puts the words of the letter together that brings a member of bodies the own link."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from definitions.letters import render
from workflows.engine.daywords import day_words
from workflows.engine.definition import Member
from workflows.engine.member_access import readable_bodies
from workflows.engine.naming import folded
from workflows.records.database import Transaction
from workflows.records.meeting_pages import meeting_by_id
from workflows.records.member_links import HeldLink, links_by_id
from workflows.records.outbox import Claimed
from workflows.services.installation import Installation
from workflows.services.letters import Content, html_page, link_mark, one_line
from workflows.services.seats import seats
from workflows.services.wording import letters as say


@dataclass(frozen=True, slots=True)
class SentAgenda:
    """The agenda that a letter tells of."""

    meeting: str
    """Id of its meeting."""
    body: str
    """Its name."""
    when: str
    """`tirsdag den 16. januar 2024 kl. 17.00`."""
    supplement: bool
    """Whether it is what came after the agenda itself."""
    moved_to: str = ""
    """The day that its meeting was moved to: then the letter tells of that alone."""


@dataclass(frozen=True, slots=True)
class MemberLetter:
    """All that such a letter may tell."""

    link: HeldLink
    recipient: str
    """The member's name."""
    bodies: tuple[str, ...]
    """The codes of those that the member reads in."""
    agenda: SentAgenda | None = None
    """What the letter brings; None where it brings the link alone."""


def member_letters(
    house: Installation, connection: Transaction, messages: Iterable[Claimed], now: datetime
) -> dict[str, MemberLetter]:
    """What each of these letters tells, by message."""
    wanted = {each.id: json.loads(each.payload) for each in messages}
    if not wanted:
        return {}
    links = links_by_id(connection, {str(told["link"]) for told in wanted.values()})
    day = house.around.calendar.local_date(now)
    members = seats(house, connection, day)
    return {
        message: _letter(links[told["link"]], members, day, _agenda(house, connection, told))
        for message, told in wanted.items()
        if told["link"] in links
    }


def _agenda(
    house: Installation, connection: Transaction, told: Mapping[str, Any]
) -> SentAgenda | None:
    meeting = told.get("meeting")
    found = meeting_by_id(connection, meeting) if meeting else None
    if meeting is None or found is None:
        return None
    code, meets_on = found
    body, calendar = house.around.bodies.get(code), house.definitions.calendars.get(code)
    starts = f" kl. {calendar.starts:%H.%M}" if calendar else ""
    name = body.name if body else code
    moved = told.get("moved_to")
    moved_to = f"{day_words(date.fromisoformat(moved))}{starts}" if moved else ""
    when = f"{day_words(meets_on)}{starts}"
    return SentAgenda(meeting, name, when, told["number"] > 0, moved_to)


def _letter(
    link: HeldLink, members: Sequence[Member], day: date, agenda: SentAgenda | None
) -> MemberLetter:
    names = [each.name for each in members if folded(each.email) == link.email]
    bodies = readable_bodies(members, link.email, day)
    return MemberLetter(link, names[-1] if names else link.email, bodies, agenda)


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
    agenda = letter.agenda
    return {
        "municipality": house.definitions.municipality.name,
        "recipient": letter.recipient,
        "officer_name": letter.link.officer_name,
        "officer_email": letter.link.officer_email,
        "officer_phone": letter.link.officer_phone,
        "bodies": _in_a_row([house.around.bodies[code].name for code in letter.bodies]),
        "body": agenda.body if agenda else "",
        "meeting": agenda.when if agenda else "",
        "supplement": agenda is not None and agenda.supplement,
        "moved_to": agenda.moved_to if agenda else "",
        "link": link_mark(message.id),
        "again": bool(json.loads(message.payload).get("again")),
    }


def _in_a_row(names: list[str]) -> str:
    """`Økonomiudvalget, Kultur- og Fritidsudvalget og Kommunalbestyrelsen`."""
    return say.AND.join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
