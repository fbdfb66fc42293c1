"""At least half of the members must take part where the law asks for it."""

import pytest

from workflows.engine.quorum import needed, quorum
from workflows.engine.vocabulary import BodyKind

FIVE = ("Ann Juul (V)", "Bo Dam (A)", "Else Fyhn (A)", "Ib Friis (F)", "Ole Berg (C)")


@pytest.mark.parametrize(
    ("absent", "partial", "substitutes", "present", "enough"),
    [
        ((), (), (), 5, True),
        (FIVE[:2], (), (), 3, True),
        (FIVE[:2], FIVE[2:3], (), 2, False),
        (FIVE[:2], FIVE[2:3], ("Carl Dahl (A) for Bo Dam (A)",), 3, True),
        (FIVE, (), (), 0, False),
        ((), (), ("Carl Dahl (A) for Bo Dam (A)",), 5, True),
        (("ann  juul", "Ann Juul (V)"), ("Ann Juul",), (), 4, True),
        (FIVE[:1], (), ("Carl Dahl for Ann Juul", "Carl Dahl (A)"), 5, True),
        (FIVE[:1], ("Carl Dahl (A)",), ("Carl Dahl (A) for Ann Juul (V)",), 4, True),
        (FIVE[:3], (), ("Ib Friis (F) for Ann Juul (V)",), 2, False),
    ],
)
def test_each_person_is_counted_once(
    absent: tuple[str, ...],
    partial: tuple[str, ...],
    substitutes: tuple[str, ...],
    present: int,
    enough: bool,
) -> None:
    found = quorum(BodyKind.COMMITTEE, FIVE, absent, partial, substitutes)
    assert (found.present, found.is_enough, found.unknown) == (present, enough, ())


def test_who_does_not_sit_in_the_body_is_told_and_not_counted() -> None:
    found = quorum(BodyKind.COUNCIL, FIVE, ("Hans Ukendt (Æ)",), ("Eva Gæst",), ())
    assert (found.present, found.unknown) == (5, ("Hans Ukendt (Æ)", "Eva Gæst"))


def test_no_law_asks_for_a_number_in_a_body_of_employees() -> None:
    assert quorum(BodyKind.MED, FIVE, FIVE, (), ()).is_enough
    assert needed(BodyKind.MED, 5) == 0
    assert [needed(BodyKind.COUNCIL, members) for members in (4, 5)] == [2, 3]
