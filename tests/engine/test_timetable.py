"""The time and process plan: the earliest days forward, the latest days backward, with reasons."""

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from definitions import read
from workflows.engine.definition import HearingRule, MeetingCalendar
from workflows.engine.errors import WrongInput
from workflows.engine.periods import read_period
from workflows.engine.route import Step, read_route
from workflows.engine.timetable import Ground, Timetable, backward, forward
from workflows.engine.vocabulary import StepKind
from workflows.engine.workdays import WorkCalendar
from workflows.settings import DEFAULT_DEFINITIONS

DEFINED = read(DEFAULT_DEFINITIONS)
DAYS = WorkCalendar("Europe/Copenhagen", DEFINED.municipality.closed_days)
FOUR_WEEKS = HearingRule("almindelig", "Almindelig", read_period("4 uger"))
GROUND = Ground(DAYS, DEFINED.calendars, FOUR_WEEKS)
LINE = "BUU, høring, BUU, ØK, KB"


def steps(line: str) -> tuple[Step, ...]:
    return read_route(line, DEFINED.bodies).steps


def days_of(planned: Timetable) -> list[date | None]:
    return [one.ends_on for one in planned.steps]


def test_forward_takes_the_first_agenda_that_is_open_and_the_hearing_its_weeks() -> None:
    planned = forward(GROUND, steps(LINE), date(2026, 11, 24))
    assert [day and day.isoformat() for day in days_of(planned)] == [
        "2026-12-17",
        "2027-01-15",
        "2027-01-28",
        "2027-02-09",
        "2027-02-16",
    ]
    assert planned.ends_on == date(2027, 2, 16)
    hearing, third = planned.steps[1], planned.steps[3]
    assert hearing.begins_on == date(2026, 12, 18)
    assert third.reasons == ("dagsordenen sendes ud 4 hverdage før mødet",)


def test_backward_ends_on_the_councils_day_and_begins_as_late_as_can_be() -> None:
    planned = backward(GROUND, steps(LINE), date(2027, 3, 16))
    assert days_of(planned) == [
        date(2026, 12, 17),
        date(2027, 2, 12),
        date(2027, 2, 25),
        date(2027, 3, 9),
        date(2027, 3, 16),
    ]
    assert planned.begins_on == date(2026, 12, 7)


def test_what_a_body_sends_on_is_taken_until_the_agenda_goes_out() -> None:
    alone = forward(GROUND, steps("KB"), date(2027, 2, 8))
    sent_on = forward(GROUND, steps("KB"), date(2027, 2, 8), after_meeting=True)
    assert (alone.ends_on, sent_on.ends_on) == (date(2027, 3, 16), date(2027, 2, 16))


def test_a_hearing_never_ends_on_a_day_that_is_not_worked() -> None:
    planned = forward(GROUND, steps("høring, KB"), date(2026, 11, 26))
    assert planned.steps[0].ends_on == date(2026, 12, 28)
    before = backward(GROUND, steps("høring, KB"), date(2027, 1, 19)).steps[0]
    assert before.ends_on is not None
    assert DAYS.is_working_day(before.ends_on)


@given(
    st.dates(date(2023, 2, 1), date(2026, 6, 1)),
    st.lists(st.sampled_from(["BUU", "ØK", "KB", "høring", "VPU"]), min_size=1, max_size=6),
)
def test_a_plan_backward_from_where_one_forward_ends_begins_no_earlier(
    start: date, words: list[str]
) -> None:
    assume("høring, høring" not in ", ".join(words))
    route = steps(", ".join([*words, "KB"]))
    ahead = forward(GROUND, route, start)
    if ahead.ends_on is None or ahead.begins_on is None:
        return
    back = backward(GROUND, route, ahead.ends_on)
    assert back.begins_on is not None
    assert back.begins_on >= ahead.begins_on
    again = forward(GROUND, route, back.begins_on)
    assert again.ends_on == ahead.ends_on
    ends = [one.ends_on for one in back.steps if one.ends_on]
    assert ends == sorted(ends)
    for one in (*ahead.steps, *back.steps):
        assert one.begins_on is None or one.ends_on is None or one.begins_on <= one.ends_on


def test_a_day_without_a_meeting_is_refused_with_the_nearest() -> None:
    with pytest.raises(WrongInput, match="16-02-2027 og 16-03-2027"):
        backward(GROUND, steps(LINE), date(2027, 3, 17))
    with pytest.raises(WrongInput, match="intet møde at planlægge"):
        backward(GROUND, steps("høring"), date(2027, 3, 16))
    with pytest.raises(WrongInput, match="ingen mødekalender"):
        backward(Ground(DAYS, {}, FOUR_WEEKS), steps("KB"), date(2027, 3, 16))


def test_a_body_that_never_meets_and_a_calendar_that_has_run_out_are_told() -> None:
    only_council = Ground(DAYS, {"KB": DEFINED.calendars["KB"]}, FOUR_WEEKS)
    first, council = forward(only_council, steps("BUU, KB"), date(2027, 1, 4)).steps
    assert first.ends_on is None
    assert first.reasons == ("har ingen mødekalender; dagen kendes ikke",)
    assert council.ends_on == date(2027, 1, 19)
    gone, after = forward(GROUND, steps("BUU, KB"), date(2028, 6, 1)).steps
    assert gone.reasons == ("mødekalenderen har ikke flere møder",)
    assert after.reasons == ("dagen afhænger af trinnet før",)


def test_a_meeting_that_cannot_be_reached_backward_is_told() -> None:
    calendar = MeetingCalendar(
        "KB", (date(2027, 3, 16),), time(17), read_period("10 hverdage"), read_period("4 hverdage")
    )
    alone = Ground(DAYS, {"KB": calendar, "BUU": calendar}, FOUR_WEEKS)
    planned = backward(alone, steps("høring, BUU, KB"), date(2027, 3, 16))
    assert planned.begins_on is None
    assert planned.steps[1].reasons == ("mødekalenderen har intet møde, der er tidligt nok",)
    assert planned.steps[0].reasons == ("dagen afhænger af trinnet efter",)


def test_steps_after_the_council_are_planned_forward_from_it() -> None:
    planned = backward(GROUND, steps("KB, høring, BUU"), date(2027, 1, 19))
    assert [one.step.kind for one in planned.steps] == [
        StepKind.MEETING,
        StepKind.HEARING,
        StepKind.MEETING,
    ]
    assert days_of(planned)[0] == date(2027, 1, 19)
    assert planned.ends_on is not None
    assert planned.ends_on > date(2027, 2, 17)
