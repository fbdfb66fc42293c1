"""Mails a recipient its links again: the same ones, to the address that they were sent to."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

from workflows.engine.commands import SendLinkAgain
from workflows.engine.deciding import decide
from workflows.engine.inviting import again_key
from workflows.records.council import keys_in_use, open_contacts
from workflows.records.database import Transaction, in_transaction
from workflows.records.snapshots import lock_and_load
from workflows.services.acting import SYSTEM, store
from workflows.services.installation import Installation

MOST = 60
"""Askings by anybody in one process, within `WITHIN`."""

WITHIN = timedelta(minutes=5)


class TooManyAsk(Exception):
    """So many have asked of late that the next one has to wait, whoever it is."""


class _Askings:
    """When strangers asked of late, by installation."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._recent: dict[str, deque[datetime]] = {}

    def count(self, house: str, now: datetime) -> None:
        """Remember an asking; raises TooManyAsk instead when there are too many."""
        with self._lock:
            recent = self._recent.setdefault(house, deque())
            while recent and now - recent[0] >= WITHIN:
                recent.popleft()
            if len(recent) >= MOST:
                raise TooManyAsk
            recent.append(now)


_askings = _Askings()


def send_links_again(
    house: Installation, address: str, *, request_id: str | None = None, anybody: bool = False
) -> None:
    """Mail an address its links to hearings that take answers, each once a day at the most.

    Nothing tells whether the address is known. Asked by `anybody`, and not from behind a link, it
    raises TooManyAsk when many have asked within a short while.
    """
    if anybody:
        _askings.count(str(house.settings.data), house.real_clock())

    def work(connection: Transaction) -> None:
        cases = sorted(open_contacts(connection, address))
        if not cases:
            return
        snapshots, shown = lock_and_load(connection, cases, house.around)
        now = house.now(shown)
        # Read anew under the locks: somebody may have asked, or a round have ended, meanwhile.
        contacts = open_contacts(connection, address)
        day = house.around.calendar.local_date(now)
        keys = {again_key(one, day): one for found in contacts.values() for one in found}
        done = {keys[key] for key in keys_in_use(connection, keys)}
        decided = [
            (snapshot, decide(snapshot.facts, SendLinkAgain(wanted), SYSTEM, now))
            for snapshot in snapshots
            if (wanted := tuple(set(contacts.get(snapshot.facts.id, ())) - done))
        ]
        store(connection, house, decided, SYSTEM, now, request_id)

    in_transaction(house.database, work)
