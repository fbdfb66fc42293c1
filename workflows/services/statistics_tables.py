"""The tables of the statistics for a spreadsheet."""

from collections.abc import Iterable
from enum import StrEnum

from workflows.engine.daywords import day_figures
from workflows.engine.stays import Spread
from workflows.services.spreadsheets import spreadsheet
from workflows.services.statistics import Statistics
from workflows.services.wording import statistics as say

Row = tuple[str, ...]


class Subject(StrEnum):
    """What one table is of, as its address says it."""

    TIMES = "tider"
    ANSWERS = "svar"
    DECISIONS = "beslutninger"
    WAITING = "venter"


def statistics_table(found: Statistics, subject: Subject) -> bytes:
    """The table of one subject."""
    match subject:
        case Subject.TIMES:
            headings = (say.PLACE, say.CASES, say.STAYS, say.MEDIAN, say.NINE_OF_TEN)
            return spreadsheet(headings, _times(found))
        case Subject.ANSWERS:
            headings = (say.BODY, say.ASKED, say.IN_TIME, say.LATE, say.SILENT)
            return spreadsheet(headings, _answers(found))
        case Subject.DECISIONS:
            headings = (say.BODY, say.DECISIONS, say.DEFERRED, say.RETURNED, say.CALLED_IN)
            return spreadsheet(headings, _decisions(found))
        case Subject.WAITING:
            return spreadsheet((say.PLACE, say.CASES, say.UNTOUCHED_SINCE), _waiting(found))


def _times(found: Statistics) -> Iterable[Row]:
    for row in found.times:
        yield (row.place, str(row.cases), *_usual(row.days))
    yield (say.WHOLE, str(found.whole.count), *_usual(found.whole))


def _usual(days: Spread) -> Row:
    return (str(days.count), say.days_figure(days.median), say.days_figure(days.most))


def _answers(found: Statistics) -> Iterable[Row]:
    for row in found.answers:
        yield (row.body, *map(str, (row.asked, row.in_time, row.late, row.silent)))


def _decisions(found: Statistics) -> Iterable[Row]:
    for row in found.decisions:
        counts = (row.decisions, row.deferred, row.returned, row.called_in)
        yield (row.body, *map(str, counts))


def _waiting(found: Statistics) -> Iterable[Row]:
    for row in found.waiting:
        yield (row.place, str(row.cases), day_figures(row.untouched_since))
