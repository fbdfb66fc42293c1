"""Travelling in time outside production: one clock row that every process reads."""

from datetime import datetime

from workflows.engine.errors import WrongInput
from workflows.records.casework import any_case
from workflows.records.clock import REAL_TIME, ShownTime, read_clock, set_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.due import next_due, work_left_at
from workflows.services.digests import digests_due, next_digest
from workflows.services.installation import Installation
from workflows.services.signin import any_officer
from workflows.services.wording import health as say


def has_cases(house: Installation) -> bool:
    """Whether anybody has begun a case here."""
    with house.database.connect() as connection:
        return any_case(connection)


def is_in_use(house: Installation) -> bool:
    """Whether anybody has begun a case here, or may sign in to do so."""
    return has_cases(house) or any_officer(house) is not None


def refuse_travelling(house: Installation) -> None:
    """Raise WrongInput where time must not be moved: in production, or where there are cases."""
    _refuse_in_production(house)
    if has_cases(house):
        raise WrongInput(say.CASES_IN_THE_DATABASE)


def stand_still_at(house: Installation, instant: datetime) -> None:
    """Let every process see this instant until it is changed; raises WrongInput in production."""
    _set(house, ShownTime(house.real_clock(), instant, speed=0.0))


def time_passes_again(house: Installation) -> None:
    """Give real time back."""
    _set(house, None)


def clock_of(house: Installation) -> ShownTime | None:
    """How the clock was moved; None where it shows real time, as it always does in production."""
    if house.settings.production:
        return None
    with house.database.connect() as connection:
        shown = read_clock(connection)
    return None if shown == REAL_TIME else shown


def next_stop(house: Installation) -> datetime | None:
    """The next instant at which something falls due by itself."""
    with house.database.connect() as connection:
        stops = (next_due(connection), next_digest(connection, house))
    return min((stop for stop in stops if stop is not None), default=None)


def work_left(house: Installation) -> bool:
    """Whether anything is due that no worker has done yet, at the time shown."""
    with house.database.connect() as connection:
        now = house.now(read_clock(connection))
        return work_left_at(connection, now) or bool(digests_due(connection, house, now))


def _set(house: Installation, shown: ShownTime | None) -> None:
    _refuse_in_production(house)

    def work(connection: Transaction) -> None:
        set_clock(connection, shown)

    in_transaction(house.database, work)


def _refuse_in_production(house: Installation) -> None:
    if house.settings.production:
        raise WrongInput(say.NO_TRAVEL_IN_PRODUCTION)
