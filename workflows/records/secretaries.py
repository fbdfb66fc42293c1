"""Which officers keep the meetings of which bodies."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from workflows.records.base import Identifier
from workflows.records.people import Officer, Secretary


@dataclass(frozen=True, slots=True)
class Keeper:
    """A secretary of a body."""

    officer: str
    """An id."""
    name: str


_OF_BODY = (
    select(Officer.id, Officer.name)
    .join(Secretary, Secretary.officer_id == Officer.id)
    .where(Secretary.body == bindparam("body"))
    .order_by(Officer.name)
)

_ADMINISTERS = select(Officer.administers).where(
    Officer.id == bindparam("officer", type_=Identifier())
)


def secretaries_of(connection: Connection, body: str) -> list[Keeper]:
    """The secretaries of the body with this code, by name."""
    return [Keeper(row.id, row.name) for row in connection.execute(_OF_BODY, {"body": body})]


def administers(connection: Connection, officer: str) -> bool:
    """Whether the officer may do what only a few may."""
    return bool(connection.execute(_ADMINISTERS, {"officer": officer}).scalar())


def bodies_kept_by(connection: Connection, officer: str) -> list[str]:
    """The codes of the bodies that the officer is secretary of."""
    kept = select(Secretary.body).where(Secretary.officer_id == officer)
    return list(connection.scalars(kept.order_by(Secretary.body)))


def set_bodies_kept(connection: Connection, officer: str, bodies: Iterable[str]) -> None:
    """Let the officer be secretary of these bodies, and of no other."""
    connection.execute(delete(Secretary).where(Secretary.officer_id == officer))
    rows = [{"body": body, "officer_id": officer} for body in bodies]
    if rows:
        connection.execute(insert(Secretary), rows)
