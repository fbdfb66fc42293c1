"""Who sits in a body at the meeting that treats a case, and whether enough of them took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.engine.definition import Member
from workflows.engine.members import name_and_role, sitting
from workflows.engine.quorum import Quorum, needed, quorum
from workflows.records.decisions import ShownDecision
from workflows.services.desk import CasePage
from workflows.services.installation import Installation


@dataclass(frozen=True, slots=True)
class Seats:
    """Those who sit in the body on the day of the meeting."""

    members: tuple[str, ...]
    """`Else Fyhn (A)`, the chair first; none for a body that has no list of members."""
    needed: int
    """How many must take part; 0 where no law asks for a number."""


@dataclass(frozen=True, slots=True)
class TookPart:
    """How many took part in what was decided, and what is odd about it."""

    quorum: Quorum
    too_many_votes: bool
    """Whether more votes were counted than took part."""


def seats_at_item(house: Installation, page: CasePage) -> Seats:
    """Who sits in the body that the case is before now."""
    item = page.open_item
    if item is None:
        return Seats((), 0)
    there = _members(house, item.body, item.meets_on)
    body = house.around.bodies.get(item.body)
    asked = needed(body.kind, len(there)) if body else 0
    return Seats(tuple(map(name_and_role, there)), asked)


def took_part(house: Installation, decision: ShownDecision) -> TookPart | None:
    """How many took part in a decision; None where nobody knows who sits in the body."""
    there = _members(house, decision.body, decision.decided_on)
    body = house.around.bodies.get(decision.body)
    if not there or body is None:
        return None
    counted = quorum(
        body.kind,
        [each.name for each in there],
        decision.absentees,
        decision.partial,
        decision.substitutes,
    )
    votes = (vote.in_favour + vote.against + vote.abstained for vote in decision.votes)
    return TookPart(counted, too_many_votes=max(votes, default=0) > counted.present)


def _members(house: Installation, body: str, day: date) -> Sequence[Member]:
    return sitting(house.definitions.members, body, day)
