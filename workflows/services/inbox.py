"""Takes in mails: matched to what they answer, or filed away, or left to a person; never twice."""

import io
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import structlog

from workflows.engine.commands.parties import MarkUnreachable, NoteUndelivered
from workflows.engine.vocabulary import MailReason, MailStatus
from workflows.records import inbox
from workflows.records.clock import read_clock
from workflows.records.database import UNAVAILABLE, Transaction, in_transaction
from workflows.records.digests import let_go
from workflows.records.due import beat
from workflows.records.inbox import NewMail, Origin
from workflows.records.shares import holding
from workflows.services.acting import SYSTEM, act_within
from workflows.services.blobs import store
from workflows.services.bounces import Failure
from workflows.services.installation import Installation
from workflows.services.limiting import TooSlow, limited
from workflows.services.mail_nature import Nature
from workflows.services.reading_mail import ReadMail, read_mail, unread
from workflows.settings import Settings

log = structlog.get_logger()

LONGEST_READING = 10.0
"""Seconds; ordinary mails take milliseconds."""

NOBODY_THERE = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
"""Statuses (RFC 3463) that say of an address that nobody reads it."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it lay in the mailbox."""

    raw: bytes
    size: int
    """Of the whole mail, in bytes."""
    whole: bool
    """False when only the beginning was fetched."""
    received_at: datetime
    """When the mail server received it; real time."""


class Mailbox(Protocol):
    """A mailbox that mails are collected from."""

    def waiting(self) -> Iterable[str]:
        """The marks of the mails that are still to be collected."""

    def fetch(self, mark: str) -> Fetched | None:
        """A mail; None when it is gone."""

    def put_away(self, mark: str) -> None:
        """Take a mail out of what is waiting."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a mail belongs, and why."""

    status: MailStatus
    reason: MailReason
    origin: Origin | None = None
    contact: str | None = None
    unreachable: bool = False
    """Whether nobody reads the address that our message went to."""


@dataclass(slots=True)
class Collected:
    """What a round of collecting came to."""

    filed: Counter[str] = field(default_factory=Counter)
    failed: int = 0


_SHARE = 90
"""The lock of whoever collects; the sweeps' shares are numbered from 0."""


def inbox_folder(chosen: Settings) -> Path:
    """Where the mails that came in lie, by the hash of their bytes."""
    return chosen.data / "inbox"


def collect(house: Installation, mailbox: Mailbox, patience: float = 60.0) -> Collected:
    """Take in what is waiting until nothing is, or `patience` seconds have passed.

    A mail leaves the mailbox only when its row is committed; killed in between, the next round
    finds the row and puts the mail away. One that fails stays where it is and stops no other. While
    another collects, nothing is done, so that one process is always free to send.
    """
    done = Collected()
    with holding(house.database, _SHARE) as is_ours:
        _collect(house, mailbox, time.monotonic() + patience, done, is_ours)
    in_transaction(house.database, lambda connection: _beat(house, connection))
    return done


def _collect(
    house: Installation,
    mailbox: Mailbox,
    last: float,
    done: Collected,
    is_ours: Callable[[], bool],
) -> None:
    for mark in mailbox.waiting():
        if time.monotonic() > last or not is_ours():
            break
        fetched = mailbox.fetch(mark)
        if fetched is None:
            continue
        try:
            status = take_in(house, fetched)
        except UNAVAILABLE:
            raise
        except Exception:
            log.error("mail_not_taken_in", mark=mark, exc_info=True)
            done.failed += 1
            continue
        mailbox.put_away(mark)
        done.filed[status or "known"] += 1


def _beat(house: Installation, connection: Transaction) -> None:
    beat(connection, "inbox", house.real_clock(), house.now(read_clock(connection)))


def take_in(house: Installation, fetched: Fetched) -> MailStatus | None:
    """Keep a mail and file it; None when it was taken before."""
    digest = sha256(fetched.raw).hexdigest()
    store(inbox_folder(house.settings), digest, io.BytesIO(fetched.raw))
    domain = house.definitions.municipality.sender.rpartition("@")[2]
    mail = _read_in_time(fetched.raw, domain.encode("idna").decode())
    key = _unique_key(mail, fetched.raw)

    def work(connection: Transaction) -> MailStatus | None:
        if inbox.is_known(connection, key):
            return None
        filed = _file(connection, fetched, mail)
        _pass_on(connection, house, filed, mail)
        now = house.real_clock()
        received_at = house.shown_at(read_clock(connection), min(fetched.received_at, now))
        inbox.add_mail(connection, _row(fetched, mail, filed, key, digest, received_at))
        return filed.status

    return in_transaction(house.database, work)


def _read_in_time(raw: bytes, domain: str) -> ReadMail:
    """The mail; one that takes too long is left to a person, and stops no other."""
    try:
        with limited(LONGEST_READING):
            return read_mail(raw, domain)
    except TooSlow:
        log.error("mail_takes_too_long", size=len(raw))
        return unread()


def _unique_key(mail: ReadMail, raw: bytes) -> str:
    """The same for every copy of a mail, however it travelled.

    Message-ID alone would let a forged mail with another's id push it out.
    """
    if not mail.message_id:
        return sha256(raw).hexdigest()
    separator = b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n"
    body = raw.partition(separator)[2]
    head = "\n".join((mail.message_id, mail.sender, mail.subject))
    return sha256(head.encode("utf-8", "replace") + b"\n\n" + body).hexdigest()


def _file(connection: Transaction, fetched: Fetched, mail: ReadMail) -> Filed:
    origin = inbox.origin_of(connection, mail.answers_to) if mail.answers_to else None
    if mail.own_ids and inbox.origin_of(connection, mail.own_ids) is not None:
        # A mail that we sent ourselves, and that came back to our own mailbox.
        return Filed(MailStatus.AUTO, MailReason.AUTOMATIC, origin)
    if mail.is_unread:
        return Filed(MailStatus.UNPLACED, MailReason.TAKES_TOO_LONG)
    match mail.nature:
        case Nature.REPORT:
            return _of_report(origin, mail.failures)
        case Nature.MACHINE:
            return Filed(MailStatus.AUTO, MailReason.AUTOMATIC, origin)
        case _ if not fetched.whole:
            return Filed(MailStatus.UNPLACED, MailReason.TOO_BIG, origin)
        case Nature.UNSURE:
            return Filed(MailStatus.UNPLACED, MailReason.LOOKS_AUTOMATIC, origin)
        case Nature.PERSON if origin is None:
            reason = MailReason.NO_REFERENCE if mail.sender else MailReason.UNREADABLE
            return Filed(MailStatus.UNPLACED, reason)
        case Nature.PERSON:
            return _of_reply(connection, origin, mail)


def _of_reply(connection: Transaction, origin: Origin, mail: ReadMail) -> Filed:
    if origin.party is None:
        return Filed(MailStatus.UNPLACED, MailReason.NOT_TO_A_PARTY, origin)
    contact = inbox.contact_of(connection, origin.party, mail.sender)
    if contact is None:
        return Filed(MailStatus.UNPLACED, MailReason.UNKNOWN_SENDER, origin)
    if not mail.genuine:
        return Filed(MailStatus.UNPLACED, MailReason.NOT_GENUINE, origin)
    if mail.is_empty:
        return Filed(MailStatus.UNPLACED, MailReason.EMPTY, origin)
    return Filed(MailStatus.MATCHED, MailReason.KNOWN_CONTACT, origin, contact)


def _of_report(origin: Origin | None, failures: tuple[Failure, ...]) -> Filed:
    if not failures:
        return Filed(MailStatus.UNPLACED, MailReason.LOOKS_AUTOMATIC, origin)
    failed = [failure for failure in failures if failure.failed]
    if not failed:
        return Filed(MailStatus.BOUNCE, MailReason.DELAYED, origin)
    if origin is None:
        return Filed(MailStatus.UNPLACED, MailReason.FOREIGN_REPORT)
    ours = [one for one in failed if origin.recipient.lower() in one.recipients]
    if not ours:
        return Filed(MailStatus.UNPLACED, MailReason.OTHER_RECIPIENT, origin)
    unreachable = any(failure.status in NOBODY_THERE for failure in ours)
    return Filed(MailStatus.BOUNCE, MailReason.NOT_DELIVERED, origin, origin.contact, unreachable)


def _pass_on(connection: Transaction, house: Installation, filed: Filed, mail: ReadMail) -> None:
    """Let the case know what a delivery report says; its row is locked before anything else."""
    origin = filed.origin
    if origin is None or filed.reason is not MailReason.NOT_DELIVERED:
        return
    if origin.case is not None and origin.party is not None:
        command = (
            MarkUnreachable(origin.party, origin.recipient)
            if filed.unreachable
            else NoteUndelivered(origin.party, origin.recipient, origin.kind)
        )
        act_within(connection, house, origin.case, command, SYSTEM)
    said = next((one.said for one in mail.failures if one.failed), "")
    log.error("mail_came_back", message=origin.message, reply=said)
    inbox.fail_message(connection, origin.message, said, house.now(read_clock(connection)))
    let_go(connection, origin.message)


def _row(
    fetched: Fetched, mail: ReadMail, filed: Filed, key: str, digest: str, received_at: datetime
) -> NewMail:
    origin = filed.origin
    return NewMail(
        id=str(uuid4()),
        unique_key=key,
        sha256=digest,
        size=fetched.size,
        whole=fetched.whole,
        received_at=received_at,
        sender=mail.sender,
        sender_name=mail.sender_name,
        subject=mail.subject,
        status=filed.status,
        reason=filed.reason,
        message_id=origin.message if origin else None,
        case_id=origin.case if origin else None,
        party_id=origin.party if origin else None,
        contact_id=filed.contact,
    )
