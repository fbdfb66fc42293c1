"""At least half of the members must take part where the law asks for it."""

import pytest

from workflows.engine.quorum import quorum
from workflows.engine.vocabulary import BodyKind


@pytest.mark.parametrize(
    ("members", "absent", "partial", "substitutes", "present", "enough"),
    [
        (5, 0, 0, 0, 5, True),
        (5, 2, 0, 0, 3, True),
        (5, 2, 1, 0, 2, False),
        (5, 2, 1, 1, 3, True),
        (4, 2, 0, 0, 2, True),
        (4, 9, 0, 0, 0, False),
        (5, 0, 0, 3, 5, True),
    ],
)
def test_members_are_counted_with_those_who_stand_in(
    members: int, absent: int, partial: int, substitutes: int, present: int, enough: bool
) -> None:
    found = quorum(BodyKind.COMMITTEE, members, absent, partial, substitutes)
    assert (found.present, found.is_enough) == (present, enough)


def test_no_law_asks_for_a_number_in_a_body_of_employees() -> None:
    assert quorum(BodyKind.MED, 10, 9, 0, 0).is_enough
