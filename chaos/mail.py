"""P4: mail arrives at least once and in effect once, whatever the mail server and its sender do."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from datetime import time as wall

from benchmarks.figures import Figure, at_least, at_most
from chaos.extent import Extent
from chaos.hearings import answer_for, open_hearing
from chaos.leases import kill_sender, settled_without_leases
from chaos.sink import Copy, Fault
from chaos.town import Server, Town, audited, town

_OPENED_ON = date(2023, 11, 6)
_DUE_ON = date(2023, 11, 20)
_REMINDED_ON = _DUE_ON - timedelta(days=7)
_PARTIES = 8
_EVERY_SECONDS = 2.0
_FAULTS = (*(Fault.NONE,) * 20, *(Fault.LATER,) * 2, *(Fault.DROP,) * 2, Fault.STALL)


def measure(server: Server, extent: Extent) -> Iterator[Figure]:
    """Invitations, then receipts and reminders, through a server that breaks its word."""
    with town(server, "p4") as place:
        calendar = place.house.around.calendar
        place.show(calendar.at(_OPENED_ON, wall(10)))
        for number in range(extent.mailed_hearings):
            open_hearing(place, f"sag{number}", _DUE_ON, _PARTIES)
        place.sink.faults = _FAULTS
        with place.running():
            kills = _kill_senders(place, extent.seconds / 3)
            answered = _some_answer(place)
            place.show(calendar.at(_REMINDED_ON, wall(9)))
            kills += _kill_senders(place, extent.seconds / 3)
            place.sink.faults = (Fault.NONE,)
            rested = settled_without_leases(place)
        yield Figure("P4", "senders killed", kills, "", at_least(1))
        yield Figure("P4", "came to rest afterwards", float(rested), "", at_least(1))
        yield from _copies(place)
        yield from _letters(place, answered)
        yield from audited(place, "P4")


def _kill_senders(place: Town, seconds: float) -> int:
    """Kill every now and then for so long; how often."""
    last = time.monotonic() + seconds
    kills = 0
    while time.monotonic() < last:
        time.sleep(_EVERY_SECONDS)
        kills += kill_sender(place)
    return kills


def _some_answer(place: Town) -> set[str]:
    """Let every third party answer; the contacts of those."""
    asked = place.rows(
        "SELECT p.case_id, p.id, c.id FROM parties p JOIN contacts c ON c.party_id = p.id"
        " WHERE p.position % 3 = 0"
    )
    for case, party, contact in asked:
        answer_for(place, str(case), str(party), str(contact))
    return {str(contact) for _, _, contact in asked}


def _copies(place: Town) -> Iterator[Figure]:
    """What came over the wire, held against itself."""
    copies = place.sink.copies
    of_one: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        of_one[copy.message_id].append(copy)
    unsure = sum(not copy.confirmed for copy in copies)
    yield Figure("P4", "mails", len(of_one), "", at_least(1))
    yield Figure("P4", "copies of which the sender could not know", unsure, "", at_least(1))
    second = sum(len(same) > 1 for same in of_one.values())
    yield Figure("P4", "mails that came more than once", second, "")
    for name, faulty in (
        (
            "copies beyond 1 + those not known of",
            sum(sum(copy.confirmed for copy in same) > 1 for same in of_one.values()),
        ),
        (
            "mails whose copies differ",
            sum(len({copy.raw for copy in same}) > 1 for same in of_one.values()),
        ),
        ("mails to other than one recipient", sum(len(copy.recipients) != 1 for copy in copies)),
    ):
        yield Figure("P4", name, faulty, "", at_most(0))


def _letters(place: Town, answered: set[str]) -> Iterator[Figure]:
    """What came over the wire, held against the outbox."""
    rows = {
        str(row[0]): row[1:]
        for row in place.rows("SELECT id, kind, recipient, status, contact_id FROM messages")
    }
    arrived = [(_row_of(copy), copy.recipients[0]) for copy in place.sink.copies]
    came = {message for message, _ in arrived}
    first: dict[str, str] = {}
    for message, recipient in arrived:
        first.setdefault(recipient, rows[message][0] if message in rows else "")
    reminded = Counter(
        str(rows[message][3]) for message in came if rows.get(message, "?")[0] == "reminder"
    )
    at_parties = [kind for address, kind in first.items() if address.endswith("raad.example")]
    for name, faulty in (
        (
            "mails without their row",
            sum(m not in rows or rows[m][1] != recipient for m, recipient in arrived),
        ),
        (
            "rows that say sent, without a mail",
            sum(row[2] == "sent" and message not in came for message, row in rows.items()),
        ),
        (
            "rows that came to no end",
            sum(row[2] in ("pending", "claimed", "uncertain", "failed") for row in rows.values()),
        ),
        ("contacts reminded twice", sum(times > 1 for times in reminded.values())),
        ("contacts reminded though they had answered", len(answered & reminded.keys())),
        ("contacts not invited first", sum(kind != "invitation" for kind in at_parties)),
    ):
        yield Figure("P4", name, faulty, "", at_most(0))
    yield Figure("P4", "contacts reminded", len(reminded), "", at_least(1))


def _row_of(copy: Copy) -> str:
    return copy.message_id.strip("<>").partition("@")[0]
