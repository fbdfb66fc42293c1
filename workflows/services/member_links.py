"""The members of a body with their links: sent, withdrawn, and mailed again to who asks."""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime

import structlog

from workflows.engine.definition import Body, Member
from workflows.engine.identity import ordered_id
from workflows.engine.member_access import readable_bodies
from workflows.engine.members import in_order, sits
from workflows.engine.naming import ascii_key, folded
from workflows.records import member_links
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.member_links import HeldLink, LinkLetter
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.resending import count_asking

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in a body, with the link that he or she reads by."""

    member: Member
    """As it is today, or in the first period to come."""
    sits: bool
    """Today."""
    later: tuple[Member, ...]
    """As it will be afterwards."""
    link: HeldLink | None
    """None for one who was never sent a link."""

    @property
    def reads(self) -> bool:
        """Whether the agendas may be read from this place: substitutes do not."""
        return not all(each.substitute_for for each in (self.member, *self.later))


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body with those who sit there or will, in the order in which they are named."""

    key: str
    """As its address writes it."""
    body: Body
    seats: tuple[Seat, ...]

    @property
    def sitting(self) -> int:
        """How many members it has today."""
        return sum(one.sits and not one.member.substitute_for for one in self.seats)

    @property
    def without_link(self) -> int:
        """How many of those who may read have no link that opens."""
        return sum(one.reads and (one.link is None or not one.link.is_good) for one in self.seats)


def bodies_with_members(house: Installation) -> list[BodyPage]:
    """Every body that has members, in the order of the definitions."""
    with house.database.connect() as connection:
        today = _today(house, connection)
        there = {each.body for each in house.definitions.members if each.last >= today}
        return [
            _page(house, connection, body, today)
            for body in house.definitions.bodies
            if body.code in there
        ]


def body_page(house: Installation, key: str) -> BodyPage:
    """The body whose code in ASCII this is; raises NotFound."""
    body = _body(house, key)
    with house.database.connect() as connection:
        return _page(house, connection, body, _today(house, connection))


def body_key(code: str) -> str:
    """A body's code as addresses write it."""
    return ascii_key(code)


def _body(house: Installation, key: str) -> Body:
    for body in house.definitions.bodies:
        if body_key(body.code) == key:
            return body
    raise NotFound(key)


def _page(house: Installation, connection: Transaction, body: Body, today: date) -> BodyPage:
    people: dict[str, list[Member]] = {}
    for each in house.definitions.members:
        if each.body == body.code and each.last >= today:
            people.setdefault(folded(each.email), []).append(each)
    links = member_links.links_by_email(connection, people)
    seats = {
        periods[0]: Seat(periods[0], sits(periods[0], today), tuple(periods[1:]), links.get(email))
        for email, found in people.items()
        if (periods := sorted(found, key=lambda each: each.first))
    }
    return BodyPage(body_key(body.code), body, tuple(seats[each] for each in in_order(seats)))


def send_member_link(house: Installation, key: str, email: str, officer: str) -> None:
    """Mail a member of the body the own link; a new one in place of one that was withdrawn.

    Twice within a minute is once. Raises NotFound for an address that reads nothing there.
    """
    address = _reader_in(house, key, email)

    def work(connection: Transaction) -> None:
        now = house.now(read_clock(connection))
        link, generation, withdrawn_at = member_links.locked_link(
            connection, folded(address), _new_id(now), officer, now
        )
        if generation == 0 or withdrawn_at is not None:
            generation += 1
        letter = _letter(link, generation, address, now, f"{now:%Y-%m-%dT%H:%M}", again=False)
        if member_links.put_in_outbox(connection, letter, now):
            member_links.change_link(
                connection,
                link,
                generation=generation,
                withdrawn_at=None,
                officer_id=officer,
                changed_at=now,
                message_id=letter.id,
            )

    in_transaction(house.database, work)
    log.info("member_link_sent", body=key, officer=officer)


def withdraw_member_link(house: Installation, key: str, email: str, officer: str) -> None:
    """Let a member's link open nothing from now on; done once, it stays as it was done.

    Raises NotFound for an address that has no seat in the body.
    """
    address = _seated_in(house, key, email)

    def work(connection: Transaction) -> None:
        now = house.now(read_clock(connection))
        link = member_links.links_by_email(connection, [folded(address)]).get(folded(address))
        if link is None or not link.is_good:
            return
        member_links.change_link(
            connection, link.id, withdrawn_at=now, officer_id=officer, changed_at=now
        )
        member_links.take_out_of_outbox(connection, address, now)

    in_transaction(house.database, work)
    log.info("member_link_withdrawn", body=key, officer=officer)


def send_member_link_again(house: Installation, address: str) -> None:
    """Mail an address its own link, once a day at the most, if it has one that opens anything.

    Nothing tells whether the address is known. Raises TooManyAsk when it, or all together, were
    asked for often of late.
    """
    count_asking(house, address)

    def work(connection: Transaction) -> None:
        now = house.now(read_clock(connection))
        today = house.around.calendar.local_date(now)
        link = member_links.links_by_email(connection, [folded(address)]).get(folded(address))
        readable = readable_bodies(house.definitions.members, address, today)
        if link is None or not link.is_good or not readable:
            return
        to = _own_spelling(house, address)
        letter = _letter(link.id, link.generation, to, now, today.isoformat(), again=True)
        if member_links.put_in_outbox(connection, letter, now):
            member_links.change_link(connection, link.id, message_id=letter.id)

    in_transaction(house.database, work)


def _reader_in(house: Installation, key: str, email: str) -> str:
    """The address as the definitions have it, where it reads in the body; raises NotFound."""
    address = _seated_in(house, key, email)
    code = _body(house, key).code
    with house.database.connect() as connection:
        today = _today(house, connection)
    if code not in readable_bodies(house.definitions.members, address, today):
        raise NotFound(email)
    return address


def _seated_in(house: Installation, key: str, email: str) -> str:
    code = _body(house, key).code
    for member in house.definitions.members:
        if member.body == code and folded(member.email) == folded(email):
            return member.email
    raise NotFound(email)


def _own_spelling(house: Installation, address: str) -> str:
    """The address as the definitions have it: no mail goes to what somebody else wrote."""
    own = folded(address)
    return next(each.email for each in house.definitions.members if folded(each.email) == own)


def _letter(
    link: str, generation: int, address: str, now: datetime, when: str, *, again: bool
) -> LinkLetter:
    return LinkLetter(
        id=_new_id(now),
        recipient=address,
        unique_key=f"member_link:{link}:{generation}:{when}",
        payload=json.dumps({"link": link, "again": again}),
    )


def _new_id(now: datetime) -> str:
    return ordered_id(now, 0, secrets.token_hex(8))


def _today(house: Installation, connection: Transaction) -> date:
    return house.around.calendar.local_date(house.now(read_clock(connection)))
