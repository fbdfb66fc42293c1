"""Sends what the outbox holds: at least once, and a second time only after a crash in between."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.vocabulary import MessageKind, MessageStatus, SkipReason
from workflows.records import outbox, relay
from workflows.records.clock import ShownTime, read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.digests import DigestFacts, digest_facts
from workflows.records.due import beat
from workflows.records.letters import LetterFacts, letter_facts
from workflows.records.outbox import Claimed
from workflows.records.standing import standing_of
from workflows.services.acting import SYSTEM, act
from workflows.services.composing import mail_of
from workflows.services.digest_letters import compose_digest
from workflows.services.giving_up import give_up
from workflows.services.installation import Installation
from workflows.services.late_invitations import tell_of_late
from workflows.services.letters import Content, compose, stored_content
from workflows.services.links import link
from workflows.services.mail import Mail, Result, Transport, Verdict
from workflows.services.needs import Send, Skip, Wait, need
from workflows.services.pacing import Pace

log = structlog.get_logger()

BATCH = 50
"""Letters taken at once."""

HELD = timedelta(seconds=60)
"""How long a batch is held, counted anew for a letter when it is sent."""

LEASE = timedelta(seconds=900)
"""How long a letter that is being sent is left to its sender; longer than any mail server takes."""

MOST_ATTEMPTS = 24
"""With the pauses between them about half a day."""

MOST_COPIES = 5
"""After so many attempts a letter that may have arrived each time is not sent again."""

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=1)
_PAUSE_OF_ALL = timedelta(seconds=30)


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


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter with its words, and where its link leads."""

    message: Claimed
    content: Content
    link: str | None

    def mail(self) -> Mail:
        """The mail as it goes over the wire."""
        return mail_of(self.message, self.content, self.link)


def deliver(house: Installation, transport: Transport, patience: float = 5.0) -> Delivered:
    """Send what is due until nothing is, or `patience` seconds have passed.

    Safe to run by many at once. What a mail server refuses is left for later, or failed; where
    the fault is the sender's own, nothing counts as tried and everything waits a little.
    """
    done = Delivered()
    last = time.monotonic() + patience
    while not done.paused and time.monotonic() < last:
        claimed = _claim(house)
        if not claimed:
            break
        _send_all(house, transport, _compose(house, claimed, done), done)
    tell_of_late(house, done.invitations)
    _beat(house, done)
    return done


def _claim(house: Installation) -> list[Claimed]:
    """The next letters; looked for without a lock first, for mostly there is nothing."""
    real = house.real_clock()
    pace = _pace(house)
    with house.database.connect() as connection:
        now = house.now(read_clock(connection))
        paused = relay.paused_until(connection)
        most = min(BATCH, pace.left(relay.full_at(connection), real)) if pace else BATCH
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


def _pace(house: Installation) -> Pace | None:
    """How fast the mail server may be given mails, where it minds."""
    most = house.settings.mails_per_minute
    return Pace(most) if most else None


def _compose(house: Installation, claimed: Sequence[Claimed], done: Delivered) -> list[Ready]:
    """The letters with their words; those that had none yet get theirs, and keep them."""
    answers = {m.id: _answer_of(m) for m in claimed if m.kind is MessageKind.RECEIPT}
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
            _try_later(house, message, message.lease, why, message.waiting, MOST_ATTEMPTS)
    fresh = {r.message.id: r.content.stored() for r in ready if r.message.content is None}
    in_transaction(house.database, lambda connection: outbox.freeze(connection, fresh))
    return ready


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
    house: Installation, transport: Transport, letters: Sequence[Ready], done: Delivered
) -> None:
    # What was sent last is noted together with the beginning of the next: one commit for each.
    sent: _Sent | None = None
    for number, letter in enumerate(letters):
        begun = _begin(house, letter, sent)
        sent = None
        if begun is _NoTurn:
            _release(house, [rest.message for rest in letters[number:]])
            return
        if not isinstance(begun, _Begun):
            done.skipped += begun is Skip
            done.later += begun is Wait
            if begun is _Exhausted:
                _give_up(house, letter.message)
                done.failed += 1
            continue
        result = _attempt(transport, letter)
        # What fails from here on must not look as if nothing had been sent: the letter stays
        # uncertain under its lease, and this round of sending ends.
        if result.verdict is Verdict.SENT:
            sent = _Sent(letter.message, house.now(begun.shown))
            done.sent += 1
            if letter.message.kind is MessageKind.INVITATION:
                done.invitations.append(letter.message)
        else:
            _settle(house, letter.message, begun.lease, result, done)
        if done.paused:
            _release(house, [rest.message for rest in letters[number + 1 :]])
            return
    if sent is not None:
        _note_sent(house, sent)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A letter is to go now."""

    lease: datetime
    shown: ShownTime


@dataclass(frozen=True, slots=True)
class _Sent:
    """A letter has gone, and that is not noted yet."""

    message: Claimed
    at: datetime


class _Exhausted:
    """The letter was tried too often, by senders that did not live to tell."""


class _NoTurn:
    """The mail server has been given as many mails as it takes for now."""


_NotNow = type[Skip] | type[Wait] | type[_Exhausted] | type[_NoTurn] | None


def _begin(house: Installation, letter: Ready, sent: _Sent | None) -> _Begun | _NotNow:
    """Look once more whether the letter is needed, and mark it, if it is to go now.

    In the same transaction the letter `sent` before is noted.
    """
    message = letter.message
    lease = house.real_clock() + LEASE

    def work(connection: Transaction) -> _Begun | _NotNow:
        if sent is not None:
            outbox.note_sent(connection, sent.message, sent.at)
        if message.attempts >= (MOST_COPIES if message.uncertain else MOST_ATTEMPTS):
            return _Exhausted
        standing, shown = standing_of(connection, message)
        now = house.now(shown)
        match need(message.kind, standing, house.around.calendar, now):
            case Skip(why):
                outbox.skip(connection, message, why, now)
                return Skip
            case Wait(until):
                outbox.postpone(connection, message, until)
                return Wait
            case Send():
                if letter.content.due_version != standing.due_version:
                    return _set_right(connection, message, now)
                if not _takes_turn(house, connection, now):
                    return _NoTurn
                begun = outbox.begin(connection, message, lease)
                return _Begun(lease, shown) if begun else None

    return in_transaction(house.database, work)


def _takes_turn(house: Installation, connection: Transaction, now: datetime) -> bool:
    """Take one of the turns that all senders share; true where there is no end to them."""
    pace = _pace(house)
    if pace is None:
        return True
    real = house.real_clock()
    full_at = relay.lock_turns(connection, real, now)
    if pace.left(full_at, real) == 0:
        return False
    relay.note_turn(connection, pace.taken(full_at, real), now)
    return True


def _set_right(connection: Transaction, message: Claimed, now: datetime) -> _NotNow:
    """The words state a deadline that has moved: write them anew, unless they may have arrived.

    Then a second copy would differ from the first, or state what no longer holds; the letter on
    the new deadline, which has the same link, is on its way.
    """
    if message.uncertain:
        outbox.skip(connection, message, SkipReason.MAY_HAVE_ARRIVED, now)
        return Skip
    outbox.forget_words(connection, message)
    return None


def _attempt(transport: Transport, letter: Ready) -> Result:
    try:
        mail = letter.mail()
    except Exception as error:
        log.error("mail_not_built", message=letter.message.id, exc_info=True)
        return Result(Verdict.LATER, f"{type(error).__name__}: {error}")
    return transport.send(mail)


def _settle(
    house: Installation, message: Claimed, lease: datetime, result: Result, done: Delivered
) -> None:
    match result.verdict:
        case Verdict.UNKNOWN_RECIPIENT:
            _mark_unreachable(house, message)
            _fail(house, message, lease, result.reply, message.waiting, told=True)
            done.failed += 1
        case Verdict.REFUSED:
            _fail(house, message, lease, result.reply, message.waiting)
            done.failed += 1
        case Verdict.LATER:
            _try_later(house, message, lease, result.reply, message.waiting, MOST_ATTEMPTS)
            done.later += 1
        case Verdict.UNSURE:
            _try_later(house, message, lease, result.reply, MessageStatus.UNCERTAIN, MOST_COPIES)
            done.later += 1
        case Verdict.SENDERS_FAULT:
            _pause(house, message, lease, result.reply)
            done.paused = True


def _note_sent(house: Installation, sent: _Sent) -> None:
    in_transaction(
        house.database,
        lambda connection: outbox.note_sent(connection, sent.message, sent.at),
    )


def _mark_unreachable(house: Installation, message: Claimed) -> None:
    """Before the letter is failed: killed in between, a sender would meet the same reply again."""
    if message.case is not None and message.party is not None:
        act(house, message.case, MarkUnreachable(message.party, message.recipient), SYSTEM)


def _fail(
    house: Installation,
    message: Claimed,
    lease: datetime,
    why: str,
    waiting: MessageStatus,
    *,
    told: bool = False,
) -> None:
    give_up(
        house,
        message,
        lease,
        why,
        attempts=message.attempts + 1,
        may_have_arrived=waiting is MessageStatus.UNCERTAIN,
        told=told,
    )


def _give_up(house: Installation, message: Claimed) -> None:
    """Tried often enough by senders that did not live to tell: not once more."""
    give_up(
        house,
        message,
        message.lease,
        "tried too often",
        attempts=message.attempts,
        may_have_arrived=message.uncertain,
    )


def _try_later(
    house: Installation,
    message: Claimed,
    lease: datetime,
    why: str,
    waiting: MessageStatus,
    most: int,
) -> None:
    attempts = message.attempts + 1
    if attempts >= most:
        _fail(house, message, lease, why, waiting)
        return
    pause = min(_FIRST_PAUSE * 2**message.attempts, _LONGEST_PAUSE)
    log.warning("mail_delayed", message=message.id, attempts=attempts, reply=why)
    _note(house, message, lease, waiting, why, attempts, house.real_clock() + pause)


def _pause(house: Installation, message: Claimed, lease: datetime, why: str) -> None:
    """Stop sending for everybody; the letter that met the fault is not the first one again."""
    log.critical("mail_paused", seconds=_PAUSE_OF_ALL.seconds, reply=why)
    real = house.real_clock()
    until = real + _PAUSE_OF_ALL
    _note(
        house, message, lease, message.waiting, why, message.attempts, until + timedelta(seconds=1)
    )

    def work(connection: Transaction) -> None:
        relay.pause(connection, real, until, house.now(read_clock(connection)))

    in_transaction(house.database, work)


def _note(
    house: Installation,
    message: Claimed,
    lease: datetime,
    status: MessageStatus,
    why: str,
    attempts: int,
    not_before: datetime | None = None,
) -> None:
    def work(connection: Transaction) -> None:
        outbox.settle(
            connection,
            message,
            lease,
            status,
            why,
            attempts=attempts,
            at=house.now(read_clock(connection)),
            not_before=not_before,
        )

    in_transaction(house.database, work)


def _release(house: Installation, messages: Sequence[Claimed]) -> None:
    in_transaction(house.database, lambda connection: outbox.release(connection, messages))


def _beat(house: Installation, done: Delivered) -> None:
    def work(connection: Transaction) -> None:
        if done.sent and not done.paused:
            relay.resume(connection)
        beat(connection, "outbox", house.real_clock(), house.now(read_clock(connection)))

    in_transaction(house.database, work)
