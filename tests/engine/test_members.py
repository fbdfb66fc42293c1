"""Who sits in a body on a day, in which order, and who steps in for whom."""

from datetime import date

from workflows.engine.definition import Member
from workflows.engine.members import (
    bodies_of,
    name_and_role,
    sitting,
    standing_in,
    substitutes,
    substitutes_for,
)
from workflows.engine.vocabulary import Office

THEN, LAST_DAY, AFTER = date(2025, 6, 1), date(2025, 12, 31), date(2026, 1, 1)
BO = Member("KB", "Bo Dam", "X", "bo@b.dk", date(2022, 1, 1), LAST_DAY)
IDA = Member("KB", "Ida Holm", "A", "ida@b.dk", date(2022, 1, 1), office=Office.DEPUTY_CHAIR)
ANN = Member("KB", "Ann Juul", "V", "ann@b.dk", date(2022, 1, 1), LAST_DAY, Office.CHAIR)
ANN_LATER = Member("KB", "Ann Juul", "V", "ann@b.dk", AFTER)
IB = Member("KB", "Ib Lund", "A", "ib@b.dk", date(2022, 1, 1), substitute_for=("ida  HOLM",))
IN_OTHER = Member("ØK", "Bo Dam", "X", "BO@b.dk", date(2022, 1, 1))
ALL = (BO, IDA, IB, ANN, ANN_LATER, IN_OTHER)


def test_the_chair_comes_first_then_deputies_then_the_others_as_listed() -> None:
    assert sitting(ALL, "KB", THEN) == (ANN, IDA, BO)


def test_a_period_holds_its_last_day_and_not_the_next() -> None:
    assert BO in sitting(ALL, "KB", LAST_DAY)
    assert sitting(ALL, "KB", AFTER) == (IDA, ANN_LATER)


def test_nobody_sits_before_the_first_day_or_in_a_body_without_members() -> None:
    assert sitting(ALL, "KB", date(2021, 12, 31)) == ()
    assert sitting(ALL, "VPU", THEN) == ()


def test_a_substitute_stands_apart_and_steps_in_for_those_named() -> None:
    assert substitutes(ALL, "KB", THEN) == (IB,)
    assert substitutes_for(ALL, IDA, THEN) == (IB,)
    assert substitutes_for(ALL, BO, THEN) == ()


def test_who_stands_in_sits_there_on_the_day_of_the_meeting_alone() -> None:
    seat = standing_in(ALL, "KB", THEN, "IB@b.dk")
    assert seat == Member("KB", "Ib Lund", "A", "ib@b.dk", THEN, THEN)
    assert sitting((*ALL, seat), "KB", THEN) == (ANN, IDA, BO, seat)
    assert standing_in(ALL, "KB", date(2021, 1, 1), "ib@b.dk") is None
    assert standing_in(ALL, "KB", THEN, "bo@b.dk") is None
    assert standing_in(ALL, "ØK", THEN, "ib@b.dk") is None


def test_a_person_is_known_by_the_address_in_every_body() -> None:
    assert bodies_of(ALL, "Bo@B.dk", THEN) == ("KB", "ØK")
    assert bodies_of(ALL, "bo@b.dk", AFTER) == ("ØK",)
    assert bodies_of(ALL, "ib@b.dk", THEN) == ()
    assert bodies_of(ALL, "nobody@b.dk", THEN) == ()


def test_a_member_is_named_with_the_role_in_brackets() -> None:
    assert name_and_role(BO) == "Bo Dam (X)"
