"""Whether a letter that waits to be sent still makes sense, looked at right before it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.ladder import QUIET, next_window, within_window
from workflows.engine.vocabulary import HearingPhase, MessageKind, PartyStatus, SkipReason
from workflows.engine.workdays import WorkCalendar
from workflows.records.standing import Standing


@dataclass(frozen=True, slots=True)
class Send:
    """The letter is to go."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Nobody needs the letter any more."""

    why: SkipReason


@dataclass(frozen=True, slots=True)
class Wait:
    """The letter is to go later."""

    until: datetime


Need = Send | Skip | Wait


def need(kind: MessageKind, standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    """What to do with a letter of this kind, as things stand with its party and hearing."""
    if kind in _FOR_THE_INVITED and not standing.invited:
        return Skip(SkipReason.NOT_INVITED)
    check = _CHECKS.get(kind)
    return check(standing, calendar, now) if check else Send()


def _invitation(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    """Sent late rather than not at all; its date is the one that is valid when it is written."""
    if standing.phase not in (HearingPhase.OPEN, HearingPhase.LATE):
        return Skip(SkipReason.HEARING_OVER)
    return Send()


def _extension(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    if standing.phase is not HearingPhase.OPEN:
        return Skip(SkipReason.HEARING_OVER)
    return Send() if standing.states_valid_date else Skip(SkipReason.DEADLINE_MOVED)


def _closing(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    """To the officer always; to a party while it can still answer in time, and has not."""
    if standing.party is None:
        return Send()
    if standing.phase is not HearingPhase.LATE:
        return Skip(SkipReason.HEARING_OVER)
    if standing.party is PartyStatus.ANSWERED:
        return Skip(SkipReason.NOT_WAITED_FOR)
    over = standing.due_at is not None and now >= standing.due_at
    return Skip(SkipReason.DEADLINE_PASSED) if over else Send()


def _reminder(standing: Standing, calendar: WorkCalendar, now: datetime) -> Need:
    if standing.phase is not HearingPhase.OPEN:
        return Skip(SkipReason.HEARING_OVER)
    if standing.party is not PartyStatus.INVITED:
        return Skip(SkipReason.NOT_WAITED_FOR)
    if standing.due_at is None or now >= standing.due_at:
        return Skip(SkipReason.DEADLINE_PASSED)
    if not standing.states_valid_date:
        return Skip(SkipReason.DEADLINE_MOVED)
    if standing.newer_reminder:
        return Skip(SkipReason.NEWER_REMINDER)
    last = standing.reminded_at
    quiet = last is not None and last <= now < last + QUIET
    if within_window(calendar, now) and not quiet:
        return Send()
    opens = next_window(calendar, last + QUIET if last is not None and quiet else now)
    return Wait(opens) if opens < standing.due_at else Skip(SkipReason.NO_TIME_LEFT)


_FOR_THE_INVITED = (
    MessageKind.REMINDER,
    MessageKind.EXTENSION,
    MessageKind.DOCUMENT,
    MessageKind.CLOSING,
    MessageKind.WITHDRAWAL,
)
"""What makes no sense to one who never got the invitation; it waits until that has gone or not."""

_CHECKS: Mapping[MessageKind, Callable[[Standing, WorkCalendar, datetime], Need]] = {
    MessageKind.INVITATION: _invitation,
    MessageKind.EXTENSION: _extension,
    MessageKind.DOCUMENT: _invitation,
    MessageKind.CLOSING: _closing,
    MessageKind.REMINDER: _reminder,
}
