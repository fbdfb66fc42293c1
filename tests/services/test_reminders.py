"""Reminders from end to end: through outages, answers and extensions, as the mailboxes see them."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import pairwise
from pathlib import Path

import pytest

from tests.mailing import answered, body
from tests.open_hearing import OFFICER, OPENED, OpenHearing, installed, open_hearing
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.ladder import QUIET, within_window
from workflows.services.hearings import extend_hearing
from workflows.services.mail import Mail, Result, Verdict
from workflows.services.sending import deliver
from workflows.services.sweeping import sweep

ADDRESSES = ("a0@raad.example", "b0@raad.example", "a1@raad.example", "a2@raad.example")
OLD, NEW = "onsdag den 22. november 2023", "onsdag den 29. november 2023"


@dataclass(slots=True)
class Mailboxes:
    """Where all mail goes; some of it is taken without a word, as by a server that dies then."""

    hearing: OpenHearing
    chance: random.Random
    got: list[tuple[datetime, Mail]] = field(default_factory=list)
    unsure: int = 0

    def send(self, mail: Mail) -> Result:
        """Take it, or ask for it later."""
        lot = self.chance.random()
        if lot < 0.1:
            return Result(Verdict.LATER, "451 later")
        self.got.append((self.hearing.clock.now, mail))
        if lot < 0.15:
            self.unsure += 1
            return Result(Verdict.UNSURE, "connection lost")
        return Result(Verdict.SENT)

    def reminders(self) -> list[tuple[datetime, str, EmailMessage]]:
        """When each came, to whom, and what it says; copies of one mail count once."""
        first: dict[str, tuple[datetime, Mail]] = {}
        for at, mail in self.got:
            first.setdefault(mail.id, (at, mail))
        read = [(at, mail.recipient, parsed(mail)) for at, mail in first.values()]
        return [one for one in read if "Påmindelse" in one[2]["Subject"]]


def parsed(mail: Mail) -> EmailMessage:
    return message_from_bytes(mail.content, _class=EmailMessage, policy=default)


@pytest.fixture
def hearing(database: str, tmp_path: Path) -> OpenHearing:
    return open_hearing(*installed(database, tmp_path))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_reminders_are_few_timely_and_true(
    hearing: OpenHearing, seed: int
) -> None:
    chance = random.Random(seed)
    boxes = Mailboxes(hearing, chance)
    calendar = hearing.house.around.calendar
    extends_at = OPENED + timedelta(days=chance.randint(10, 20), hours=3)
    answers_at = OPENED + timedelta(days=chance.randint(5, 24), hours=5)
    down_from = OPENED + timedelta(days=chance.randint(8, 20))
    extended = has_answered = False
    while hearing.clock.now < OPENED + timedelta(days=31):
        hearing.clock.now += timedelta(minutes=chance.choice((20, 90, 200, 400)))
        now = hearing.clock.now
        if not extended and now >= extends_at:
            longer = ExtendHearing(date(2023, 11, 29), "Rådet mødes sent.")
            extend_hearing(hearing.house, hearing.case, longer, OFFICER)
            extended, extends_at = True, now
        if not has_answered and now >= answers_at:
            answered(hearing)
            has_answered, answers_at = True, now
        if not down_from <= now < down_from + timedelta(days=3):
            sweep(hearing.house)
            deliver(hearing.house, boxes)
    at: dict[str, list[datetime]] = defaultdict(list)
    for came, address, mail in boxes.reminders():
        at[address].append(came)
        assert within_window(calendar, came)
        assert (NEW if came >= extends_at else OLD) in body(mail)
        assert address not in ADDRESSES[:2] or came < answers_at
    assert set(at) >= set(ADDRESSES[2:])
    for moments in at.values():
        assert all(later - sooner >= QUIET for sooner, later in pairwise(moments))
    copies: dict[str, list[bytes]] = defaultdict(list)
    for _, mail in boxes.got:
        copies[mail.id].append(mail.content)
    assert all(len(set(same)) == 1 for same in copies.values())
    assert sum(len(same) - 1 for same in copies.values()) <= boxes.unsure
    settled = hearing.rows("SELECT DISTINCT status FROM v_message WHERE kind = 'reminder'")
    assert {str(row[0]) for row in settled} <= {"sent", "skipped"}


def test_after_three_days_down_each_party_gets_one_reminder_and_the_stale_is_told(
    hearing: OpenHearing,
) -> None:
    boxes = Mailboxes(hearing, NeverAtFault())
    deliver(hearing.house, boxes)
    # Down from the 14th, over the rungs of the 15th and the 20th, until the night after.
    for back in (
        datetime(2023, 11, 20, 19, tzinfo=UTC),
        datetime(2023, 11, 21, 5, 59, tzinfo=UTC),
    ):
        hearing.clock.now = back
        sweep(hearing.house)
        deliver(hearing.house, boxes)
    assert boxes.reminders() == []
    for minute in range(3):
        hearing.clock.now = datetime(2023, 11, 21, 6, minute, tzinfo=UTC)
        sweep(hearing.house)
        deliver(hearing.house, boxes)
    assert sorted(address for _, address, _ in boxes.reminders()) == sorted(ADDRESSES)
    skipped = hearing.rows("SELECT 1 FROM v_journal WHERE event = 'deadline:skipped'")
    assert len(skipped) == 3, "the first rung of each party"


class NeverAtFault(random.Random):
    """Chance that lets every mail through."""

    def random(self) -> float:
        """Never small."""
        return 1.0
