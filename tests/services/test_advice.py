"""An officer is warned of bodies ahead in the route that have no meeting to treat the case at."""

from datetime import date
from pathlib import Path

import pytest

from tests.casebook import OFFICER_ID, Casebook, installed
from workflows.engine.vocabulary import Trigger
from workflows.records.case_list import Viewer
from workflows.services.advice import route_warnings
from workflows.services.desk import case_page

TODAY, AFTER_THE_LAST = date(2023, 12, 1), date(2028, 1, 3)


@pytest.fixture
def book(sqlite: str, tmp_path: Path) -> Casebook:
    return installed(sqlite, tmp_path)


def warned(book: Casebook, case: str, today: date = TODAY) -> list[str]:
    """The names of those that the officer is warned of."""
    facts = case_page(book.house, Viewer(OFFICER_ID, sees_closed=True), case).facts
    warnings = list(route_warnings(book.house, facts, today))
    assert all("calendars.toml" in warning for warning in warnings)
    return [warning.partition(" har intet møde")[0] for warning in warnings]


def test_a_body_without_a_calendar_is_warned_of_from_the_beginning(book: Casebook) -> None:
    assert warned(book, book.open_case(route="UR, høring, UR, KB")) == ["Ungerådet"]
    assert warned(book, book.open_case(route="VPU, ØK, KB")) == []


def test_so_is_one_whose_calendar_has_run_out(book: Casebook) -> None:
    case = book.open_case(route="VPU, KB")
    assert warned(book, case, AFTER_THE_LAST) == ["Voksen- og Plejeudvalget", "Kommunalbestyrelsen"]


def test_what_is_walked_or_ended_is_not_warned_of(book: Casebook) -> None:
    case = book.open_case(route="VPU, UR, KB")
    book.advance(case, Trigger.SUBMIT)
    assert warned(book, case) == ["Ungerådet"]
    book.advance(case, Trigger.REROUTE, route="VPU, KB", reason="Rådet mødes ikke")
    assert warned(book, case) == []
    book.advance(case, Trigger.WITHDRAW, reason="Bortfalder")
    assert warned(book, case, AFTER_THE_LAST) == []
