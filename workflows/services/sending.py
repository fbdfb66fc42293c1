"""Sends what the outbox holds: at least once, and a second time only after a crash in between."""

import json
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from workflows.engine.vocabulary import MessageKind
from workflows.records import outbox, relay
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.digests import DigestFacts, digest_facts
from workflows.records.due import beat
from workflows.records.letters import LetterFacts, letter_facts
from workflows.records.outbox import Claimed
from workflows.services.digest_letters import compose_digest
from workflows.services.installation import Installation
from workflows.services.late_invitations import tell_of_late
from workflows.services.letters import compose, stored_content
from workflows.services.links import link
from workflows.services.mail import Result, Transport, Verdict
from workflows.services.marking import (
    MOMENT,
    Gone,
    Group,
    Ready,
    mark,
    next_group,
    next_size,
    note,
    pace_of,
)
from workflows.services.settling import (
    MOST_ATTEMPTS,
    give_up_if_exhausted,
    settle,
    try_later,
)

log = structlog.get_logger()

BATCH = 50
"""Letters taken at once, of which a mail server that is slow takes one at a time."""

_MOST_BATCHES = 5
"""Taken at once where it is quick."""

HELD = timedelta(seconds=60)
"""How long a batch is held, counted anew for a letter when it is sent."""


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


def deliver(house: Installation, transport: Transport, patience: float = 5.0) -> Delivered:
    """Send what is due until nothing is, or `patience` seconds have passed.

    Safe to run by many at once. What a mail server refuses is left for later, or failed; where
    the fault is the sender's own, nothing counts as tried and everything waits a little.
    """
    done = Delivered()
    size = 1
    last = time.monotonic() + patience
    while not done.paused and time.monotonic() < last:
        claimed = _claim(house, BATCH * min(size, _MOST_BATCHES))
        if not claimed:
            break
        size = _send_all(house, transport, _compose(house, claimed, done), size, done)
    tell_of_late(house, done.invitations)
    _beat(house, done)
    return done


def _claim(house: Installation, most: int) -> list[Claimed]:
    """Up to `most` letters; looked for without a lock first, for mostly there is nothing."""
    real = house.real_clock()
    pace = pace_of(house)
    with house.database.connect() as connection:
        now = house.now(read_clock(connection))
        paused = relay.paused_until(connection)
        if pace is not None:
            most = min(most, pace.left(relay.full_at(connection), real))
        if (paused is not None and paused > real) or most == 0:
            return []
        if not outbox.anything_due(connection, now, real):
            return []
    return in_transaction(
        house.database,
        lambda connection: outbox.claim(
            connection, now, real, real + HELD, most, by_deadline=pace is not None
        ),
    )


def _compose(house: Installation, claimed: Sequence[Claimed], done: Delivered) -> list[Ready]:
    """The letters with their words; those that had none yet get theirs, and keep them."""
    answers = {m.id: _answer_of(m) for m in claimed if m.kind in _ABOUT_AN_ANSWER}
    digests = [message.id for message in claimed if message.kind is MessageKind.DIGEST]
    with house.database.connect() as connection:
        now = house.now(read_clock(connection))
        facts: dict[str, LetterFacts | DigestFacts] = {
            **letter_facts(connection, [message.id for message in claimed], answers),
            **digest_facts(connection, digests),
        }
    ready: list[Ready] = []
    for message in claimed:
        try:
            ready.append(_ready(house, message, facts[message.id], now))
        except Exception as error:
            log.error("letter_failed", message=message.id, kind=message.kind, exc_info=True)
            done.failed += 1
            why = f"{type(error).__name__}: {error}"
            try_later(house, message, message.lease, why, message.waiting, MOST_ATTEMPTS)
    fresh = {r.message.id: r.content.stored() for r in ready if r.message.content is None}
    in_transaction(house.database, lambda connection: outbox.freeze(connection, fresh))
    return ready


_ABOUT_AN_ANSWER = (MessageKind.RECEIPT, MessageKind.UNDONE)


def _answer_of(message: Claimed) -> str:
    return str(json.loads(message.payload).get("response", ""))


def _ready(
    house: Installation, message: Claimed, facts: LetterFacts | DigestFacts, now: datetime
) -> Ready:
    kept = message.content
    if isinstance(facts, DigestFacts):
        words = stored_content(kept) if kept else compose_digest(house, message, facts, now)
        return Ready(message, words, None)
    content = stored_content(kept) if kept else compose(house, message, facts, now)
    to = facts.addressee
    address = link(house, to.party, to.contact, to.round, to.generation) if to else None
    return Ready(message, content, address)


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
            result = _attempt(transport, letter)
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


def _attempt(transport: Transport, letter: Ready) -> Result:
    try:
        mail = letter.mail()
    except Exception as error:
        log.error("mail_not_built", message=letter.message.id, exc_info=True)
        return Result(Verdict.LATER, f"{type(error).__name__}: {error}")
    return transport.send(mail)


def _release(house: Installation, messages: Sequence[Claimed]) -> None:
    in_transaction(house.database, lambda connection: outbox.release(connection, messages))


def _beat(house: Installation, done: Delivered) -> None:
    def work(connection: Transaction) -> None:
        if done.sent and not done.paused:
            relay.resume(connection)
        beat(connection, "outbox", house.real_clock(), house.now(read_clock(connection)))

    in_transaction(house.database, work)
