"""What all senders share of the mail server: until when it is left alone, and turns to send."""

from datetime import datetime

from sqlalchemy import Connection, select

from workflows.records.dialects import insert_if_new
from workflows.records.due import beat
from workflows.records.heartbeats import last_beat
from workflows.records.house import Heartbeat

_PAUSE = "outbox_pause"
_RELAY = "relay"


def full_at(connection: Connection) -> datetime | None:
    """When all turns are there again, in real time; None when none was ever taken."""
    return last_beat(connection, _RELAY)


def lock_turns(connection: Connection, real: datetime, shown: datetime) -> datetime:
    """The same, now if none was ever taken; until the transaction ends nobody else takes one."""
    row = select(Heartbeat.real_at).where(Heartbeat.name == _RELAY).with_for_update()
    found = connection.execute(row).scalar()
    if found is not None:
        return found
    first = {"name": _RELAY, "real_at": real, "shown_at": shown}
    insert_if_new(connection, Heartbeat, first, key="name")
    return connection.execute(row).scalar_one()


def note_turn(connection: Connection, full: datetime, shown: datetime) -> None:
    """A turn was taken: when all are there again."""
    beat(connection, _RELAY, full, shown)


def pause(connection: Connection, until: datetime, shown: datetime) -> None:
    """Let nothing be sent before an instant of real time."""
    beat(connection, _PAUSE, until, shown)


def paused_until(connection: Connection) -> datetime | None:
    """Until when nothing is sent, if a pause was ever made."""
    return last_beat(connection, _PAUSE)
