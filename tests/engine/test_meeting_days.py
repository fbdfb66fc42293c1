"""Meeting days by rule and by list, moved and cancelled, and the reason of each date."""

from datetime import date

import pytest

from workflows.engine.checking_calendars import read_calendars
from workflows.engine.definition import MeetingChange
from workflows.engine.errors import WrongInput
from workflows.engine.faults import Fault
from workflows.engine.meeting_days import (
    MeetingRule,
    days_by_rule,
    days_held,
    read_month,
    read_rule,
)
from workflows.engine.periods import Period, Unit
from workflows.engine.sections import Section
from workflows.engine.workdays import WorkCalendar, reason_before

THIRD_TUESDAY = MeetingRule(
    3, 1, "tredje tirsdag", date(2027, 6, 1), date(2027, 10, 19), without=(7,)
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("tredje tirsdag", (3, 1)), ("Sidste  torsdag", (0, 3)), ("første søndag", (1, 6))],
)
def test_a_rule_is_read(text: str, meant: tuple[int, int]) -> None:
    assert read_rule(text) == meant


@pytest.mark.parametrize("text", ["", "femte tirsdag", "tirsdag", "tredje tirsdage", "3. tirsdag"])
def test_what_is_no_rule_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(WrongInput, match="tredje tirsdag"):
        read_rule(text)


def test_a_month_is_read_by_name_only() -> None:
    assert read_month("Juli") == 7
    with pytest.raises(WrongInput):
        read_month("7")


def test_a_rule_gives_a_day_a_month_in_its_period_but_not_in_the_months_left_out() -> None:
    assert list(days_by_rule(THIRD_TUESDAY)) == [
        date(2027, 6, 15),
        date(2027, 8, 17),
        date(2027, 9, 21),
        date(2027, 10, 19),
    ]


def test_the_last_thursday_is_the_fourth_or_the_fifth() -> None:
    last = MeetingRule(0, 3, "sidste torsdag", date(2027, 11, 1), date(2027, 12, 31))
    assert list(days_by_rule(last)) == [date(2027, 11, 25), date(2027, 12, 30)]


def test_days_moved_cancelled_and_listed_tell_their_reason() -> None:
    changes = (
        MeetingChange(date(2027, 6, 15), date(2027, 6, 17), "valg"),
        MeetingChange(date(2027, 8, 17), None, "ferie"),
    )
    assert days_held(THIRD_TUESDAY, [date(2027, 7, 1), date(2027, 9, 21)], changes) == {
        date(2027, 6, 17): "flyttet fra tirsdag den 15. juni 2027: valg",
        date(2027, 7, 1): "står i mødekalenderen",
        date(2027, 9, 21): "tredje tirsdag i måneden",
        date(2027, 10, 19): "tredje tirsdag i måneden",
    }


def test_a_meeting_may_be_moved_to_the_day_that_another_is_moved_from() -> None:
    august, september = date(2027, 8, 17), date(2027, 9, 21)
    changes = (
        MeetingChange(august, september, "ferie"),
        MeetingChange(september, date(2027, 9, 28), "budget"),
    )
    assert list(days_held(None, [august, september], changes)) == [september, date(2027, 9, 28)]


@pytest.mark.parametrize(
    ("meets_on", "period", "reason"),
    [
        (date(2027, 6, 15), Period(4, Unit.WORKING_DAYS), "4 hverdage før mødet"),
        (
            date(2026, 1, 6),
            Period(4, Unit.WORKING_DAYS),
            "4 hverdage før mødet; 1. januar er nytårsdag",
        ),
        (
            date(2027, 3, 30),
            Period(2, Unit.WORKING_DAYS),
            "2 hverdage før mødet; 25. marts er skærtorsdag, 26. marts er langfredag,"
            " 29. marts er 2. påskedag",
        ),
        (date(2026, 1, 6), Period(1, Unit.WEEKS), "1 uge før mødet"),
    ],
)
def test_a_day_before_a_meeting_tells_which_days_were_not_counted(
    meets_on: date, period: Period, reason: str
) -> None:
    assert reason_before(WorkCalendar("Europe/Copenhagen"), meets_on, period) == reason


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"cancelled": [{"date": date(2027, 1, 6), "reason": "x"}]}, "intet møde 2027-01-06"),
        ({"cancelled": [{"date": date(2027, 1, 5)}]}, "mangler"),
        (
            {"moved": [{"from": date(2027, 1, 5), "to": date(2027, 2, 2), "reason": "x"}]},
            "allerede møde 2027-02-02",
        ),
        (
            {
                "moved": [{"from": date(2027, 1, 5), "to": date(2027, 1, 7), "reason": "x"}],
                "cancelled": [{"date": date(2027, 1, 5), "reason": "x"}],
            },
            "ændret to gange",
        ),
    ],
)
def test_a_change_that_cannot_be_is_a_fault(changed: dict[str, object], fault: str) -> None:
    faults: list[Fault] = []
    table = {
        "body": "KB",
        "starts": "17:00",
        "cutoff": "8 hverdage",
        "dispatch": "4 hverdage",
        "dates": [date(2027, 1, 5), date(2027, 2, 2)],
        **changed,
    }
    read_calendars(Section("calendars.toml", {"calendar": [table]}, faults), None)
    [found] = faults
    assert fault in found.what
