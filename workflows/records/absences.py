"""When officers are away, and who stands in for them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, or_, select
from sqlalchemy.orm import aliased

from workflows.records.base import Identifier
from workflows.records.people import Absence, Officer


@dataclass(frozen=True, slots=True)
class ShownAbsence:
    """Some days that one officer is away."""

    id: str
    officer: str
    """An id."""
    officer_name: str
    stand_in: str
    """An id."""
    stand_in_name: str
    first_on: date
    last_on: date

    def has(self, day: date) -> bool:
        """Whether the officer is away that day."""
        return self.first_on <= day <= self.last_on


_AWAY, _STANDS_IN = aliased(Officer), aliased(Officer)

_OF_OFFICER = (
    select(
        Absence.id,
        Absence.officer_id,
        _AWAY.name.label("away"),
        Absence.stand_in_id,
        _STANDS_IN.name.label("stands_in"),
        Absence.first_on,
        Absence.last_on,
    )
    .join(_AWAY, _AWAY.id == Absence.officer_id)
    .join(_STANDS_IN, _STANDS_IN.id == Absence.stand_in_id)
    .where(
        or_(
            Absence.officer_id == bindparam("officer", type_=Identifier()),
            Absence.stand_in_id == bindparam("officer", type_=Identifier()),
        )
    )
    .order_by(Absence.first_on, Absence.id)
)


def absences_about(connection: Connection, officer: str) -> list[ShownAbsence]:
    """The officer's own, and those of colleagues in which he or she stands in."""
    return [ShownAbsence(*row) for row in connection.execute(_OF_OFFICER, {"officer": officer})]


def add_absence(
    connection: Connection,
    new: str,
    officer: str,
    stand_in: str,
    days: tuple[date, date],
    now: datetime,
) -> None:
    """Keep that the officer is away from the first of the days to the last."""
    first, last = days
    connection.execute(
        insert(Absence).values(
            id=new,
            officer_id=officer,
            stand_in_id=stand_in,
            first_on=first,
            last_on=last,
            made_at=now,
        )
    )


def drop_absence(connection: Connection, officer: str, absence: str) -> None:
    """Forget one of the officer's own."""
    connection.execute(delete(Absence).where(Absence.id == absence, Absence.officer_id == officer))
