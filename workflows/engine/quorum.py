"""Whether enough members took part in an item for the body to decide on it."""

from dataclasses import dataclass

from workflows.engine.vocabulary import BodyKind


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of a body took part in an item."""

    present: int
    """Members and substitutes."""
    members: int
    demanded: bool
    """Whether a law asks for a number: of the council and its committees it does."""

    @property
    def is_enough(self) -> bool:
        """Whether at least half were there (styrelsesloven §§ 11, stk. 3, and 20, stk. 2)."""
        return not self.demanded or 2 * self.present >= self.members


_DEMANDED = (BodyKind.COUNCIL, BodyKind.COMMITTEE)


def quorum(kind: BodyKind, members: int, absent: int, partial: int, substitutes: int) -> Quorum:
    """How many took part, by the numbers of those who were not there, left, or stood in."""
    present = max(0, members - absent - partial) + substitutes
    return Quorum(min(present, members), members, kind in _DEMANDED)
