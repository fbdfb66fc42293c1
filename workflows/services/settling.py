"""What becomes of a letter by the mail server's reply: later, given up, or a pause for all."""

from datetime import datetime, timedelta

import structlog

from workflows.engine.commands.parties import MarkUnreachable
from workflows.engine.vocabulary import MessageStatus
from workflows.records import outbox, relay
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.outbox import Claimed
from workflows.services.acting import SYSTEM, act
from workflows.services.giving_up import give_up
from workflows.services.installation import Installation
from workflows.services.mail import Result, Verdict

log = structlog.get_logger()

MOST_ATTEMPTS = 24
"""With the pauses between them about half a day."""

MOST_COPIES = 5
"""After so many attempts a letter that may have arrived each time is not sent again."""

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=1)
_PAUSE_OF_ALL = timedelta(seconds=30)


def settle(house: Installation, message: Claimed, lease: datetime, result: Result) -> None:
    """Note what the mail server said to a letter that it did not take."""
    match result.verdict:
        case Verdict.UNKNOWN_RECIPIENT:
            _mark_unreachable(house, message)
            _fail(house, message, lease, result.reply, message.waiting, told=True)
        case Verdict.REFUSED:
            _fail(house, message, lease, result.reply, message.waiting)
        case Verdict.LATER:
            try_later(house, message, lease, result.reply, message.waiting, MOST_ATTEMPTS)
        case Verdict.UNSURE:
            try_later(house, message, lease, result.reply, MessageStatus.UNCERTAIN, MOST_COPIES)
        case Verdict.SENDERS_FAULT:
            _pause(house, message, lease, result.reply)


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


def give_up_if_exhausted(house: Installation, message: Claimed) -> bool:
    """Give up what was tried often enough by senders that did not live to tell; whether it was."""
    if message.attempts < (MOST_COPIES if message.uncertain else MOST_ATTEMPTS):
        return False
    give_up(
        house,
        message,
        message.lease,
        "tried too often",
        attempts=message.attempts,
        may_have_arrived=message.uncertain,
    )
    return True


def try_later(
    house: Installation,
    message: Claimed,
    lease: datetime,
    why: str,
    waiting: MessageStatus,
    most: int,
) -> None:
    """Let the letter wait, longer after each attempt; after the last one it is given up."""
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
