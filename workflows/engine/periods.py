"""Periods as people write them: `4 uger`, `14 dage`, `10 hverdage`, `1 måned`."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Period:
    """A positive number of days, weeks, months or working days."""

    count: int
    unit: Unit
