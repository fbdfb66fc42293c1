"""What falls due: once, in order, in the window, and only while it still makes sense."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.facts_for_tests import CALENDAR, OPEN, answer, at, party, plan
from tests.engine.world import World
from workflows.engine.commands.cases import PassDeadlines, Submit, Withdraw
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.ladder import within_window
from workflows.engine.vocabulary import (
    DeadlineKind,
    DeadlineStatus,
    Event,
    HearingPhase,
    MessageKind,
)

DONE, SKIPPED = DeadlineStatus.DONE, DeadlineStatus.SKIPPED
PENDING, CANCELLED = DeadlineStatus.PENDING, DeadlineStatus.CANCELLED


def opened(*parties: str, due_on: str = "2024-05-14") -> World:
    """Reminders on Tuesday 7, Friday 10 (for the 12th) and Tuesday 14 May at eight."""
    world = World("høring, VPU")
    world.do(plan(*(party(name) for name in parties or ("Ældre",)), due_on=due_on), Submit(), OPEN)
    return world


def reminders(world: World) -> list[DeadlineStatus]:
    return [status for _, status in world.deadlines_of(DeadlineKind.REMINDER)]


def up_at(world: World, *moments: str) -> None:
    """The system is up at these moments only."""
    for moment in moments:
        world.go_to(moment)
        world.sweep()


def test_each_rung_is_sent_once_on_its_day() -> None:
    world = opened("Handicap", "Ældre")
    sent = []
    for moment in ("2024-05-07 07:59", "2024-05-07 08:00", "2024-05-10 08:00", "2024-05-14 08:00"):
        up_at(world, moment, moment)
        sent.append(len(world.letters_of(MessageKind.REMINDER)))
    assert sent == [0, 2, 4, 6]
    assert world.events().count(Event.PARTY_REMINDED) == 6


def test_nothing_is_done_before_its_time_even_when_asked_for() -> None:
    world = opened()
    world.do(PassDeadlines(tuple(world.deadlines)))
    assert set(world.statuses.values()) == {PENDING}


def test_after_an_outage_only_the_latest_rung_is_sent() -> None:
    world = opened("Handicap", "Ældre")
    up_at(world, "2024-05-13 12:30")
    assert world.letters_of(MessageKind.REMINDER) == []
    up_at(world, "2024-05-14 08:00")
    assert len(world.letters_of(MessageKind.REMINDER)) == 2
    world = opened("Handicap", "Ældre")
    up_at(world, "2024-05-10 12:30")
    assert len(world.letters_of(MessageKind.REMINDER)) == 2
    assert reminders(world) == [SKIPPED, SKIPPED, DONE, DONE, PENDING, PENDING]
    assert world.events().count(Event.DEADLINE_SKIPPED) == 2


def test_the_latest_rung_is_told_also_when_a_sweep_takes_them_one_by_one() -> None:
    world = opened()
    world.go_to("2024-05-10 12:30")
    for deadline in sorted(world.due(), key=lambda one: world.deadlines[one].due_at):
        world.do(PassDeadlines((deadline,)))
    assert reminders(world) == [SKIPPED, DONE, PENDING]


def test_after_the_deadline_what_was_missed_is_skipped_and_the_hearing_closed() -> None:
    world = opened()
    up_at(world, "2024-05-17 09:00")
    assert world.letters_of(MessageKind.REMINDER) == []
    assert reminders(world) == [SKIPPED, SKIPPED, SKIPPED]
    assert world.state == "vpu-1.waiting"
    assert world.events()[-1] is Event.HEARING_CLOSED


def test_between_deadline_and_closing_nobody_is_reminded() -> None:
    world = opened()
    up_at(world, "2024-05-15 00:01")
    assert world.letters_of(MessageKind.REMINDER) == []
    assert (reminders(world), world.hearing.phase) == ([SKIPPED] * 3, HearingPhase.OPEN)


@pytest.mark.parametrize(
    ("back", "sent_at"),
    [
        ("2024-05-07 17:59", "2024-05-07 17:59"),
        ("2024-05-07 18:00", "2024-05-08 07:00"),
        ("2024-05-08 03:00", "2024-05-08 07:00"),
        # 9 May is Ascension Day, and on Friday at eight the next rung follows.
        ("2024-05-08 20:00", "2024-05-10 08:00"),
    ],
)
def test_what_was_missed_is_sent_when_the_window_opens(back: str, sent_at: str) -> None:
    world = opened()
    world.go_to(back)
    moments: list[datetime] = []
    while not moments:
        world.sweep()
        if world.letters_of(MessageKind.REMINDER):
            moments.append(world.now)
        world.now += timedelta(minutes=1)
    assert moments == [at(sent_at)]


def test_an_extension_forgets_the_old_rungs() -> None:
    world = opened()
    up_at(world, "2024-05-07 08:00")
    world.go_to("2024-05-08 10:00")
    world.do(ExtendHearing(at("2024-05-28 12:00").date(), "Ferie"))
    up_at(world, "2024-05-14 08:00", "2024-05-15 00:05")
    assert len(world.letters_of(MessageKind.REMINDER)) == 1
    up_at(world, "2024-05-21 08:00")
    assert len(world.letters_of(MessageKind.REMINDER)) == 2


def test_neither_the_answered_nor_the_withdrawn_are_reminded() -> None:
    world = opened("Handicap", "Ældre")
    world.do(answer(world.party("Ældre").id, world.now))
    up_at(world, "2024-05-07 08:00")
    assert world.letters_of(MessageKind.REMINDER) == ["handicap0@raad.example"]
    world.do(Withdraw("Bortfalder"))
    up_at(world, "2024-05-10 08:00", "2024-05-14 08:00", "2024-05-15 08:00")
    assert world.letters_of(MessageKind.REMINDER) == ["handicap0@raad.example"]


def test_deadlines_that_somebody_else_has_passed_are_left_alone() -> None:
    world = opened()
    up_at(world, "2024-05-15 00:05")
    before = world.facts
    world.do(PassDeadlines(tuple(world.deadlines)))
    assert world.facts == before


@given(
    st.lists(
        st.integers(1, 36 * 60).map(lambda minutes: timedelta(minutes=minutes)),
        min_size=1,
        max_size=60,
    )
)
def test_however_often_the_system_is_down_nobody_is_reminded_twice_in_twenty_hours(
    outages: list[timedelta],
) -> None:
    world = opened()
    world.go_to("2024-05-06 12:00")
    sent: list[datetime] = []
    for outage in outages:
        world.now += outage
        world.sweep()
        while len(sent) < len(world.letters_of(MessageKind.REMINDER)):
            sent.append(world.now)
    assert all(later - sooner >= timedelta(hours=20) for sooner, later in pairwise(sent))
    assert all(within_window(CALENDAR, moment) for moment in sent)
    assert all(moment < at("2024-05-15 00:00") for moment in sent)
