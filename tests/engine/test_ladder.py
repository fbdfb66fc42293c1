"""Reminders are planned on working days, and sent only while they make sense."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.definition import Ladder
from workflows.engine.ladder import (
    PlannedReminder,
    latest_that_makes_sense,
    next_window,
    rungs,
    within_window,
)
from workflows.engine.periods import Period, Unit
from workflows.engine.workdays import WorkCalendar

CALENDAR = WorkCalendar("Europe/Copenhagen", ("06-05", "12-24", "12-31"))
LADDER = Ladder((Period(7, Unit.DAYS), Period(2, Unit.DAYS), Period(0, Unit.DAYS)), time(8))

instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
ladders = st.lists(st.integers(0, 40), min_size=1, max_size=6, unique=True).map(
    lambda counts: Ladder(tuple(Period(n, Unit.DAYS) for n in sorted(counts, reverse=True)))
)


def at(text: str) -> datetime:
    """The instant of a local time such as `2024-05-06 08:00`."""
    local = datetime.fromisoformat(text)
    return CALENDAR.at(local.date(), local.time())


def planned(opened: str, due_on: str, ladder: Ladder = LADDER) -> list[tuple[int, str]]:
    found = rungs(ladder, CALENDAR, at(opened), date.fromisoformat(due_on))
    return [(reminder.rung, reminder.day.isoformat()) for reminder in found]


def test_the_rungs_lie_before_the_deadline() -> None:
    found = rungs(LADDER, CALENDAR, at("2024-04-16 10:00"), date(2024, 5, 14))
    assert found == (
        PlannedReminder(0, datetime(2024, 5, 7, 6, tzinfo=UTC), date(2024, 5, 7)),
        PlannedReminder(1, datetime(2024, 5, 10, 6, tzinfo=UTC), date(2024, 5, 10)),
        PlannedReminder(2, datetime(2024, 5, 14, 6, tzinfo=UTC), date(2024, 5, 14)),
    )


def test_rungs_that_meet_on_one_working_day_become_the_latest() -> None:
    # Easter 2027: from Thursday 25 to Monday 29 March nobody works.
    assert planned("2027-02-28 10:00", "2027-03-28") == [(0, "2027-03-19"), (2, "2027-03-24")]


def test_nothing_is_sent_on_the_day_of_the_opening_or_before() -> None:
    assert planned("2024-05-07 07:00", "2024-05-14") == [(1, "2024-05-10"), (2, "2024-05-14")]
    assert planned("2024-05-13 09:00", "2024-05-14") == [(2, "2024-05-14")]
    assert planned("2024-05-14 00:01", "2024-05-14") == []


def test_a_hearing_over_a_weekend_has_no_reminder_at_all() -> None:
    assert planned("2024-05-10 09:00", "2024-05-12") == []


def test_the_local_day_of_the_opening_counts_not_the_day_in_utc() -> None:
    # 22:30 UTC on the 6th is the 7th in Denmark.
    opened = datetime(2024, 5, 6, 22, 30, tzinfo=UTC)
    assert [r.rung for r in rungs(LADDER, CALENDAR, opened, date(2024, 5, 14))] == [1, 2]


def test_rungs_are_sent_at_the_ladders_local_time_summer_and_winter() -> None:
    ladder = Ladder((Period(5, Unit.WORKING_DAYS), Period(0, Unit.DAYS)), time(15, 30))
    found = rungs(ladder, CALENDAR, at("2027-03-01 09:00"), date(2027, 4, 2))
    assert [reminder.due_at for reminder in found] == [
        datetime(2027, 3, 23, 14, 30, tzinfo=UTC),
        datetime(2027, 4, 2, 13, 30, tzinfo=UTC),
    ]


@given(ladders, instants, days)
def test_every_reminder_can_be_sent_when_it_is_due(
    ladder: Ladder, opened: datetime, due_on: date
) -> None:
    found = rungs(ladder, CALENDAR, opened, due_on)
    assert all(opened < reminder.due_at < CALENDAR.end_of(due_on) for reminder in found)
    assert all(within_window(CALENDAR, reminder.due_at) for reminder in found)
    assert len({reminder.day for reminder in found}) == len(found)
    assert sorted(found, key=lambda reminder: reminder.due_at) == list(found)
    assert sorted(found, key=lambda reminder: reminder.rung) == list(found)


def test_of_several_missed_reminders_only_the_latest_rung_makes_sense() -> None:
    first, second, third = rungs(LADDER, CALENDAR, at("2024-04-16 10:00"), date(2024, 5, 14))
    deadline, now = CALENDAR.end_of(date(2024, 5, 14)), at("2024-05-14 09:00")
    assert latest_that_makes_sense([third, first, second], deadline, now) == third
    assert latest_that_makes_sense([second, first], deadline, now) == second
    assert latest_that_makes_sense([], deadline, now) is None


def test_the_latest_rung_counts_even_when_an_earlier_one_was_put_off_past_it() -> None:
    first, second, _ = rungs(LADDER, CALENDAR, at("2024-04-16 10:00"), date(2024, 5, 14))
    put_off = PlannedReminder(first.rung, second.due_at + timedelta(hours=1), second.day)
    deadline, now = CALENDAR.end_of(date(2024, 5, 14)), at("2024-05-10 12:00")
    assert latest_that_makes_sense([put_off, second], deadline, now) == second


def test_no_reminder_makes_sense_once_the_deadline_has_passed() -> None:
    found = rungs(LADDER, CALENDAR, at("2024-04-16 10:00"), date(2024, 5, 14))
    deadline = CALENDAR.end_of(date(2024, 5, 14))
    before = deadline - timedelta(microseconds=1)
    assert latest_that_makes_sense(found, deadline, before) == found[-1]
    assert latest_that_makes_sense(found, deadline, deadline) is None


@pytest.mark.parametrize(
    ("now", "inside", "opens"),
    [
        ("2024-05-14 06:59", False, "2024-05-14 07:00"),
        ("2024-05-14 07:00", True, "2024-05-14 07:00"),
        ("2024-05-14 17:59", True, "2024-05-14 17:59"),
        ("2024-05-14 18:00", False, "2024-05-15 07:00"),
        ("2024-05-17 18:00", False, "2024-05-21 07:00"),  # Whitsun.
        ("2024-05-11 12:00", False, "2024-05-13 07:00"),
        ("2027-03-24 19:00", False, "2027-03-30 07:00"),
        ("2027-03-28 02:30", False, "2027-03-30 07:00"),
        ("2023-12-29 20:00", False, "2024-01-02 07:00"),
    ],
)
def test_reminders_are_sent_by_day_on_working_days(now: str, inside: bool, opens: str) -> None:
    assert within_window(CALENDAR, at(now)) is inside
    assert next_window(CALENDAR, at(now)) == at(opens)


@given(instants)
def test_the_next_window_is_open_and_nothing_before_it_is(now: datetime) -> None:
    opens = next_window(CALENDAR, now)
    assert opens >= now
    assert opens.tzinfo is UTC
    assert within_window(CALENDAR, opens)
    assert opens == now or not within_window(CALENDAR, opens - timedelta(microseconds=1))
    hours = int((opens - now) / timedelta(hours=1))
    assert not any(within_window(CALENDAR, now + timedelta(hours=h)) for h in range(hours))
