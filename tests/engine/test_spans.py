"""The bounds that periods are compared by hold on every day of five years."""

from datetime import date, timedelta

import holidays
import pytest

from workflows.engine.periods import Period, Unit
from workflows.engine.spans import (
    always_shorter,
    can_be_shorter,
    longest_days,
    same_span,
    shortest_days,
)

CLOSED = {*holidays.country_holidays("DK", years=range(2023, 2030))} | {
    date(year, month, day)
    for year in range(2023, 2030)
    for month, day in ((6, 5), (12, 24), (12, 31))
}


def working_days_after(start: date, count: int) -> int:
    """Calendar days from `start` until so many working days have passed, counted one by one."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in CLOSED
    return (day - start).days


@pytest.mark.parametrize("count", [0, 1, 2, 5, 10, 20, 40, 60])
def test_working_days_span_no_fewer_and_no_more_days_than_the_bounds(count: int) -> None:
    period = Period(count, Unit.WORKING_DAYS)
    starts = (date(2023, 1, 1) + timedelta(days=day) for day in range(5 * 365))
    spans = [working_days_after(start, count) for start in starts if start.weekday() < 5]
    assert shortest_days(period) <= min(spans)
    assert max(spans) <= longest_days(period)


def test_a_month_can_be_shorter_than_thirty_days_but_is_not_always() -> None:
    month, days = Period(1, Unit.MONTHS), Period(30, Unit.DAYS)
    assert can_be_shorter(month, days)
    assert not always_shorter(month, days)


def test_a_month_is_no_shorter_than_four_weeks_or_itself() -> None:
    month = Period(1, Unit.MONTHS)
    assert not can_be_shorter(month, Period(4, Unit.WEEKS))
    assert not can_be_shorter(month, month)


def test_a_week_is_seven_days_and_no_days_are_the_day_itself() -> None:
    assert same_span(Period(1, Unit.WEEKS), Period(7, Unit.DAYS))
    assert same_span(Period(0, Unit.WORKING_DAYS), Period(0, Unit.DAYS))
    assert not same_span(Period(7, Unit.WORKING_DAYS), Period(7, Unit.DAYS))
