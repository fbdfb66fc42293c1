"""Sends what the outbox holds: at least once, and a second time only after a crash in between."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from workflows.engine.vocabulary import MessageKind
from workflows.records import outbox, relay
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.due import beat
from workflows.records.outbox import Claimed
from workflows.records.shares import shares
from workflows.services.holding_back import held_back, note_round
from workflows.services.installation import Installation
from workflows.services.late_invitations import tell_of_late
from workflows.services.mail import Transport, Verdict
from workflows.services.marking import (
    MOMENT,
    Gone,
    Group,
    Ready,
    mark,
    next_group,
    next_size,
    note,
)
from workflows.services.preparing import prepare
from workflows.services.settling import give_up_if_exhausted, settle

BATCH = 50
"""Letters taken at once, of which a mail server that is slow takes one at a time."""

_MOST_BATCHES = 5
"""Taken at once where it is quick."""


@dataclass(slots=True)
class Delivered:
    """What a round of sending came to."""

    sent: int = 0
    skipped: int = 0
    later: int = 0
    failed: int = 0
    paused: bool = False
    """Whether sending was stopped for everybody."""
    invitations: list[Claimed] = field(default_factory=list)
    """Those that went."""


def deliver(
    house: Installation,
    transport: Transport,
    patience: float = 5.0,
    call_company: Callable[[], None] = lambda: None,
) -> Delivered:
    """Send what is due until nothing is, or `patience` seconds have passed.

    Safe to run by many at once; where more is due than one batch, `call_company` lets another
    process send too. What a mail server refuses is left for later, or failed; where the fault is
    the sender's own, nothing counts as tried and everything waits a little.
    """
    done = Delivered()
    if held_back(house) is not None:
        done.paused = True
        return done
    size, called = 1, False
    last = time.monotonic() + patience
    while not done.paused and time.monotonic() < last:
        batch = prepare(house, BATCH * min(size, _MOST_BATCHES))
        if not batch.taken:
            break
        if batch.taken == BATCH and not called and shares(house.database) > 1:
            call_company()
            called = True
        done.failed += batch.failed
        size = _send_all(house, transport, batch.letters, size, done)
    tell_of_late(house, done.invitations)
    _beat(house, done)
    return done


def _send_all(
    house: Installation,
    transport: Transport,
    letters: Sequence[Ready],
    size: int,
    done: Delivered,
) -> int:
    """Mark and hand over, a few at a time, beginning with so many; with how many it ended."""
    waiting = deque(one for one in letters if not _is_given_up(house, one, done))
    # What went last is noted together with the marking of the next: one commit for each group.
    gone: Gone | None = None
    while waiting:
        chosen = next_group(waiting, size)
        try:
            group = mark(house, chosen, gone)
        except BaseException:
            if gone is not None:
                note(house, gone)
            raise
        gone = None
        done.skipped += group.skipped
        done.later += group.later
        began = time.monotonic()
        if group.letters:
            gone, left = _hand_over(house, transport, group, done)
            went = len(group.letters) - len(left)
            size = next_size(size, went, time.monotonic() - began, group.slowest)
            waiting.extendleft(reversed(left))
        if done.paused or group.turned_away:
            _release(house, [rest.message for rest in (*group.turned_away, *waiting)])
            break
    if gone is not None:
        note(house, gone)
    return size


def _is_given_up(house: Installation, letter: Ready, done: Delivered) -> bool:
    given_up = give_up_if_exhausted(house, letter.message)
    done.failed += given_up
    return given_up


def _hand_over(
    house: Installation, transport: Transport, group: Group, done: Delivered
) -> tuple[Gone | None, Sequence[Ready]]:
    """Hand the letters over, until one is not taken or the moment is over.

    What has gone is returned where all have, to be noted with the next. Otherwise it is noted now,
    and what was marked and not handed over is held as before, and returned.
    """
    left = deque(group.letters)
    taken: list[Claimed] = []
    last = time.monotonic() + MOMENT
    try:
        while left:
            letter = left.popleft()
            began = time.monotonic()
            result = transport.send(letter.mail)
            group.slowest = max(group.slowest, time.monotonic() - began)
            # What fails from here on must not look as if nothing had been sent: the letter stays
            # uncertain under its lease, and this round of sending ends.
            if result.verdict is not Verdict.SENT:
                break
            taken.append(letter.message)
            _count(letter.message, done)
            if time.monotonic() > last:
                break
    except BaseException:
        note(house, _gone(house, group, taken), [rest.message for rest in left])
        raise
    gone = _gone(house, group, taken)
    if result.verdict is Verdict.SENT and not left:
        return gone, ()
    note(house, gone, [rest.message for rest in left])
    if result.verdict is not Verdict.SENT:
        settle(house, letter.message, group.lease, result)
        _count_failed(result.verdict, done)
    return None, left


def _gone(house: Installation, group: Group, taken: list[Claimed]) -> Gone:
    return Gone(taken, house.now(group.shown), group.lease)


def _count(message: Claimed, done: Delivered) -> None:
    done.sent += 1
    if message.kind is MessageKind.INVITATION:
        done.invitations.append(message)


def _count_failed(verdict: Verdict, done: Delivered) -> None:
    done.failed += verdict in (Verdict.UNKNOWN_RECIPIENT, Verdict.REFUSED)
    done.later += verdict in (Verdict.LATER, Verdict.UNSURE)
    done.paused = verdict is Verdict.SENDERS_FAULT


def _release(house: Installation, messages: Sequence[Claimed]) -> None:
    in_transaction(house.database, lambda connection: outbox.release(connection, messages))


def _beat(house: Installation, done: Delivered) -> None:
    through = house.real_clock()

    def work(connection: Transaction) -> None:
        if done.sent and not done.paused:
            relay.resume(connection)
        beat(connection, "outbox", through, house.now(read_clock(connection)))

    in_transaction(house.database, work)
    note_round(house, through)
