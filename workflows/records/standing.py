"""How things stand with the party of a letter, looked at once more before the letter is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from sqlalchemy import Connection

from workflows.engine.vocabulary import HearingPhase, MessageKind, MessageStatus, PartyStatus
from workflows.records.clock import ShownTime, shown_time
from workflows.records.dialects import fetch, typed
from workflows.records.messages import SETTLED
from workflows.records.outbox import Claimed


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with the party that a letter is for."""

    phase: HearingPhase | None = None
    party: PartyStatus | None = None
    due_at: datetime | None = None
    due_version: int | None = None
    """The party's deadline as it is now."""
    asked_version: int | None = None
    """The party's deadline when the letter was asked for."""
    invited: bool = True
    """Whether an invitation to the contact went, or was tried and may have gone."""
    newer_reminder: bool = False
    reminded_at: datetime | None = None
    """When the contact last got a reminder."""

    @property
    def states_valid_date(self) -> bool:
        """Whether the deadline is the one that the letter was asked for."""
        return self.asked_version == self.due_version


_OF_THE_CONTACT = "o.party_id = m.party_id AND o.contact_id = m.contact_id"
_OTHER_REMINDER = f"{_OF_THE_CONTACT} AND o.kind = '{MessageKind.REMINDER}' AND o.id <> m.id"
_SETTLED = ", ".join(f"'{status}'" for status in SETTLED)

_STANDING = f"""
SELECT m.id, h.phase, p.status, p.due_at, p.due_version,
       EXISTS (SELECT 1 FROM messages o
               WHERE {_OF_THE_CONTACT} AND o.kind = '{MessageKind.INVITATION}'
                     AND (o.attempts > 0 OR o.status = '{MessageStatus.SENT}')) AS invited,
       CASE WHEN m.kind = '{MessageKind.REMINDER}' THEN
           (SELECT max(o.sent_at) FROM messages o WHERE {_OTHER_REMINDER}) END AS reminded_at,
       CASE WHEN m.kind = '{MessageKind.REMINDER}' THEN
           EXISTS (SELECT 1 FROM messages o
                   WHERE {_OTHER_REMINDER} AND o.status NOT IN ({_SETTLED})
                         AND o.created_at > m.created_at
                         AND o.due_version >= m.due_version) END AS newer_reminder
FROM messages m
JOIN parties p ON p.id = m.party_id
JOIN hearings h ON h.id = p.hearing_id
WHERE m.id {{ids}}
"""

_MESSAGE = "SELECT id FROM messages WHERE id {ids}"
_LOOKED_AT = {"standing": _STANDING, "clock": "SELECT real_at, simulated_at, speed FROM clock"}


def standings_of(
    connection: Connection, messages: Sequence[Claimed]
) -> tuple[dict[str, Standing], ShownTime]:
    """How things stand with the letters' parties this very moment, and the clock, by message.

    One round trip.
    """
    _, found = fetch(connection, _MESSAGE, _LOOKED_AT, [message.id for message in messages])
    rows = {row["id"]: typed(row) for row in found["standing"]}
    standings = {
        message.id: _standing(message, rows[message.id]) if message.party else Standing()
        for message in messages
    }
    return standings, shown_time(found["clock"])


def _standing(message: Claimed, row: SimpleNamespace) -> Standing:
    return Standing(
        phase=HearingPhase(row.phase),
        party=PartyStatus(row.status),
        due_at=row.due_at,
        due_version=row.due_version,
        asked_version=message.due_version,
        invited=message.contact is None or bool(row.invited),
        newer_reminder=bool(row.newer_reminder),
        reminded_at=row.reminded_at,
    )
