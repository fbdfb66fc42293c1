"""Takes letters out of the outbox and puts them together, until they only need to be sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from workflows.engine.vocabulary import MessageKind
from workflows.records import outbox, relay
from workflows.records.clock import read_clock
from workflows.records.database import in_transaction
from workflows.records.digests import DigestFacts, digest_facts
from workflows.records.letters import LetterFacts, letter_facts
from workflows.records.outbox import Claimed
from workflows.services.composing import mail_of
from workflows.services.digest_letters import compose_digest
from workflows.services.installation import Installation
from workflows.services.letters import compose, stored_content
from workflows.services.links import link, member_link
from workflows.services.marking import Ready, pace_of
from workflows.services.member_letters import MemberLetter, compose_member_link, member_letters
from workflows.services.settling import MOST_ATTEMPTS, try_later

log = structlog.get_logger()

HELD = timedelta(seconds=60)
"""How long a batch is held, counted anew for a letter when it is sent."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters that this sender holds."""

    taken: int = 0
    letters: list[Ready] = field(default_factory=list)
    """Those that could be put together; the others wait for a better time."""

    @property
    def failed(self) -> int:
        """How many could not."""
        return self.taken - len(self.letters)


def prepare(house: Installation, most: int) -> Batch:
    """Take up to `most` letters that are due, and put them together."""
    claimed = _claim(house, most)
    return Batch(len(claimed), _compose(house, claimed)) if claimed else Batch()


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


def _compose(house: Installation, claimed: Sequence[Claimed]) -> list[Ready]:
    """The letters with their words; those that had none yet get theirs."""
    answers = {m.id: _answer_of(m) for m in claimed if m.kind in _ABOUT_AN_ANSWER}
    digests = [message.id for message in claimed if message.kind is MessageKind.DIGEST]
    members = [message for message in claimed if message.kind in _TO_MEMBERS]
    with house.database.connect() as connection:
        now = house.now(read_clock(connection))
        facts: dict[str, LetterFacts | DigestFacts | MemberLetter] = {
            **letter_facts(connection, [message.id for message in claimed], answers),
            **digest_facts(connection, digests),
            **member_letters(house, connection, members, now),
        }
    ready: list[Ready] = []
    for message in claimed:
        try:
            ready.append(_ready(house, message, facts[message.id], now))
        except Exception as error:
            log.error("letter_failed", message=message.id, kind=message.kind, exc_info=True)
            why = f"{type(error).__name__}: {error}"
            try_later(house, message, message.lease, why, message.waiting, MOST_ATTEMPTS)
    return ready


_TO_MEMBERS = (MessageKind.MEMBER_LINK, MessageKind.AGENDA, MessageKind.MINUTES)

_ABOUT_AN_ANSWER = (MessageKind.RECEIPT, MessageKind.UNDONE, MessageKind.LEFT_WITH_JOINT)


def _answer_of(message: Claimed) -> str:
    return str(json.loads(message.payload).get("response", ""))


def _ready(
    house: Installation,
    message: Claimed,
    facts: LetterFacts | DigestFacts | MemberLetter,
    now: datetime,
) -> Ready:
    kept = message.content
    address = None
    if kept is not None:
        words = stored_content(kept)
    elif isinstance(facts, DigestFacts):
        words = compose_digest(house, message, facts, now)
    elif isinstance(facts, MemberLetter):
        words = compose_member_link(house, message, facts, now)
    else:
        words = compose(house, message, facts, now)
    if isinstance(facts, LetterFacts) and (to := facts.addressee):
        address = link(house, to.party, to.contact, to.round, to.generation)
    if isinstance(facts, MemberLetter):
        meeting = facts.agenda.meeting if facts.agenda else None
        address = member_link(house, facts.link.id, facts.link.generation, meeting)
    fresh = words.stored() if kept is None else None
    return Ready(message, words, fresh, mail_of(message, words, address))
