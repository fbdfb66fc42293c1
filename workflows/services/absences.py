"""Officers say when they are away, and who stands in for them meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflows.engine.errors import WrongInput
from workflows.engine.identity import ordered_id
from workflows.records.absences import ShownAbsence, absences_about, add_absence, drop_absence
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.promises import officers
from workflows.services.acting import existing_id
from workflows.services.installation import Installation
from workflows.services.wording import accounts as say


@dataclass(frozen=True, slots=True)
class Away:
    """What an officer says of being away."""

    officer: str
    """An id."""
    stand_in: str
    """An id."""
    first: date
    last: date


def coming_absences(house: Installation, officer: str) -> list[ShownAbsence]:
    """What is not over: the officer's own, and those of colleagues in which he or she stands in."""
    with house.database.connect() as connection:
        today = house.around.calendar.local_date(house.now(read_clock(connection)))
        return [one for one in absences_about(connection, officer) if one.last_on >= today]


def be_away(house: Installation, new: Away, tail: str) -> None:
    """Keep when the officer is away; `tail` is drawn at random, 16 hex digits.

    Raises WrongInput for days that are over or end before they begin, that meet others of the
    officer's, or on which the officer stands in for somebody or the stand-in is away.
    """

    def work(connection: Transaction) -> None:
        now = house.now(read_clock(connection))
        _refuse_days(new, house.around.calendar.local_date(now))
        if new.stand_in == new.officer or new.stand_in not in {
            one.id for one in officers(connection)
        }:
            raise WrongInput(say.CHOOSE_A_COLLEAGUE, "stand_in")
        _refuse_own(new, absences_about(connection, new.officer))
        _refuse_stand_ins(new, absences_about(connection, new.stand_in))
        days = (new.first, new.last)
        add_absence(connection, ordered_id(now, 0, tail), new.officer, new.stand_in, days, now)

    in_transaction(house.database, work)


def be_back(house: Installation, officer: str, absence: str) -> None:
    """Forget one of the officer's own; what is no such thing is forgotten already."""
    known = existing_id(absence)
    in_transaction(house.database, lambda one: drop_absence(one, officer, known))


def _refuse_days(new: Away, today: date) -> None:
    if new.last < new.first:
        raise WrongInput(say.ENDS_BEFORE_IT_BEGINS, "last")
    if new.last < today:
        raise WrongInput(say.DAYS_ARE_OVER, "last")


def _refuse_own(new: Away, own: Iterable[ShownAbsence]) -> None:
    for one in own:
        if one.first_on <= new.last and new.first <= one.last_on:
            if one.officer == new.officer:
                raise WrongInput(say.AWAY_THEN_ALREADY, "first")
            raise WrongInput(say.you_stand_in_then(one.officer_name), "first")


def _refuse_stand_ins(new: Away, theirs: Iterable[ShownAbsence]) -> None:
    for one in theirs:
        is_theirs = one.officer == new.stand_in
        if is_theirs and one.first_on <= new.last and new.first <= one.last_on:
            raise WrongInput(say.is_away_then(one.officer_name), "stand_in")
