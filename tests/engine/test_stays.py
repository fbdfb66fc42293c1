"""How long cases stood where, and what is usual of it, worked out on paper."""

from datetime import UTC, datetime, timedelta

import pytest

from workflows.engine.stays import Entered, Stay, journeys, spread, stays

NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return NEW_YEAR + timedelta(days=number)


def way(case: str, *states: tuple[float, str]) -> list[Entered]:
    return [Entered(case, day(at), state) for at, state in states]


WALKED = way(
    "a",
    (0, "drafting"),
    (5, "hearing.preparing"),
    (6, "hearing.open"),
    (20, "hearing.closed"),
    (22, "buu.waiting"),
    (30, "buu.on_agenda"),
    (31, "on_hold"),
    (41, "buu.waiting"),
    (45, "closed"),
)


def test_the_phases_of_a_step_are_one_stay() -> None:
    assert list(stays(WALKED)) == [
        Stay("a", "drafting", day(0), day(5)),
        Stay("a", "hearing", day(5), day(22)),
        Stay("a", "buu", day(22), day(31)),
        Stay("a", "on_hold", day(31), day(41)),
        Stay("a", "buu", day(41), day(45)),
    ]


def test_where_a_case_stands_its_stay_has_no_end_and_the_next_case_is_another() -> None:
    found = list(stays([*way("a", (0, "drafting")), *way("b", (1, "drafting"), (3, "ok.waiting"))]))
    assert found == [
        Stay("a", "drafting", day(0), None),
        Stay("b", "drafting", day(1), day(3)),
        Stay("b", "ok", day(3), None),
    ]


def test_what_is_passed_through_is_no_stay() -> None:
    second = 1 / 86_400
    walked = way("a", (0, "drafting"), (second, "ok.waiting"), (2 * second, "kb.waiting"))
    assert list(stays(walked)) == [Stay("a", "kb", day(2 * second), None)]


def test_a_journey_ends_where_the_case_does_unless_it_was_opened_again() -> None:
    reopened = way("b", (0, "drafting"), (9, "closed"), (10, "ok.waiting"))
    withdrawn = way("c", (0, "drafting"), (9, "withdrawn"))
    joined = way("d", (0, "drafting"), (9, "joined"))
    found = journeys([*WALKED, *reopened, *withdrawn, *joined])
    assert [one.ended_at for one in found] == [day(45), None, None, None]
    assert list(stays(joined)) == [Stay("d", "drafting", day(0), day(9))]


@pytest.mark.parametrize(
    ("days", "median", "most"),
    [
        ([1, 2, 3], 2, 3),
        ([4, 1, 3, 2], 2.5, 4),
        ([*range(1, 11)], 5.5, 9),
        ([*range(1, 21)], 10.5, 18),
        ([7] * 11, 7, 7),
    ],
)
def test_the_middle_and_what_nine_of_ten_do_not_exceed(
    days: list[int], median: float, most: float
) -> None:
    found = spread(timedelta(days=one) for one in days)
    assert (found.count, found.median, found.most) == (
        len(days),
        timedelta(days=median),
        timedelta(days=most),
    )


def test_of_two_nothing_usual_is_said() -> None:
    found = spread([timedelta(days=1), timedelta(days=99)])
    assert (found.count, found.median, found.most) == (2, None, None)
