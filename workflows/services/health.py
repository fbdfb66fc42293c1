"""Whether what is due is being done: when the last sweep was, and what has waited longest."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from workflows.records import relay
from workflows.records.clock import REAL_TIME, ShownTime, read_clock
from workflows.records.due import oldest_due
from workflows.records.heartbeats import last_beat
from workflows.services.holding_back import held_back
from workflows.services.installation import Installation

SWEEPS_MISSED = 3
"""Intervals without a sweep before somebody should look."""

LONGEST_OVERDUE = timedelta(seconds=60)

LONGEST_MAIL_SILENCE = timedelta(minutes=3)
"""Since the outbox, or the mailbox, was last looked through to its end."""


class Clock(StrEnum):
    """What the installation's clock shows."""

    REAL = "real"
    MOVED = "moved"
    """Another time, outside production; it passes."""
    STOPPED = "stopped"
    """It stands still: nothing falls due by itself."""


class Status(StrEnum):
    """How it goes."""

    OK = "ok"
    STARTING = "starting"
    """No sweep has been through yet, or none since we are there; one may still come in time."""
    LATE = "late"
    """The sweeps have stopped or do not keep up, or mails are neither sent nor collected."""


@dataclass(frozen=True, slots=True)
class MailPause:
    """No mail is sent, for the mail server takes none from us; it is asked again and again."""

    since: datetime
    """In real time."""
    said: str
    """By the mail server, or by the system that did not reach it; a `HeldBecause` where held."""
    is_held: bool = False
    """Whether mail is held back until somebody lets it go."""


@dataclass(frozen=True, slots=True)
class Health:
    """How an installation is doing, in real time."""

    status: Status
    oldest_overdue: timedelta
    """How long the oldest deadline that is due has waited; zero when none is."""
    last_sweep_at: datetime | None
    clock: Clock
    mail_pause: MailPause | None
    """None while mails are sent."""


def health(house: Installation, since: datetime | None = None) -> Health:
    """How it goes now; `since` is when this process began, which is no lateness of the sweeps."""
    real = house.real_clock()
    with house.database.connect() as connection:
        swept = last_beat(connection, "sweep")
        mailed = [last_beat(connection, name) for name in ("outbox", "inbox")]
        clock = read_clock(connection)
        oldest = oldest_due(connection, house.now(clock))
    waited = _waited(clock, oldest, real) if oldest else timedelta()
    swept_last = max(filter(None, (swept, since)), default=None)
    silent = swept_last is not None and real - swept_last > SWEEPS_MISSED * house.settings.tick
    begins = swept is None or (since is not None and swept < since)
    mail_stands = any(
        real - max(filter(None, (beat, since))) > LONGEST_MAIL_SILENCE for beat in mailed if beat
    )
    status = _status(waited, silent=silent or mail_stands, begins=begins)
    return Health(status, waited, swept, _kind(house, clock), mail_pause(house))


def mail_pause(house: Installation) -> MailPause | None:
    """Since when and why no mail is sent; None while they are."""
    held = held_back(house)
    if held is not None:
        return MailPause(held.since, held.because, is_held=True)
    with house.database.connect() as connection:
        since = relay.paused_since(connection, house.real_clock())
        return None if since is None else MailPause(since, relay.last_refusal(connection))


def _kind(house: Installation, shown: ShownTime) -> Clock:
    if house.settings.production or shown == REAL_TIME:
        return Clock.REAL
    return Clock.STOPPED if shown.speed == 0 else Clock.MOVED


def _status(waited: timedelta, *, silent: bool, begins: bool) -> Status:
    if begins and not silent:
        return Status.STARTING
    return Status.LATE if silent or waited > LONGEST_OVERDUE else Status.OK


def _waited(clock: ShownTime, due_at: datetime, real: datetime) -> timedelta:
    """Real time since it fell due: what the clock jumped past fell due when the clock jumped."""
    if due_at <= clock.simulated_at or clock.speed == 0:
        return max(timedelta(), real - clock.real_at)
    return (clock.at(real) - due_at) / clock.speed
