"""The page of a body: who sits there, by which link each reads, and who may stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.engine.definition import Body, Member
from workflows.engine.members import in_order, sits
from workflows.engine.naming import ascii_key, folded
from workflows.records.clock import read_clock
from workflows.records.database import Transaction
from workflows.records.member_links import HeldLink, links_by_email
from workflows.records.stand_ins import AskedToCome, stand_ins_from
from workflows.services.calendars import meetings_after
from workflows.services.errors import NotFound
from workflows.services.installation import Installation

MAY_COME_TO = 3
"""Meetings that a substitute can be asked to come to at a time."""


@dataclass(frozen=True, slots=True)
class Place:
    """One person's place in a body, with the link that he or she reads by."""

    member: Member
    """As it is today, or in the first period to come."""
    sits: bool
    """Today."""
    later: tuple[Member, ...]
    """As it will be afterwards."""
    link: HeldLink | None
    """None for one who was never sent a link."""
    stands_in: tuple[AskedToCome, ...]
    """The meetings that a substitute was asked to come to."""
    may_come: tuple[date, ...]
    """The next meetings that a substitute could be asked to come to."""

    @property
    def reads(self) -> bool:
        """Whether agendas may be read from this place; a substitute has to be asked to come."""
        substitutes = all(each.substitute_for for each in (self.member, *self.later))
        return bool(self.stands_in) or not substitutes


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body with those who sit there or will, in the order in which they are named."""

    key: str
    """As its address writes it."""
    body: Body
    places: tuple[Place, ...]

    @property
    def sitting(self) -> int:
        """How many members it has today."""
        return sum(one.sits and not one.member.substitute_for for one in self.places)

    @property
    def without_link(self) -> int:
        """How many of those who may read have no link that opens."""
        return sum(one.reads and (one.link is None or not one.link.is_good) for one in self.places)


def bodies_with_members(house: Installation) -> list[BodyPage]:
    """Every body that has members, in the order of the definitions."""
    with house.database.connect() as connection:
        today = today_in(house, connection)
        there = {each.body for each in house.definitions.members if each.last >= today}
        return [
            _page(house, connection, body, today)
            for body in house.definitions.bodies
            if body.code in there
        ]


def body_page(house: Installation, key: str) -> BodyPage:
    """The body with this key; raises NotFound."""
    body = body_with_key(house, key)
    with house.database.connect() as connection:
        return _page(house, connection, body, today_in(house, connection))


def body_with_key(house: Installation, key: str) -> Body:
    """The body whose code in ASCII this is; raises NotFound."""
    for body in house.definitions.bodies:
        if ascii_key(body.code) == key:
            return body
    raise NotFound(key)


def _page(house: Installation, connection: Transaction, body: Body, today: date) -> BodyPage:
    people: dict[str, list[Member]] = {}
    for each in house.definitions.members:
        if each.body == body.code and each.last >= today:
            people.setdefault(folded(each.email), []).append(each)
    links = links_by_email(connection, people)
    asked = [one for one in stand_ins_from(connection, today) if one.body == body.code]
    coming = [one.meets_on for one in meetings_after(house, body.code, today, MAY_COME_TO)]
    places = {
        periods[0]: _place(
            periods, today, links.get(email), [one for one in asked if one.email == email], coming
        )
        for email, found in people.items()
        if (periods := sorted(found, key=lambda each: each.first))
    }
    return BodyPage(ascii_key(body.code), body, tuple(places[each] for each in in_order(places)))


def _place(
    periods: Sequence[Member],
    today: date,
    link: HeldLink | None,
    asked: Sequence[AskedToCome],
    coming: Sequence[date],
) -> Place:
    member = periods[0]
    days = {one.meets_on for one in asked}
    return Place(
        member,
        sits(member, today),
        tuple(periods[1:]),
        link,
        tuple(asked),
        tuple(
            day for day in coming if member.substitute_for and sits(member, day) and day not in days
        ),
    )


def today_in(house: Installation, connection: Transaction) -> date:
    """The day that it is, by the clock that counts."""
    return house.around.calendar.local_date(house.now(read_clock(connection)))
