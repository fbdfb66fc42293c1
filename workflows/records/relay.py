"""What all senders share of the mail server: until when it is left alone, and turns to send."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from workflows.records.dialects import insert_if_new
from workflows.records.due import beat
from workflows.records.heartbeats import last_beat
from workflows.records.house import Heartbeat
from workflows.records.messages import UNDER_WAY, Message

_PAUSE = "outbox_pause"
_SINCE = "outbox_paused_since"
_RELAY = "relay"

_TRIED_AGAIN_WITHIN = timedelta(minutes=2)
"""A pause that ended so long ago, with no other after it, is over: there was nothing to send."""


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


def pause(connection: Connection, real: datetime, until: datetime, shown: datetime) -> None:
    """Let nothing be sent before an instant of real time; one pause after the other is one."""
    if paused_since(connection, real) is None:
        beat(connection, _SINCE, real, shown)
    beat(connection, _PAUSE, until, shown)


def resume(connection: Connection) -> None:
    """The mail server takes mails again."""
    connection.execute(delete(Heartbeat).where(Heartbeat.name.in_((_PAUSE, _SINCE))))


def paused_until(connection: Connection) -> datetime | None:
    """Until when nothing is sent, if a pause was ever made."""
    return last_beat(connection, _PAUSE)


def paused_since(connection: Connection, real: datetime) -> datetime | None:
    """Since when, in real time, the mail server has been left alone; None when it is not."""
    until = paused_until(connection)
    if until is None or real > until + _TRIED_AGAIN_WITHIN:
        return None
    return last_beat(connection, _SINCE)


def last_refusal(connection: Connection) -> str:
    """What was said when a letter that still waits was last refused; empty when none was."""
    said = (
        select(Message.last_error)
        .where(UNDER_WAY, Message.last_error.is_not(None), Message.lease_until.is_not(None))
        .order_by(Message.lease_until.desc())
        .limit(1)
    )
    return connection.execute(said).scalar() or ""
