"""Whether enough members took part in an item for the body to decide on it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflows.engine.naming import folded
from workflows.engine.vocabulary import BodyKind

_PARTY = re.compile(r"\s*\([^()]*\)\s*$")
_INSTEAD_OF = re.compile(r"\s+for\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of a body took part in an item."""

    present: int
    """Members and substitutes."""
    members: int
    demanded: bool
    """Whether a law asks for a number: of the council and its committees it does."""
    unknown: tuple[str, ...] = ()
    """Who is said to have been away, or to have left, and does not sit in the body."""

    @property
    def is_enough(self) -> bool:
        """Whether at least half were there (styrelsesloven §§ 11, stk. 3, and 20, stk. 2)."""
        return not self.demanded or 2 * self.present >= self.members


def needed(kind: BodyKind, members: int) -> int:
    """How many must take part; 0 where no law asks for a number."""
    return (members + 1) // 2 if kind in _DEMANDED else 0


_DEMANDED = (BodyKind.COUNCIL, BodyKind.COMMITTEE)


def quorum(
    kind: BodyKind,
    members: Iterable[str],
    absent: Iterable[str],
    partial: Sequence[str],
    substitutes: Iterable[str],
) -> Quorum:
    """How many took part, by the names of those who were not there, left, or stood in.

    Each person counts once, however often he or she is named: `Ann Juul` and `Ann Juul (V)` are
    one. A substitute (`Carl Dahl (A) for Ann Juul (V)`) takes the place of somebody who is away.
    """
    own = {_person(name) for name in members}
    stood_in = {_person(_INSTEAD_OF.split(line, maxsplit=1)[0]) for line in substitutes} - own
    gone = {_person(name): name for name in (*absent, *partial)}
    left = {_person(name) for name in partial}
    away = own & gone.keys()
    present = len(own - away) + min(len(stood_in - left), len(away))
    unknown = tuple(name for person, name in gone.items() if person not in own | stood_in)
    return Quorum(present, len(own), kind in _DEMANDED, unknown)


def _person(name: str) -> str:
    return folded(_PARTY.sub("", name))
