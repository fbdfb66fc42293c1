"""Whether a letter that waits to be sent still makes sense, looked at right before it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.ladder import QUIET, next_window, within_window
from workflows.engine.vocabulary import HearingPhase, MessageKind, PartyStatus
from workflows.engine.workdays import WorkCalendar
from workflows.records.standing import Standing


@dataclass(frozen=True, slots=True)
class Send:
    """The letter is to go."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Nobody needs the letter any more."""

    why: str


@dataclass(frozen=True, slots=True)
class Wait:
    """The letter is to go later."""

    until: datetime


Need = Send | Skip | Wait


def need(kind: MessageKind, standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    """What to do with a letter of this kind, as things stand with its party and hearing."""
    check = _CHECKS.get(kind)
    return check(standing, calendar, now) if check else Send()


def _invitation(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    """Sent late rather than not at all; its date is the one that is valid when it is written."""
    if standing.phase not in (HearingPhase.OPEN, HearingPhase.LATE):
        return Skip(f"hearing {standing.phase}")
    return Send()


def _extension(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    if standing.phase is not HearingPhase.OPEN:
        return Skip(f"hearing {standing.phase}")
    return Send() if standing.states_valid_date else Skip("deadline moved again")


def _closing(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    """To the officer always; to a party while it can still answer in time, and has not."""
    if standing.party is None:
        return Send()
    if standing.phase is not HearingPhase.LATE or standing.party is PartyStatus.ANSWERED:
        return Skip(f"hearing {standing.phase}, party {standing.party}")
    over = standing.due_at is not None and now >= standing.due_at
    return Skip("deadline passed") if over else Send()


def _reminder(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    if standing.phase is not HearingPhase.OPEN or standing.party is not PartyStatus.INVITED:
        return Skip(f"hearing {standing.phase}, party {standing.party}")
    if standing.due_at is None or not standing.states_valid_date or now >= standing.due_at:
        return Skip("deadline moved or passed")
    if standing.newer_reminder:
        return Skip("a newer reminder serves better")
    last = standing.reminded_at
    quiet = last is not None and last <= now < last + QUIET
    if within_window(calendar, now) and not quiet:
        return Send()
    opens = next_window(calendar, last + QUIET if last is not None and quiet else now)
    return Wait(opens) if opens < standing.due_at else Skip("no time left before the deadline")


_CHECKS: Mapping[MessageKind, Callable[[Standing, WorkCalendar, datetime], Need]] = {
    MessageKind.INVITATION: _invitation,
    MessageKind.EXTENSION: _extension,
    MessageKind.DOCUMENT: _invitation,
    MessageKind.CLOSING: _closing,
    MessageKind.REMINDER: _reminder,
}
