"""When each kind of sweep last went through."""

from datetime import datetime

from sqlalchemy import Connection, select

from workflows.records.house import Heartbeat


def last_beat(connection: Connection, name: str) -> datetime | None:
    """The real instant at which the sweep of this name last went through, if ever."""
    return connection.execute(select(Heartbeat.real_at).where(Heartbeat.name == name)).scalar()
