"""Dates are counted as the law counts them, in local time, and explained."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.closed_days import LAST_YEAR_KNOWN, MOVABLE_DAYS, closed_in
from workflows.engine.daywords import day_figures, day_words, due_words
from workflows.engine.errors import WrongInput
from workflows.engine.periods import Period, Unit, read_period
from workflows.engine.workdays import WorkCalendar, compute_deadline, read_date

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CALENDAR = WorkCalendar("Europe/Copenhagen", ("06-05", "12-24", "12-31"))

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
periods = st.builds(Period, st.integers(0, 120), st.sampled_from(Unit))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2023-01-01", "nytårsdag"),
        ("2023-04-06", "skærtorsdag"),
        ("2023-04-07", "langfredag"),
        ("2023-04-09", "1. påskedag"),
        ("2023-04-10", "2. påskedag"),
        ("2023-05-05", "Store bededag"),
        ("2023-05-18", "Kristi himmelfartsdag"),
        ("2023-05-28", "1. pinsedag"),
        ("2023-05-29", "2. pinsedag"),
        ("2023-06-05", "grundlovsdag"),
        ("2023-12-24", "juleaftensdag"),
        ("2023-12-25", "1. juledag"),
        ("2023-12-26", "2. juledag"),
        ("2023-12-31", "nytårsaftensdag"),
        ("2024-03-28", "skærtorsdag"),
        ("2024-05-09", "Kristi himmelfartsdag"),
        ("2024-05-20", "2. pinsedag"),
        ("2025-04-18", "langfredag"),
        ("2025-04-21", "2. påskedag"),
        ("2025-06-09", "2. pinsedag"),
        ("2026-04-06", "2. påskedag"),
        ("2026-05-14", "Kristi himmelfartsdag"),
        ("2026-05-25", "2. pinsedag"),
        ("2027-03-28", "1. påskedag"),
        ("2027-03-29", "2. påskedag"),
        ("2027-05-06", "Kristi himmelfartsdag"),
        ("2027-06-05", "grundlovsdag"),
        ("2024-05-11", "lørdag"),
        ("2024-05-12", "søndag"),
    ],
)
def test_closed_days_are_called_by_their_name(day: str, name: str) -> None:
    assert CALENDAR.why_closed(date.fromisoformat(day)) == name
    assert not CALENDAR.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2024-05-10", "fredag efter Kristi himmelfartsdag"),
        ("2025-05-30", "fredag efter Kristi himmelfartsdag"),
        ("2026-05-15", "fredag efter Kristi himmelfartsdag"),
        ("2027-05-07", "fredag efter Kristi himmelfartsdag"),
        ("2027-03-22", "mandag før påske"),
        ("2027-03-23", "tirsdag før påske"),
        ("2027-03-24", "onsdag før påske"),
        ("2027-03-25", "skærtorsdag"),
    ],
)
def test_days_that_move_with_easter_are_closed_where_a_municipality_says_so(
    day: str, name: str
) -> None:
    local = WorkCalendar("Europe/Copenhagen", tuple(MOVABLE_DAYS))
    assert local.why_closed(date.fromisoformat(day)) == name
    if name != "skærtorsdag":
        assert CALENDAR.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("year", range(1900, 2101))
def test_the_friday_after_ascension_is_a_friday_in_every_year(year: int) -> None:
    local = closed_in(year, ("friday-after-ascension",))
    [friday] = [day for day, name in local.items() if name.startswith("fredag efter")]
    assert friday.weekday() == 4
    assert local[friday - timedelta(days=1)] == "Kristi himmelfartsdag"


@pytest.mark.parametrize(
    "day",
    [
        "2024-04-26",  # Store bededag until the year before.
        "2025-05-16",
        "2026-05-01",
        "2027-04-23",
        "2024-05-10",  # The Friday after Ascension is closed in some municipalities only.
        "2024-06-06",
        "2027-03-30",
    ],
)
def test_other_weekdays_are_worked(day: str) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day))
    assert CALENDAR.why_closed(date.fromisoformat(day)) is None


def test_which_days_are_closed_besides_holidays_is_up_to_the_municipality() -> None:
    plain = WorkCalendar("Europe/Copenhagen")
    other = WorkCalendar("Europe/Copenhagen", ("02-29", "05-01", "08-14"))
    assert plain.is_working_day(date(2024, 6, 5))
    assert other.why_closed(date(2024, 5, 1)) == "1. maj"
    assert other.why_closed(date(2024, 2, 29)) == "lukkedag"
    assert other.why_closed(date(2025, 8, 14)) == "lukkedag"
    assert other.is_working_day(date(2025, 2, 28))


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("2027-02-28", "4 uger", "2027-03-28"),
        ("2024-02-15", "14 dage", "2024-02-29"),
        ("2024-01-31", "1 måned", "2024-02-29"),
        ("2023-01-31", "1 måned", "2023-02-28"),
        ("2023-12-31", "2 måneder", "2024-02-29"),
        ("2024-02-29", "12 måneder", "2025-02-28"),
        ("2023-11-15", "2 måneder", "2024-01-15"),
        ("2023-05-03", "2 hverdage", "2023-05-08"),  # Past Store bededag.
        ("2024-04-24", "2 hverdage", "2024-04-26"),  # On what was Store bededag.
        ("2027-03-24", "1 hverdag", "2027-03-30"),
        ("2024-05-11", "1 hverdag", "2024-05-13"),
        ("2023-12-22", "4 hverdage", "2024-01-02"),
    ],
)
def test_the_day_of_sending_is_day_0(start: str, text: str, end: str) -> None:
    counted = CALENDAR.add(date.fromisoformat(start), read_period(text))
    assert counted == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("day", "text", "before"),
    [
        ("2024-01-16", "4 hverdage", "2024-01-10"),
        ("2027-03-30", "1 hverdag", "2027-03-24"),
        ("2024-03-31", "1 måned", "2024-02-29"),
        ("2024-01-15", "1 måned", "2023-12-15"),
        ("2027-03-28", "4 uger", "2027-02-28"),
    ],
)
def test_periods_are_counted_backwards_too(day: str, text: str, before: str) -> None:
    counted = CALENDAR.subtract(date.fromisoformat(day), read_period(text))
    assert counted == date.fromisoformat(before)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        ("2024-05-14", "2024-05-14T22:00:00+00:00"),
        ("2024-01-16", "2024-01-16T23:00:00+00:00"),
        ("2027-03-27", "2027-03-27T23:00:00+00:00"),
        ("2027-03-28", "2027-03-28T22:00:00+00:00"),
        ("2027-10-31", "2027-10-31T23:00:00+00:00"),
    ],
)
def test_a_day_ends_at_the_next_local_midnight(day: str, ends: str) -> None:
    assert CALENDAR.end_of(date.fromisoformat(day)) == datetime.fromisoformat(ends)


def test_the_last_second_of_the_day_is_in_time_and_the_next_is_not() -> None:
    day = date(2024, 5, 14)
    ends = CALENDAR.end_of(day)
    assert CALENDAR.at(day, time(23, 59, 59)) < ends
    assert CALENDAR.at(date(2024, 5, 15), time(0)) == ends


def test_a_time_skipped_in_spring_is_an_hour_later_and_one_that_comes_twice_is_the_first() -> None:
    assert CALENDAR.at(date(2027, 3, 28), time(2, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert CALENDAR.at(date(2027, 10, 31), time(2, 30)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_local_date_of_an_instant() -> None:
    assert CALENDAR.local_date(datetime(2024, 5, 14, 22, 0, tzinfo=UTC)) == date(2024, 5, 15)
    assert CALENDAR.local_date(datetime(2024, 5, 14, 21, 59, tzinfo=UTC)) == date(2024, 5, 14)
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.local_date(datetime(2024, 5, 14, 22, 0))  # noqa: DTZ001


def test_easter_sunday_on_the_day_the_clock_is_moved() -> None:
    computed = compute_deadline(CALENDAR, date(2027, 2, 28), Period(4, Unit.WEEKS))
    assert computed.date == date(2027, 3, 28)
    assert computed.ends_before == datetime(2027, 3, 28, 22, 0, tzinfo=UTC)
    assert not computed.working_day
    assert computed.next_working_day == date(2027, 3, 30)
    assert computed.reasons == (
        "4 uger fra 28-02-2027 er søndag 28-03-2027, 1. påskedag; foreslået: tirsdag 30-03-2027",
        "ikke hverdage mellem datoen og den foreslåede: mandag 29-03-2027 (2. påskedag)",
    )


def test_a_working_day_is_simply_said_to_be_one() -> None:
    computed = compute_deadline(CALENDAR, date(2027, 2, 1), Period(4, Unit.WEEKS))
    assert computed.working_day
    assert computed.next_working_day == computed.date
    assert computed.reasons == ("4 uger fra 01-02-2027 er mandag 01-03-2027, en hverdag",)


def test_a_plain_weekend_is_not_named_twice() -> None:
    computed = compute_deadline(CALENDAR, date(2024, 5, 4), Period(1, Unit.WEEKS))
    assert computed.reasons == (
        "1 uge fra 04-05-2024 er lørdag 11-05-2024, ikke en hverdag; foreslået: mandag 13-05-2024",
    )


def test_the_days_that_working_days_pass_over_are_named() -> None:
    computed = compute_deadline(CALENDAR, date(2023, 5, 3), Period(2, Unit.WORKING_DAYS))
    assert computed.reasons[1:] == ("ikke hverdage undervejs: fredag 05-05-2023 (Store bededag)",)


def test_a_shortened_month_is_explained() -> None:
    computed = compute_deadline(CALENDAR, date(2024, 1, 31), Period(1, Unit.MONTHS))
    assert computed.reasons[1:] == ("februar 2024 har kun 29 dage",)


def test_holidays_that_nobody_has_worked_out_are_owned_up_to() -> None:
    computed = compute_deadline(CALENDAR, date(LAST_YEAR_KNOWN + 1, 3, 1), Period(4, Unit.WEEKS))
    assert "kendes ikke" in computed.reasons[-1]


@pytest.mark.parametrize("text", ["4 uger", "14 dage", "1 måned", "10 hverdage"])
def test_a_deadline_beyond_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(WrongInput, match="uden for kalenderen"):
        compute_deadline(CALENDAR, date(9999, 12, 20), read_period(text))
    with pytest.raises(WrongInput, match="uden for kalenderen"):
        CALENDAR.subtract(date(1, 1, 3), read_period(text))


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.WEEKS, Unit.MONTHS])
def test_a_period_of_any_size_is_refused_rather_than_wrong(unit: Unit) -> None:
    with pytest.raises(WrongInput):
        CALENDAR.add(date(2024, 1, 1), Period(10**25, unit))


def test_the_ends_of_the_calendar_are_refused() -> None:
    with pytest.raises(WrongInput):
        CALENDAR.end_of(date.max)
    with pytest.raises(WrongInput):
        CALENDAR.next_working_day(date.max)
    with pytest.raises(WrongInput):
        CALENDAR.at(date.min, time(0))


@given(days)
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    ends = CALENDAR.end_of(day)
    local = ends.astimezone(COPENHAGEN)
    assert (local.date(), local.time()) == (day + timedelta(days=1), time(0))
    assert CALENDAR.local_date(ends - timedelta(microseconds=1)) == day
    assert CALENDAR.end_of(day - timedelta(days=1)) < ends


@given(days)
def test_the_proposed_day_is_the_first_that_is_worked(day: date) -> None:
    proposed = CALENDAR.next_working_day(day)
    assert proposed >= day
    assert CALENDAR.why_closed(proposed) is None
    passed = (proposed - day).days
    assert not any(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range(passed))


@given(days)
def test_the_working_day_before_is_the_last_that_is_worked(day: date) -> None:
    before = CALENDAR.working_day_before_or_on(day)
    assert before <= day
    assert CALENDAR.is_working_day(before)
    passed = (day - before).days
    assert not any(CALENDAR.is_working_day(day - timedelta(days=n)) for n in range(passed))


@given(days, st.integers(0, 400))
def test_months_end_on_the_same_day_or_the_last_of_the_month(day: date, count: int) -> None:
    ends = CALENDAR.add(day, Period(count, Unit.MONTHS))
    assert 12 * (ends.year - day.year) + ends.month - day.month == count
    assert ends.day == day.day or (
        ends.day < day.day and (ends + timedelta(days=1)).month != ends.month
    )


@given(days, st.integers(1, 60))
def test_as_many_working_days_pass_as_were_asked_for(day: date, count: int) -> None:
    ends = CALENDAR.add(day, Period(count, Unit.WORKING_DAYS))
    passed = (day + timedelta(days=n) for n in range(1, (ends - day).days + 1))
    assert sum(map(CALENDAR.is_working_day, passed)) == count
    assert CALENDAR.is_working_day(ends)


@given(days, periods)
def test_a_longer_period_never_ends_earlier(day: date, period: Period) -> None:
    longer = Period(period.count + 1, period.unit)
    assert day <= CALENDAR.add(day, period) < CALENDAR.add(day, longer)
    assert CALENDAR.subtract(day, longer) < CALENDAR.subtract(day, period) <= day


@given(days, periods)
def test_what_is_computed_holds_together(day: date, period: Period) -> None:
    computed = compute_deadline(CALENDAR, day, period)
    assert computed.date == CALENDAR.add(day, period)
    assert computed.working_day == (computed.date == computed.next_working_day)
    assert day_figures(computed.date) in computed.reasons[0]
    assert ("foreslået" in computed.reasons[0]) != computed.working_day
    assert all(reason.isprintable() for reason in computed.reasons)


@pytest.mark.parametrize(
    "text", ["2027-02-28", "28-02-2027", "28.02.2027", "28.2.2027", " 2027-02-28\n"]
)
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("01/02/27", "er tvetydig"),
        ("01/02/2027", "er tvetydig"),
        ("01-02-27", "er tvetydig"),
        ("2027-2-3", "er tvetydig"),
        ("31-02-2027", "februar 2027 har 28 dage"),
        ("2027-02-31", "februar 2027 har 28 dage"),
        ("30.02.2024", "februar 2024 har 29 dage"),
        ("2027-13-01", "månederne går fra 1 til 12"),
        ("2027-04-00", "april 2027 har 30 dage"),
        ("0000-01-01", "årene begynder med 1"),
        ("28-02.2027", "er ikke en dato"),
        ("20270228", "er ikke en dato"),
        ("2027-02-28T12:00", "er ikke en dato"),
        ("٢٠٢٧-٠٢-٢٨", "er ikke en dato"),
        ("i morgen", "er ikke en dato"),
        ("", "er ikke en dato"),
        ("x\n\x1b[31m" + "9" * 5000, "er ikke en dato"),
    ],
)
def test_what_is_no_date_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_date(text)
    assert says in str(refusal.value)
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 200


@given(days)
def test_a_date_is_read_in_both_forms(day: date) -> None:
    assert read_date(day.isoformat()) == read_date(day_figures(day)) == day


def test_days_are_written_as_danes_write_them() -> None:
    assert day_words(date(2024, 1, 16)) == "tirsdag den 16. januar 2024"
    assert due_words(date(2024, 5, 14)) == "til og med tirsdag den 14. maj 2024 kl. 23.59"
    assert day_figures(date(2027, 3, 8)) == "08-03-2027"
