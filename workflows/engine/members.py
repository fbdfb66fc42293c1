"""Who sits in a body on a day, who may step in for whom, and which bodies a person sits in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from workflows.engine.definition import Member
from workflows.engine.naming import folded
from workflows.engine.vocabulary import Office

_IN_ORDER = (Office.CHAIR, Office.DEPUTY_CHAIR, Office.MEMBER)


def sitting(members: Iterable[Member], body: str, day: date) -> tuple[Member, ...]:
    """The body's members on the day: chair first, then deputies, then the others as listed."""
    there = (each for each in members if each.body == body and sits(each, day))
    return in_order(each for each in there if not each.substitute_for)


def in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    """As they are named: chair, deputies, the others as listed; substitutes after them all."""
    return tuple(
        sorted(members, key=lambda each: (bool(each.substitute_for), _IN_ORDER.index(each.office)))
    )


def substitutes(members: Iterable[Member], body: str, day: date) -> tuple[Member, ...]:
    """Those who may step in for a member of the body on the day, as listed."""
    return tuple(
        each for each in members if each.body == body and sits(each, day) and each.substitute_for
    )


def substitutes_for(members: Iterable[Member], absent: Member, day: date) -> tuple[Member, ...]:
    """Those who may step in for this member on the day, the first to be asked first."""
    name = folded(absent.name)
    return tuple(
        each
        for each in substitutes(members, absent.body, day)
        if name in {folded(one) for one in each.substitute_for}
    )


def standing_in(members: Iterable[Member], body: str, meets_on: date, email: str) -> Member | None:
    """The seat, for the day of one meeting, of a substitute who takes a member's place there.

    None for an address that is no substitute's on that day.
    """
    own = folded(email)
    found = (each for each in substitutes(members, body, meets_on) if folded(each.email) == own)
    return next(
        (replace(each, first=meets_on, last=meets_on, substitute_for=()) for each in found), None
    )


def bodies_of(members: Iterable[Member], email: str, day: date) -> tuple[str, ...]:
    """The codes of the bodies that the person with this address is a member of on the day.

    A substitute is none of its members: who sits there is chosen for each meeting.
    """
    own = folded(email)
    return tuple(
        dict.fromkeys(
            each.body
            for each in members
            if folded(each.email) == own and sits(each, day) and not each.substitute_for
        )
    )


def sits(member: Member, day: date) -> bool:
    """Whether the day is one of the member's period."""
    return member.first <= day <= member.last


def name_and_role(member: Member) -> str:
    """As minutes name somebody: `Else Fyhn (A)`."""
    return f"{member.name} ({member.role})"
