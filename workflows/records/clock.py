"""The installation's clock: real time, or outside production the time that one row shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from workflows.records.dialects import Row
from workflows.records.house import ClockRow


@dataclass(frozen=True, slots=True)
class ShownTime:
    """How shown time follows real time."""

    real_at: datetime
    simulated_at: datetime
    speed: float
    """Shown seconds per real second."""

    def at(self, real: datetime) -> datetime:
        """What the clock shows at a real instant."""
        return self.simulated_at + timedelta(
            seconds=(real - self.real_at).total_seconds() * self.speed
        )


_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

REAL_TIME = ShownTime(_EPOCH, _EPOCH, 1.0)
"""Shown time that is real time."""


def shown_time(rows: Sequence[Row]) -> ShownTime:
    """The clock from its row, if there is one."""
    if not rows:
        return REAL_TIME
    row = rows[0]
    return ShownTime(_instant(row["real_at"]), _instant(row["simulated_at"]), float(row["speed"]))


def read_clock(connection: Connection) -> ShownTime:
    """The clock as it stands now."""
    table = ClockRow.__table__.c
    rows = connection.execute(select(table.real_at, table.simulated_at, table.speed)).mappings()
    return shown_time([dict(row) for row in rows])


def set_clock(connection: Connection, shown: ShownTime | None) -> None:
    """Let every process show this time from now on; None gives real time back."""
    connection.execute(delete(ClockRow))
    if shown is not None:
        connection.execute(
            insert(ClockRow).values(
                id=1,
                real_at=shown.real_at,
                simulated_at=shown.simulated_at,
                speed=shown.speed,
            )
        )


def _instant(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
