"""The substitutes who were asked to take a member's place at one meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from workflows.records.batches import Operation, write_row
from workflows.records.member_tables import StandIn
from workflows.records.people import Officer


@dataclass(frozen=True, slots=True)
class AskedToCome:
    """One substitute at one meeting."""

    body: str
    meets_on: date
    email: str
    """Folded."""
    officer_name: str
    """Who asked."""


def stand_ins_from(connection: Connection, day: date) -> list[AskedToCome]:
    """Those for meetings on the day or later, by day."""
    rows = connection.execute(
        select(StandIn.body, StandIn.meets_on, StandIn.email, Officer.name)
        .join(Officer, Officer.id == StandIn.officer_id)
        .where(StandIn.meets_on >= day)
        .order_by(StandIn.meets_on, StandIn.id)
    )
    return [AskedToCome(row.body, row.meets_on, row.email, row.name) for row in rows]


def add_stand_in(
    connection: Connection,
    new: str,
    body: str,
    meets_on: date,
    email: str,
    *,
    officer: str,
    now: datetime,
) -> None:
    """Keep that the substitute was asked, under a new id; once is enough."""
    row = {
        "id": new,
        "body": body,
        "meets_on": meets_on,
        "email": email,
        "officer_id": officer,
        "asked_at": now,
    }
    write_row(connection, StandIn, Operation.INSERT_NEW, row)


def drop_stand_in(connection: Connection, body: str, meets_on: date, email: str) -> None:
    """The substitute is not to come after all."""
    connection.execute(
        delete(StandIn).where(
            StandIn.body == body, StandIn.meets_on == meets_on, StandIn.email == email
        )
    )
