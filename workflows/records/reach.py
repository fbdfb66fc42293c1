"""Which addresses mail came back from, the last time that they were written to."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from workflows.engine.vocabulary import PartyStatus
from workflows.records.hearings import Contact, Party


def unreachable(connection: Connection, addresses: Collection[str]) -> frozenset[str]:
    """Those of the addresses, casefolded, whose last contact that was invited was not reached."""
    if not addresses:
        return frozenset()
    rows = connection.execute(
        select(Contact.email, Contact.unreachable)
        .join(Party, Party.id == Contact.party_id)
        .where(Contact.email.in_(set(addresses)), Party.status != PartyStatus.PREPARING)
        # Ids sort in the order in which they were made.
        .order_by(Contact.id)
    )
    latest = {row.email.casefold(): row.unreachable for row in rows}
    return frozenset(address for address, dead in latest.items() if dead)
