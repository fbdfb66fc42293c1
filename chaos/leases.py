"""Leases of senders that were killed: a quarter of an hour each, which nobody waits for here."""

from typing import TypeAlias

from chaos.faults import MAIL, PoolOf
from chaos.town import PATIENCE_SECONDS, Town
from tests.waiting import until

Leases: TypeAlias = list[dict[str, object]]

_TRIES = 3


def leases(place: Town) -> Leases:
    """Which letters are held or rest just now, and until when."""
    found = place.rows(
        "SELECT id, lease_until FROM messages"
        " WHERE status IN ('pending', 'claimed', 'uncertain') AND lease_until > :now",
        now=place.house.real_clock(),
    )
    return [{"id": str(message), "lease": lease} for message, lease in found]


def run_out(place: Town, held: Leases) -> None:
    """Let these leases be over, as they are after a while; one taken meanwhile is left alone."""
    now = place.house.real_clock()
    place.write(
        "UPDATE messages SET lease_until = :now WHERE id = :id AND lease_until = :lease",
        [{**one, "now": now} for one in held],
    )


def kill_sender(place: Town) -> bool:
    """Kill the process that sends mails, and let the leases that it leaves run out.

    It is stopped first: so no lease of its successor is taken for one of its own.
    """
    found = PoolOf(MAIL)()
    for sender in found:
        sender.suspend()
    held = leases(place)
    for sender in found:
        sender.kill()
        sender.wait()
    run_out(place, held)
    return bool(found)


def settled_without_leases(place: Town) -> bool:
    """Wait until all is done, after the sender was killed once more with all that it had begun.

    And again: a sender's last change may have come in after its leases had been looked at.
    """
    for _ in range(_TRIES):
        until(lambda: kill_sender(place), patience=60)
        if place.settled(PATIENCE_SECONDS / _TRIES):
            return True
    return False
