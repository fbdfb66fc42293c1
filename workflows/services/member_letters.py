"""Puts the words of the letter together that brings a member of bodies the own link."""

import json
from datetime import UTC, datetime
from typing import Any

from definitions.letters import render
from workflows.engine.member_access import readable_bodies
from workflows.engine.naming import folded
from workflows.records.member_links import HeldLink
from workflows.records.outbox import Claimed
from workflows.services.installation import Installation
from workflows.services.letters import Content, html_page, link_mark, one_line


def compose_member_link(
    house: Installation, message: Claimed, link: HeldLink, now: datetime
) -> Content:
    """The words of the letter; they name no case. Raises KeyError as `compose` does."""
    values = _values(house, message, link, now)
    subject, text = render(house.definitions.letters[message.kind], values)
    subject = one_line(subject)
    return Content(
        subject=subject,
        text=text,
        html=html_page(subject, text, [values["link"]]),
        entry=None,
        sender_name=one_line(house.definitions.municipality.name),
        sender=house.definitions.municipality.sender,
        reply_name=one_line(link.officer_name),
        reply_to=link.officer_email,
        recipient_name=one_line(values["recipient"]),
        answers_to=None,
        dated=now.astimezone(UTC).replace(microsecond=0).isoformat(),
        due_version=None,
    )


def _values(house: Installation, message: Claimed, link: HeldLink, now: datetime) -> dict[str, Any]:
    members = house.definitions.members
    today = house.around.calendar.local_date(now)
    names = [each.name for each in members if folded(each.email) == link.email]
    bodies = [
        house.around.bodies[code].name for code in readable_bodies(members, link.email, today)
    ]
    return {
        "municipality": house.definitions.municipality.name,
        "recipient": names[-1] if names else message.recipient,
        "officer_name": link.officer_name,
        "officer_email": link.officer_email,
        "officer_phone": link.officer_phone,
        "bodies": _in_a_row(bodies),
        "link": link_mark(message.id),
        "again": bool(json.loads(message.payload).get("again")),
    }


def _in_a_row(names: list[str]) -> str:
    """`Økonomiudvalget, Kultur- og Fritidsudvalget og Kommunalbestyrelsen`."""
    return " og ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
