"""Which agendas a member may read: of meetings in own periods, once sent, until the last ends."""

from collections.abc import Iterable, Iterator
from datetime import date

from workflows.engine.definition import Member
from workflows.engine.members import sits
from workflows.engine.naming import folded


def readable_bodies(members: Iterable[Member], email: str, today: date) -> tuple[str, ...]:
    """The codes of the bodies that the person with this address reads in, in their order.

    A period that is to come counts: the first agenda goes out before it begins. A substitute
    reads nothing, for closed items are for those who sit there.
    """
    return tuple(dict.fromkeys(each.body for each in _of(members, email) if each.last >= today))


def may_read(
    members: Iterable[Member],
    email: str,
    body: str,
    meets_on: date,
    today: date,
) -> bool:
    """Whether the person reads in a body's meeting today, closed items included, once it is sent.

    The meeting is in one of the person's periods there, and the last of them is not over.
    """
    periods = [each for each in _of(members, email) if each.body == body]
    return any(each.last >= today for each in periods) and any(
        sits(each, meets_on) for each in periods
    )


def is_out(meets_on: date, today: date, *, dispatched: bool) -> bool:
    """Whether an agenda is read outside the administration: it was sent out, or its day has come.

    What is treated at a meeting is known there, also where nobody sent it out from here.
    """
    return dispatched or today >= meets_on


def _of(members: Iterable[Member], email: str) -> Iterator[Member]:
    own = folded(email)
    return (each for each in members if folded(each.email) == own and not each.substitute_for)
