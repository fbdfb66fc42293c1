"""Promises of a case: made, kept in time, moved and ended; once each, whatever becomes of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.facts_for_tests import (
    BUU,
    CALENDAR,
    CASE_TYPE,
    OFFICER,
    OMU,
    at,
    decision,
    put_on,
)
from tests.engine.world import World
from workflows.engine.changes.promises import (
    FollowUpAdded,
    PromiseAdded,
    PromiseEnded,
    PromiseKept,
    PromiseMoved,
)
from workflows.engine.commands.cases import PassDeadlines, Submit, Withdraw
from workflows.engine.commands.meetings import TakeEffect
from workflows.engine.commands.promises import (
    EndPromise,
    KeepPromise,
    MakePromise,
    MovePromise,
    NewPromise,
)
from workflows.engine.errors import Incomplete, Lack, WrongInput
from workflows.engine.facts import OfficerFacts
from workflows.engine.promises import (
    HALF_YEAR,
    MOST_WEEKS,
    QUARTER,
    FollowUpDue,
    PromiseFacts,
    Rhythm,
    follow_up_due,
)
from workflows.engine.replay import replay
from workflows.engine.vocabulary import DeadlineKind, DeadlineStatus, Effect, Event
from workflows.engine.workdays import WorkCalendar

DONE, PENDING, CANCELLED = DeadlineStatus.DONE, DeadlineStatus.PENDING, DeadlineStatus.CANCELLED
ONCE = Rhythm(date(2024, 9, 2))
TWICE_A_YEAR = Rhythm(date(2024, 9, 2), HALF_YEAR, date(2025, 12, 31))
COLLEAGUE = OfficerFacts("00000000-0000-4000-8000-00000000000b", "Bo Lund", "bo@by.example")


def promise(rhythm: Rhythm = ONCE, text: str = "Status på støj") -> NewPromise:
    return NewPromise(text, OMU, OFFICER, rhythm)


def decided(rhythm: Rhythm = ONCE) -> World:
    """A case that OMU decided on 6 May 2024, with a promise."""
    world = World("OMU")
    world.do(Submit(), put_on(OMU, "2024-05-06"))
    world.go_to("2024-05-06 12:00")
    world.do(replace(decision(Effect.ADVANCE), promises=(promise(rhythm),)))
    return world


def standing(world: World) -> PromiseFacts:
    """The one promise as the changes to it have left it."""
    made = next(one for one in world.changes if isinstance(one, PromiseAdded))
    row: dict[str, Any] = {name: getattr(made, name) for name in PromiseAdded.__slots__}
    for change in world.changes:
        if isinstance(change, PromiseMoved | PromiseEnded | PromiseKept):
            row |= {name: getattr(change, name) for name in type(change).__slots__}
    return PromiseFacts(
        row["id"],
        row["text"],
        row["body"],
        OFFICER,
        Rhythm(row["first_on"], row["every_months"], row["last_on"], row["weeks_before"]),
        row["first_number"],
        row["next_number"],
        row["deadline_id"],
    )


def keep(world: World) -> FollowUpDue | None:
    """What a sweep does: open a case for what is due, and say so."""
    stands = standing(world)
    if stands.deadline not in world.due():
        return None
    found = follow_up_due(world.facts.calendar, stands, world.now)
    if found:
        world.do(KeepPromise(stands, found, f"case {found.occurrence.number}", "24/77"))
    return found


def became(world: World) -> list[tuple[int, str]]:
    return [
        (one.number, one.due_on.isoformat())
        for one in world.changes
        if isinstance(one, FollowUpAdded)
    ]


def waits(world: World) -> list[tuple[str, DeadlineStatus]]:
    return world.deadlines_of(DeadlineKind.FOLLOW_UP)


def test_a_promise_written_with_a_decision_belongs_to_it_and_waits() -> None:
    world = decided()
    made = next(one for one in world.changes if isinstance(one, PromiseAdded))
    assert world.facts.item is not None
    assert made.decision_id == world.facts.item.decision
    assert waits(world) == [("2024-09-02 07:00", PENDING)]
    assert world.events()[-2:] == [Event.DECISION_RECORDED, Event.PROMISE_MADE]


def test_its_case_is_opened_weeks_before_on_a_day_that_is_worked() -> None:
    world = decided(Rhythm(date(2024, 9, 1), weeks_before=4))
    # 1 September is a Sunday, so it is for the 2nd; 5 August is a Monday.
    assert waits(world) == [("2024-08-05 07:00", PENDING)]
    world.go_to("2024-08-05 06:59")
    assert keep(world) is None
    world.go_to("2024-08-05 07:00")
    assert keep(world)
    assert became(world) == [(1, "2024-09-02")]


def test_a_promise_kept_once_waits_for_nothing_more() -> None:
    world = decided()
    world.go_to("2024-09-02 07:00")
    assert keep(world)
    assert waits(world) == [("2024-09-02 07:00", DONE)]
    assert standing(world).deadline is None
    world.go_to("2026-01-05 09:00")
    assert keep(world) is None


def test_a_recurring_one_comes_again_until_its_end() -> None:
    world = decided(TWICE_A_YEAR)
    for moment in ("2024-09-02 07:00", "2025-03-03 07:00", "2025-09-02 07:00", "2026-03-02 07:00"):
        world.go_to(moment)
        keep(world)
    assert became(world) == [(1, "2024-09-02"), (2, "2025-03-03"), (3, "2025-09-02")]
    assert set(waits(world)) == {
        (when, DONE) for when in ("2024-09-02 07:00", "2025-03-03 07:00", "2025-09-02 07:00")
    }


def test_after_an_outage_the_latest_missed_becomes_a_case_and_the_others_are_counted() -> None:
    world = decided(Rhythm(date(2024, 6, 3), QUARTER))
    world.go_to("2025-04-01 09:00")
    assert keep(world)
    assert keep(world) is None
    # 3 June, 3 September, 3 December and 3 March have passed.
    assert became(world) == [(4, "2025-03-03")]
    told = world.journal[-1].payload
    assert told is not None
    assert (told["skipped"], told["next_on"]) == (3, "2025-06-03")
    assert waits(world)[-1] == ("2025-06-03 07:00", PENDING)


def test_what_is_opened_early_is_not_taken_for_missed() -> None:
    world = decided(Rhythm(date(2024, 6, 3), 1, weeks_before=13))
    found = []
    while one := keep(world):
        found.append((one.occurrence.number, one.skipped))
    assert found == [(1, 0), (2, 0), (3, 0)]


def test_a_closed_case_keeps_its_promise() -> None:
    world = decided()
    world.do(TakeEffect())
    assert world.state == "closed"
    world.go_to("2024-09-02 07:00")
    assert keep(world)


def test_a_case_that_is_withdrawn_has_promised_all_the_same() -> None:
    world = World("OMU")
    world.do(MakePromise(promise()), Withdraw("Bortfaldt"))
    assert waits(world) == [("2024-09-02 07:00", PENDING)]


def test_moved_it_waits_for_the_new_day_and_counts_on() -> None:
    world = decided(TWICE_A_YEAR)
    world.go_to("2024-09-02 07:00")
    keep(world)
    by_a_quarter = Rhythm(date(2025, 6, 2), HALF_YEAR, date(2026, 3, 31))
    world.do(MovePromise(standing(world), BUU, COLLEAGUE, by_a_quarter, "Forskydes et kvartal"))
    assert waits(world)[1:] == [("2025-03-03 07:00", CANCELLED), ("2025-06-02 07:00", PENDING)]
    for moment in ("2025-03-03 07:00", "2025-06-02 07:00", "2025-12-02 07:00", "2026-06-02 07:00"):
        world.go_to(moment)
        keep(world)
    assert became(world) == [(1, "2024-09-02"), (2, "2025-06-02"), (3, "2025-12-02")]
    assert standing(world).body == "BUU"


def test_a_day_that_is_closed_meanwhile_loses_no_promise() -> None:
    world = decided(Rhythm(date(2024, 9, 2), weeks_before=4))
    closed = WorkCalendar(CALENDAR.timezone, (*CALENDAR.closed_days, "09-02"))
    world.facts = replace(world.facts, calendar=closed)
    # Counted anew it were for the 3rd, and to be opened on the 6th; but its time has come.
    world.go_to("2024-08-05 07:00")
    assert keep(world)
    assert became(world) == [(1, "2024-09-03")]


def test_moved_there_and_back_it_still_comes_once() -> None:
    world = decided()
    for day in (date(2024, 10, 1), ONCE.first):
        world.do(MovePromise(standing(world), OMU, OFFICER, Rhythm(day), "Fortrudt"))
    world.go_to("2024-10-01 09:00")
    assert keep(world)
    assert keep(world) is None


def test_ended_it_comes_no_more() -> None:
    world = decided(TWICE_A_YEAR)
    world.do(EndPromise(standing(world), "Ordningen er slut"))
    assert waits(world) == [("2024-09-02 07:00", CANCELLED)]
    world.go_to("2026-01-05 09:00")
    assert follow_up_due(CALENDAR, standing(world), world.now) is None
    with pytest.raises(WrongInput, match="er slut"):
        world.do(EndPromise(standing(world), "Igen"))


@pytest.mark.parametrize("reason", ["", "  "])
def test_moving_and_ending_need_a_reason(reason: str) -> None:
    world = decided()
    stands = standing(world)
    for command in (
        EndPromise(stands, reason),
        MovePromise(stands, OMU, OFFICER, ONCE, reason),
    ):
        with pytest.raises(Incomplete) as refused:
            world.do(command)
        assert [missing.code for missing in refused.value.missing] == [Lack.REASON]


def test_what_nobody_can_mean_is_refused_before_anything_is_written() -> None:
    world = World("OMU")
    with pytest.raises(WrongInput, match="14-04-2024 er gået"):
        world.do(MakePromise(promise(Rhythm(date(2024, 4, 14)))))
    with pytest.raises(WrongInput, match="den nye sags titel"):
        world.do(MakePromise(promise(text="  ")))
    with pytest.raises(WrongInput, match="0 til 26"):
        Rhythm(date(2024, 9, 2), weeks_before=MOST_WEEKS + 1)
    assert world.events() == [Event.CASE_OPENED]


def test_outside_the_window_it_waits_for_the_next_working_morning() -> None:
    world = decided()
    world.go_to("2024-09-07 12:00")
    world.do(PassDeadlines(tuple(world.due())))
    assert waits(world) == [("2024-09-02 07:00", PENDING)]
    assert set(world.attempt_at.values()) >= {at("2024-09-09 07:00")}


def test_the_journal_of_it_all_replays() -> None:
    world = decided(TWICE_A_YEAR)
    world.go_to("2024-09-02 07:00")
    keep(world)
    moved = Rhythm(date(2025, 6, 2), HALF_YEAR)
    world.do(MovePromise(standing(world), OMU, OFFICER, moved, "Et kvartal senere"))
    world.do(EndPromise(standing(world), "Ikke mere"))
    told = replay(CASE_TYPE, world.journal)
    assert told.found == ()
    assert (told.version, told.seq) == (world.facts.version, world.facts.seq)


@given(
    first=st.dates(date(2024, 5, 6), date(2026, 1, 1)),
    every=st.integers(1, 24),
    weeks=st.integers(0, MOST_WEEKS),
    pauses=st.lists(st.integers(1, 700), min_size=1, max_size=25),
)
def test_however_long_it_is_down_each_time_comes_at_most_once_and_in_order(
    first: date, every: int, weeks: int, pauses: list[int]
) -> None:
    world = decided(Rhythm(first, every, weeks_before=weeks))
    for pause in pauses:
        world.now += timedelta(days=pause)
        while keep(world):
            pass
    numbers = [number for number, _ in became(world)]
    assert numbers == sorted(set(numbers))
    following = standing(world)
    assert len([one for one in waits(world) if one[1] is PENDING]) == 1
    assert following.number == (numbers[-1] if numbers else 0) + 1
