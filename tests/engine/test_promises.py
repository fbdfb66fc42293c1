"""The days of a promise: by rule, on working days, until the end date."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.errors import WrongInput
from workflows.engine.periods import Period, Unit
from workflows.engine.promises import HALF_YEAR, QUARTER, YEAR, Occurrence, Rhythm, occurrence
from workflows.engine.workdays import WorkCalendar

CALENDAR = WorkCalendar("Europe/Copenhagen", ("12-24",))
MOST = 400


def days_of(rhythm: Rhythm) -> list[Occurrence]:
    found = (occurrence(CALENDAR, rhythm, number) for number in range(1, MOST))
    return [each for each in found if each is not None]


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        (Rhythm(date(2027, 3, 1)), ["2027-03-01"]),
        (Rhythm(date(2027, 2, 27)), ["2027-03-01"]),
        (Rhythm(date(2027, 12, 24)), ["2027-12-27"]),
        (
            Rhythm(date(2027, 3, 1), HALF_YEAR, date(2028, 9, 1)),
            ["2027-03-01", "2027-09-01", "2028-03-01", "2028-09-01"],
        ),
        (
            Rhythm(date(2027, 8, 31), HALF_YEAR, date(2028, 8, 31)),
            ["2027-08-31", "2028-02-29", "2028-08-31"],
        ),
        (
            Rhythm(date(2027, 1, 4), QUARTER, date(2027, 10, 3)),
            ["2027-01-04", "2027-04-05", "2027-07-05"],
        ),
        (Rhythm(date(2027, 3, 1), YEAR, date(2028, 3, 1)), ["2027-03-01", "2028-03-01"]),
        (Rhythm(date(2027, 6, 1), 1, date(2027, 8, 1)), ["2027-06-01", "2027-07-01", "2027-08-02"]),
    ],
    ids=[
        "once",
        "once, a Saturday",
        "once, a closed day before a weekend",
        "half a year, the end date counts",
        "half a year, a short month moves nothing after it",
        "a quarter, closed days move nothing after them",
        "a year",
        "planned on the end date, done after it",
    ],
)
def test_a_promise_has_its_days(rhythm: Rhythm, days: list[str]) -> None:
    assert [each.day.isoformat() for each in days_of(rhythm)] == days


def test_without_an_end_date_it_goes_on() -> None:
    later = occurrence(CALENDAR, Rhythm(date(2027, 3, 1), HALF_YEAR), 41)
    assert later is not None
    assert later.planned == date(2047, 3, 1)


@pytest.mark.parametrize(
    ("every", "last", "said"),
    [
        (None, date(2028, 1, 1), "én gang"),
        (0, None, "1 til 120"),
        (121, None, "1 til 120"),
        (6, date(2027, 2, 28), "28-02-2027 ligger før"),
    ],
)
def test_a_rhythm_that_nobody_means_is_refused(
    every: int | None, last: date | None, said: str
) -> None:
    with pytest.raises(WrongInput, match=said):
        Rhythm(date(2027, 3, 1), every, last)


def test_there_is_no_time_before_the_first() -> None:
    with pytest.raises(ValueError, match="from 1"):
        occurrence(CALENDAR, Rhythm(date(2027, 3, 1)), 0)


@given(
    first=st.dates(date(2024, 1, 1), date(2060, 1, 1)),
    every=st.integers(1, 120),
    years=st.integers(0, 20),
)
def test_the_days_are_whole_worked_and_in_order(first: date, every: int, years: int) -> None:
    last = CALENDAR.add(first, Period(12 * years, Unit.MONTHS))
    found = days_of(Rhythm(first, every, last))
    assert [each.number for each in found] == list(range(1, 12 * years // every + 2))
    assert all(CALENDAR.is_working_day(each.day) for each in found)
    assert all(first <= each.planned <= min(last, each.day) for each in found)
    assert all(a.day < b.day for a, b in pairwise(found))
