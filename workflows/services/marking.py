"""Marks a few letters as possibly sent, each looked at once more right before it is handed over."""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workflows.engine.vocabulary import SkipReason
from workflows.records import outbox, relay
from workflows.records.clock import ShownTime
from workflows.records.database import Transaction, in_transaction
from workflows.records.outbox import Claimed
from workflows.records.standing import Standing, standings_of
from workflows.services.installation import Installation
from workflows.services.letters import Content
from workflows.services.mail import Mail
from workflows.services.needs import Send, Skip, Wait, need
from workflows.services.pacing import Pace

LEASE = timedelta(seconds=900)
"""How long a letter that is being sent is left to its sender; longer than any mail server takes."""

MOMENT = 0.05
"""Seconds in which a group is to be handed over: what a killed sender leaves unknown."""

MOST_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter with its words, and the mail that says them."""

    message: Claimed
    content: Content
    fresh: str | None
    """The words as they are to be kept; None where they are."""
    mail: Mail


@dataclass(frozen=True, slots=True)
class Gone:
    """Letters that the mail server took, which is not noted yet."""

    messages: Sequence[Claimed]
    at: datetime
    lease: datetime
    """Under which they were marked."""


@dataclass(slots=True)
class Group:
    """What became of a few letters when they were looked at."""

    lease: datetime
    shown: ShownTime
    letters: list[Ready] = field(default_factory=list)
    """Those to hand over now."""
    turned_away: list[Ready] = field(default_factory=list)
    """Those for which the mail server has no turn left; they are not marked."""
    skipped: int = 0
    later: int = 0
    slowest: float = 0.0
    """Seconds that the mail server took for one of them."""


def next_size(size: int, went: int, seconds: float, slowest: float) -> int:
    """How many letters to mark together next, when of so many so many went in so long.

    One after a letter that took half the moment by itself, for the server has become slow.
    """
    if slowest > MOMENT / 2:
        return 1
    if seconds > MOMENT:
        return max(1, went // 2)
    return min(2 * size, MOST_AT_ONCE) if seconds < MOMENT / 2 else size


def next_group(waiting: deque[Ready], size: int) -> list[Ready]:
    """Take up to so many letters from the front, until one is for a contact that has one."""
    group: list[Ready] = []
    contacts: set[tuple[str, str | None]] = set()
    while waiting and len(group) < size:
        message = waiting[0].message
        if message.party is not None:
            contact = (message.party, message.contact)
            if contact in contacts:
                break
            contacts.add(contact)
        group.append(waiting.popleft())
    return group


def mark(house: Installation, letters: Sequence[Ready], gone: Gone | None) -> Group:
    """Look once more whether the letters are needed, and mark those that are to go now.

    They are of one claim, no two for one contact: what is sent to it may end the need for another.
    In the same transaction it is noted what has `gone` before.
    """
    lease = house.real_clock() + LEASE

    def work(connection: Transaction) -> Group:
        if gone is not None:
            outbox.note_sent(connection, gone.messages, gone.at)
        standings, shown = standings_of(connection, [letter.message for letter in letters])
        now = house.now(shown)
        group = Group(lease, shown)
        needed = [
            letter
            for letter in letters
            if _is_needed(house, connection, letter, standings[letter.message.id], now, group)
        ]
        turns = _take_turns(house, connection, len(needed), now)
        words = {letter.message.id: letter.fresh for letter in needed[:turns]}
        begun = outbox.begin(connection, words, letters[0].message.lease, lease)
        group.letters = [letter for letter in needed if letter.message.id in begun]
        group.turned_away = needed[turns:]
        return group

    return in_transaction(house.database, work)


def _is_needed(
    house: Installation,
    connection: Transaction,
    letter: Ready,
    standing: Standing,
    now: datetime,
    group: Group,
) -> bool:
    """Whether the letter is to go as it is; otherwise what becomes of it is noted."""
    message = letter.message
    match need(message.kind, standing, house.around.calendar, now):
        case Skip(why):
            outbox.skip(connection, message, why, now)
            group.skipped += 1
            return False
        case Wait(until):
            outbox.postpone(connection, message, until)
            group.later += 1
            return False
        case Send():
            pass
    if letter.content.due_version == standing.due_version:
        return True
    # The words state a deadline that has moved: write them anew, unless they may have arrived.
    # Then a second copy would differ from the first, or state what no longer holds; the letter on
    # the new deadline, which has the same link, is on its way.
    if message.uncertain:
        outbox.skip(connection, message, SkipReason.MAY_HAVE_ARRIVED, now)
        group.skipped += 1
    else:
        outbox.forget_words(connection, message)
    return False


def pace_of(house: Installation) -> Pace | None:
    """How fast the mail server may be given mails, where it minds."""
    most = house.settings.mails_per_minute
    return Pace(most) if most else None


def _take_turns(house: Installation, connection: Transaction, wanted: int, now: datetime) -> int:
    """Take so many of the turns that all senders share, or as many as are left; how many."""
    pace = pace_of(house)
    if pace is None or wanted == 0:
        return wanted
    real = house.real_clock()
    full_at = relay.lock_turns(connection, real, now)
    taken = min(wanted, max(0, pace.left(full_at, real)))
    for _ in range(taken):
        full_at = pace.taken(full_at, real)
    if taken:
        relay.note_turn(connection, full_at, now)
    return taken


def note(house: Installation, gone: Gone, kept: Collection[Claimed] = ()) -> None:
    """Note what has gone; what was marked with it and is `kept` is held as it was before."""

    def work(connection: Transaction) -> None:
        outbox.note_sent(connection, gone.messages, gone.at)
        outbox.take_back(connection, kept, gone.lease)

    in_transaction(house.database, work)
