"""Sends members of bodies their links, withdraws them, and asks substitutes to come."""

import json
import secrets
from datetime import date, datetime

import structlog

from workflows.engine.identity import ordered_id
from workflows.engine.member_access import readable_bodies
from workflows.engine.members import standing_in
from workflows.engine.naming import folded
from workflows.engine.vocabulary import MessageKind
from workflows.records import member_links
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.member_links import LinkLetter
from workflows.records.stand_ins import add_stand_in, drop_stand_in
from workflows.services.body_pages import body_with_key, today_in
from workflows.services.calendars import meeting_on
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.resending import count_asking
from workflows.services.seats import seats

log = structlog.get_logger()


def send_member_link(house: Installation, key: str, email: str, officer: str) -> None:
    """Mail a member of the body the own link; a new one in place of one that was withdrawn.

    Twice within a minute is once. Raises NotFound for an address that reads nothing there.
    """
    code, address = body_with_key(house, key).code, _address_in(house, key, email)

    def work(connection: Transaction) -> None:
        today = today_in(house, connection)
        if code not in readable_bodies(seats(house, connection, today), address, today):
            raise NotFound(email)
        _send(house, connection, address, officer)

    in_transaction(house.database, work)
    log.info("member_link_sent", body=key, officer=officer)


def ask_to_come(house: Installation, key: str, email: str, meets_on: date, officer: str) -> None:
    """Let a substitute take a member's place at a meeting, and mail the link to its agenda.

    Raises NotFound for an address that is no substitute's that day, or a day without a meeting.
    """
    code, address = body_with_key(house, key).code, _address_in(house, key, email)
    meets = meeting_on(house, code, meets_on)
    if meets is None or standing_in(house.definitions.members, code, meets_on, address) is None:
        raise NotFound(email)

    def work(connection: Transaction) -> None:
        now = house.now(read_clock(connection))
        own = folded(address)
        add_stand_in(connection, _new_id(now), code, meets_on, own, officer=officer, now=now)
        _send(house, connection, address, officer)

    in_transaction(house.database, work)
    log.info("substitute_asked", body=key, meets_on=meets_on.isoformat(), officer=officer)


def call_off(house: Installation, key: str, email: str, meets_on: date, officer: str) -> None:
    """The substitute is not to come after all, and reads nothing of the meeting any more."""
    code = body_with_key(house, key).code
    in_transaction(
        house.database,
        lambda connection: drop_stand_in(connection, code, meets_on, folded(email)),
    )
    log.info("substitute_called_off", body=key, meets_on=meets_on.isoformat(), officer=officer)


def _send(house: Installation, connection: Transaction, address: str, officer: str) -> None:
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


def withdraw_member_link(house: Installation, key: str, email: str, officer: str) -> None:
    """Let a member's link open nothing from now on; done once, it stays as it was done.

    Raises NotFound for an address that has no seat in the body.
    """
    address = _address_in(house, key, email)

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
        readable = readable_bodies(seats(house, connection, today), address, today)
        if link is None or not link.is_good or not readable:
            return
        to = _own_spelling(house, address)
        letter = _letter(link.id, link.generation, to, now, today.isoformat(), again=True)
        if member_links.put_in_outbox(connection, letter, now):
            member_links.change_link(connection, link.id, message_id=letter.id)

    in_transaction(house.database, work)


def _address_in(house: Installation, key: str, email: str) -> str:
    """The address as the definitions have it, of one with a seat in the body; raises NotFound."""
    code = body_with_key(house, key).code
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
        kind=MessageKind.MEMBER_LINK,
        recipient=address,
        unique_key=f"member_link:{link}:{generation}:{when}",
        payload=json.dumps({"link": link, "again": again}),
    )


def _new_id(now: datetime) -> str:
    return ordered_id(now, 0, secrets.token_hex(8))
