"""The list of cases as a table for a spreadsheet (CSV)."""

from workflows.engine.daywords import day_figures
from workflows.records.case_list import ListedCase, Listing, Viewer
from workflows.services.installation import Installation
from workflows.services.searching import find_cases
from workflows.services.spreadsheets import spreadsheet
from workflows.services.wording import papers as say
from workflows.services.wording.cases import openness_words, state_words
from workflows.services.wording.hearing_progress import listed_deadline_figures

MOST_ROWS = 20_000

HEADINGS = (
    say.NUMBER,
    say.TITLE,
    say.CASE_TYPE,
    say.OPENNESS,
    say.WHERE_IT_STANDS,
    say.DEADLINE,
    say.MEETING,
    say.RESPONSIBLE,
)


def case_table(house: Installation, looks: Viewer, listing: Listing, search: str) -> bytes:
    """The cases that the viewer's list would show on all its pages, at most so many rows."""
    cases = find_cases(house, looks, listing, search, most=MOST_ROWS).cases
    return spreadsheet(HEADINGS, (_row(house, case) for case in cases))


def _row(house: Installation, case: ListedCase) -> tuple[str, ...]:
    known = house.definitions.case_types.get(case.case_type)
    calendar = house.around.calendar
    return (
        case.number,
        case.title,
        known.title if known else case.case_type,
        openness_words(case.openness),
        state_words(case.state, case.route),
        listed_deadline_figures(case.hearing, calendar) if case.hearing else "",
        day_figures(case.meets_on) if case.meets_on else "",
        case.officer,
    )
