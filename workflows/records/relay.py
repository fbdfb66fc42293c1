"""The turns that the mail server still gives us: one instant in a row that all senders share."""

from datetime import datetime

from sqlalchemy import Connection, select

from workflows.records.dialects import insert_if_new
from workflows.records.due import beat
from workflows.records.heartbeats import last_beat
from workflows.records.house import Heartbeat

_RELAY = "relay"


def relay_full_at(connection: Connection) -> datetime | None:
    """When all turns are there again, in real time; None when none was ever taken."""
    return last_beat(connection, _RELAY)


def lock_relay(connection: Connection, real: datetime, shown: datetime) -> datetime:
    """The same, now if none was ever taken; until the transaction ends nobody else takes one."""
    row = select(Heartbeat.real_at).where(Heartbeat.name == _RELAY).with_for_update()
    found = connection.execute(row).scalar()
    if found is not None:
        return found
    first = {"name": _RELAY, "real_at": real, "shown_at": shown}
    insert_if_new(connection, Heartbeat, first, key="name")
    return connection.execute(row).scalar_one()


def note_turn(connection: Connection, full_at: datetime, shown: datetime) -> None:
    """A turn was taken: when all are there again."""
    beat(connection, _RELAY, full_at, shown)
