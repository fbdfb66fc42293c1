"""Whether the installation says truly that what is due is being done."""

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.open_hearing import Clock as FakeClock
from tests.open_hearing import installed, open_hearing
from workflows.records.clock import ShownTime, set_clock
from workflows.records.database import unit_of_work
from workflows.records.due import beat
from workflows.services.health import Clock, MailPause, Status, health
from workflows.services.installation import Installation
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.sending import deliver
from workflows.services.sweeping import sweep


@pytest.fixture
def made(database: str, tmp_path: Path) -> tuple[Installation, FakeClock]:
    return installed(database, tmp_path)


def test_before_the_first_sweep_it_is_starting(made: tuple[Installation, FakeClock]) -> None:
    house, _ = made
    found = health(house)
    assert (found.status, found.oldest_overdue, found.last_sweep_at) == (
        Status.STARTING,
        timedelta(),
        None,
    )


def test_sweeps_that_stop_are_seen_after_three_intervals(
    made: tuple[Installation, FakeClock],
) -> None:
    house, clock = made
    sweep(house)
    swept_at = clock.now
    clock.now += 3 * house.settings.tick
    assert health(house).status is Status.OK
    assert health(house).last_sweep_at == swept_at
    clock.now += timedelta(seconds=1)
    assert health(house).status is Status.LATE


def test_right_after_a_start_nobody_is_late_until_a_sweep_could_have_come(
    made: tuple[Installation, FakeClock],
) -> None:
    house, clock = made
    open_hearing(house, clock)
    sweep(house)
    clock.now += timedelta(days=60)
    began_at = clock.now
    assert health(house, began_at).status is Status.STARTING
    clock.now += 3 * house.settings.tick
    assert health(house, began_at).status is Status.STARTING
    clock.now += timedelta(seconds=1)
    assert health(house, began_at).status is Status.LATE
    sweep(house)
    assert health(house, began_at).status is Status.OK


def test_without_a_first_sweep_it_is_late_in_the_end(
    made: tuple[Installation, FakeClock],
) -> None:
    house, clock = made
    began_at = clock.now
    clock.now += 3 * house.settings.tick + timedelta(seconds=1)
    assert health(house, began_at).status is Status.LATE


def test_a_deadline_that_waits_for_more_than_a_minute_is_seen(
    made: tuple[Installation, FakeClock],
) -> None:
    house, clock = made
    open_hearing(house, clock)
    sweep(house)
    first_reminder = datetime(2023, 11, 15, 7, tzinfo=UTC)
    patient = dataclasses.replace(
        house, settings=house.settings.model_copy(update={"tick_seconds": 1e9})
    )
    clock.now = first_reminder + timedelta(seconds=60)
    assert health(patient).status is Status.OK
    assert health(patient).oldest_overdue == timedelta(seconds=60)
    clock.now += timedelta(seconds=1)
    assert health(patient).status is Status.LATE


def test_what_a_jump_of_the_clock_made_due_is_late_from_the_jump(
    made: tuple[Installation, FakeClock],
) -> None:
    house, clock = made
    open_hearing(house, clock)
    sweep(house)
    with unit_of_work(house.database) as connection:
        set_clock(connection, ShownTime(clock.now, clock.now + timedelta(days=60), 0.0))
    clock.now += timedelta(seconds=2)
    assert health(house).oldest_overdue == timedelta(seconds=2)
    assert health(house).status is Status.OK


@pytest.mark.parametrize(("speed", "told"), [(0.0, Clock.STOPPED), (1.0, Clock.MOVED)])
def test_a_clock_that_is_not_real_time_is_told_of_with_the_health(
    made: tuple[Installation, FakeClock], speed: float, told: Clock
) -> None:
    house, clock = made
    assert health(house).clock is Clock.REAL
    with unit_of_work(house.database) as connection:
        set_clock(connection, ShownTime(clock.now, clock.now - timedelta(days=60), speed))
    assert health(house).clock is told


class Refusing:
    """A mail server that refuses us until it is told otherwise."""

    refuses = True

    def send(self, mail: Mail) -> Result:
        return Result(Verdict.SENDERS_FAULT, "535 5.7.8 nej") if self.refuses else _SENT


_SENT = Result(Verdict.SENT)


def test_a_mail_server_that_refuses_us_is_told_of_from_its_first_refusal_to_its_last(
    made: tuple[Installation, FakeClock],
) -> None:
    house, clock = made
    open_hearing(house, clock)
    assert health(house).mail_pause is None
    server, since = Refusing(), clock.now
    for _ in range(3):
        assert deliver(house, server).paused
        assert health(house).mail_pause == MailPause(since, "535 5.7.8 nej")
        clock.now += timedelta(seconds=40)
    server.refuses = False
    assert deliver(house, server).sent == 4
    assert health(house).mail_pause is None


def test_a_pause_after_which_nothing_was_to_be_sent_is_over(
    made: tuple[Installation, FakeClock],
) -> None:
    house, clock = made
    open_hearing(house, clock)
    assert deliver(house, Refusing()).paused
    clock.now += timedelta(minutes=3)
    assert health(house).mail_pause is None
    again = clock.now
    assert deliver(house, Refusing()).paused
    assert health(house).mail_pause == MailPause(again, "535 5.7.8 nej")


@pytest.mark.parametrize("name", ["outbox", "inbox"])
def test_mails_that_stand_still_are_seen_after_three_minutes(
    made: tuple[Installation, FakeClock], name: str
) -> None:
    house, clock = made
    with unit_of_work(house.database) as connection:
        beat(connection, name, clock.now, clock.now)
    clock.now += timedelta(minutes=3)
    sweep(house)
    assert health(house).status is Status.OK
    clock.now += timedelta(seconds=1)
    assert health(house).status is Status.LATE
    assert health(house, clock.now).status is not Status.LATE
