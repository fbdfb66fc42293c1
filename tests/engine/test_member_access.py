"""Which agendas a member may read, and until when."""

from datetime import date

import pytest

from workflows.engine.definition import Member
from workflows.engine.member_access import is_out, may_read, readable_bodies

ANN = "ann@b.dk"
MEMBERS = (
    Member("VPU", "Ann Juul", "V", ANN, date(2022, 1, 1), date(2023, 12, 31)),
    Member("VPU", "Ann Juul", "V", ANN, date(2026, 1, 1), date(2029, 12, 31)),
    Member("ØK", "Ann Juul", "V", ANN, date(2022, 1, 1), date(2025, 12, 31)),
    Member("BUU", "Ann Juul", "V", ANN, date(2022, 1, 1), substitute_for=("Bo Dam",)),
    Member("KB", "Bo Dam", "X", "bo@b.dk", date(2022, 1, 1)),
)


@pytest.mark.parametrize(
    ("body", "meets_on", "today", "reads"),
    [
        ("VPU", date(2023, 11, 22), date(2023, 11, 20), True),
        ("VPU", date(2023, 11, 22), date(2029, 12, 31), True),  # an own period, and one that runs
        ("VPU", date(2023, 11, 22), date(2030, 1, 1), False),  # the last one is over
        ("VPU", date(2024, 5, 22), date(2026, 5, 1), False),  # somebody else's period
        ("VPU", date(2026, 1, 21), date(2025, 12, 30), True),  # a period that is to come
        ("ØK", date(2025, 12, 9), date(2025, 12, 31), True),
        ("ØK", date(2025, 12, 9), date(2026, 1, 1), False),
        ("BUU", date(2023, 11, 23), date(2023, 11, 20), False),  # substitutes read nothing
        ("KB", date(2023, 11, 21), date(2023, 11, 20), False),
    ],
)
def test_a_member_reads_of_own_periods_until_the_last_is_over(
    body: str, meets_on: date, today: date, reads: bool
) -> None:
    assert may_read(MEMBERS, ANN.upper(), body, meets_on, today) is reads


def test_bodies_fall_away_as_their_periods_end() -> None:
    assert readable_bodies(MEMBERS, ANN, date(2025, 12, 31)) == ("VPU", "ØK")
    assert readable_bodies(MEMBERS, ANN, date(2026, 1, 1)) == ("VPU",)
    assert readable_bodies(MEMBERS, ANN, date(2030, 1, 1)) == ()


def test_an_agenda_is_out_once_it_is_sent_or_its_day_has_come() -> None:
    meets_on = date(2023, 11, 22)
    assert not is_out(meets_on, date(2023, 11, 21), dispatched=False)
    assert is_out(meets_on, date(2023, 11, 16), dispatched=True)
    assert is_out(meets_on, meets_on, dispatched=False)
