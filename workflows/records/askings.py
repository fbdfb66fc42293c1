"""How often links were asked for of late: a row for each address, one for all together."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base
from workflows.records.dialects import on_postgres


class Asking(Base):
    """Askings under one key since the first of them."""

    __tablename__ = "askings"

    key: Mapped[str] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    count: Mapped[int]


def count_askings(
    connection: Connection, keys: Collection[str], now: datetime, over: datetime
) -> dict[str, int]:
    """Count one more under each key, forgetting what began at `over` or before; how many now.

    Each row is locked from here until the transaction ends, so that none is counted twice.
    """
    connection.execute(delete(Asking).where(Asking.began_at <= over))
    insert = (postgresql if on_postgres(connection) else sqlite).insert(Asking)
    counted = {}
    for key in sorted(keys):
        row = insert.values(key=key, began_at=now, count=1)
        again = row.on_conflict_do_update(index_elements=["key"], set_={"count": Asking.count + 1})
        counted[key] = int(connection.execute(again.returning(Asking.count)).scalar_one())
    return counted
