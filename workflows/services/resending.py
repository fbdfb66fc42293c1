"""Mails a recipient its links again: the same ones, to the address that they were sent to."""

from datetime import timedelta

from workflows.engine.commands.parties import SendLinkAgain
from workflows.engine.deciding import decide
from workflows.engine.inviting import again_key
from workflows.records.askings import count_askings
from workflows.records.council import keys_in_use, open_contacts
from workflows.records.database import Transaction, in_transaction
from workflows.records.snapshots import lock_and_load
from workflows.services.acting import SYSTEM, store
from workflows.services.forms import form_token
from workflows.services.installation import Installation

MOST_OF_ADDRESS = 5
"""Askings by anybody for one address, within `WITHIN`."""

MOST = 300
"""Askings by anybody for all addresses together, within `WITHIN`."""

WITHIN = timedelta(minutes=5)

_TOGETHER = "together"


class TooManyAsk(Exception):
    """So many have asked of late that the next one has to wait, whether or not it is known."""


def count_asking(house: Installation, address: str) -> None:
    """Remember that anybody asked for an address' links, whatever they open, in every process.

    Raises TooManyAsk when there were too many of late.
    """
    # Of an address only what tells it from others is kept, not the address.
    own = form_token(house.keys.form, "asking", address.lower())
    now = house.real_clock()

    def work(connection: Transaction) -> dict[str, int]:
        return count_askings(connection, (own, _TOGETHER), now, now - WITHIN)

    counted = in_transaction(house.database, work)
    if counted[own] > MOST_OF_ADDRESS or counted[_TOGETHER] > MOST:
        raise TooManyAsk


def send_links_again(
    house: Installation, address: str, *, request_id: str | None = None, anybody: bool = False
) -> None:
    """Mail an address its links to hearings that take answers, each once a day at the most.

    Nothing tells whether the address is known. Asked by `anybody`, and not from behind a link, it
    raises TooManyAsk when the address, or all together, were asked for often of late.
    """
    if anybody:
        count_asking(house, address)

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
