"""Gives a letter up: settles it, and lets those know who can reach its recipient another way."""

from datetime import datetime

import structlog

from workflows.engine.commands.parties import NoteUndelivered
from workflows.engine.vocabulary import MessageKind, MessageStatus
from workflows.records import outbox
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.digests import let_go
from workflows.records.outbox import Claimed
from workflows.services.acting import SYSTEM, act_within
from workflows.services.installation import Installation

log = structlog.get_logger()


class _InOtherHands(Exception):
    """The lease ran out: whoever holds the letter now settles it."""


def give_up(
    house: Installation,
    message: Claimed,
    lease: datetime,
    why: str,
    *,
    attempts: int,
    may_have_arrived: bool,
    told: bool = False,
) -> None:
    """Fail the letter, and tell the officer in the same transaction, unless he or she was `told`.

    What a digest that reached nobody was to tell waits for the next one. A case that cannot be
    read keeps no letter from being settled.
    """

    def work(connection: Transaction) -> None:
        # The case's row is locked before anything else.
        if not told:
            _tell_officer(connection, house, message)
        now = house.now(read_clock(connection))
        if not _settled(connection, message, lease, why, attempts, now):
            raise _InOtherHands
        if message.kind is MessageKind.DIGEST and not may_have_arrived:
            let_go(connection, message.id)

    log.error("mail_refused", message=message.id, kind=message.kind, reply=why)
    try:
        in_transaction(house.database, work)
    except _InOtherHands:
        log.warning("mail_in_other_hands", message=message.id)
    except Exception:
        if told:
            raise
        log.error("officer_not_told", message=message.id, case=message.case, exc_info=True)
        told = True
        in_transaction(house.database, work)


def _tell_officer(connection: Transaction, house: Installation, message: Claimed) -> None:
    if message.case is not None and message.party is not None:
        command = NoteUndelivered(message.party, message.recipient, message.kind)
        act_within(connection, house, message.case, command, SYSTEM)


def _settled(
    connection: Transaction,
    message: Claimed,
    lease: datetime,
    why: str,
    attempts: int,
    now: datetime,
) -> bool:
    return outbox.settle(
        connection,
        message,
        lease,
        MessageStatus.FAILED,
        why,
        attempts=attempts,
        at=now,
    )
