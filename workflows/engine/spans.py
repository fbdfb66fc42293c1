"""How many days a period can span, for comparing periods before their dates are known."""

from workflows.engine.periods import Period, Unit

_MOST_CLOSED_WEEKDAYS = 5
"""24, 25, 26, 31 December and 1 January can all be weekdays; no twenty working days meet more."""


def shortest_days(period: Period) -> int:
    """The fewest calendar days that the period can span."""
    match period.unit:
        case Unit.DAYS:
            return period.count
        case Unit.WEEKS:
            return 7 * period.count
        case Unit.MONTHS:
            return 28 * period.count
        case Unit.WORKING_DAYS:
            return period.count + 2 * (period.count // 5)


def longest_days(period: Period) -> int:
    """The most calendar days that the period can span."""
    match period.unit:
        case Unit.DAYS | Unit.WEEKS:
            return shortest_days(period)
        case Unit.MONTHS:
            return 31 * period.count
        case Unit.WORKING_DAYS:
            weekends = 2 * (1 + period.count // 5)
            closed = _MOST_CLOSED_WEEKDAYS * (1 + period.count // 20)
            return period.count + weekends + closed if period.count else 0


def can_be_shorter(period: Period, other: Period) -> bool:
    """Whether `period` can end before `other` when both begin on one day."""
    if period.unit == other.unit:
        return period.count < other.count
    return shortest_days(period) < longest_days(other)


def always_shorter(period: Period, other: Period) -> bool:
    """Whether `period` ends before `other` on whatever day both begin."""
    if period.unit == other.unit:
        return period.count < other.count
    return longest_days(period) < shortest_days(other)


def same_span(period: Period, other: Period) -> bool:
    """Whether both periods lead to the same day, whatever day they begin."""
    if period.unit == other.unit or period.count == other.count == 0:
        return period.count == other.count
    days_only = {period.unit, other.unit} <= {Unit.DAYS, Unit.WEEKS}
    return days_only and shortest_days(period) == shortest_days(other)
