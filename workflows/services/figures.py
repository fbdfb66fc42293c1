"""How an installation is doing, as figures for whoever watches it over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from workflows.records.case_list import EVERYTHING
from workflows.records.clock import read_clock
from workflows.records.due import count_due, count_open_hearings
from workflows.records.inbox import count_mails
from workflows.records.outbox import waiting_by_kind
from workflows.services.health import Health, health
from workflows.services.installation import Installation
from workflows.services.mail_desk import WAITING


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted at one moment; nothing of it names a case or a person."""

    health: Health
    sweep_age: timedelta | None
    """Since the last sweep; None when there was none."""
    waiting: Mapping[str, int]
    """Mails to be sent, by kind."""
    inbox: int
    """Mails received that wait for a person."""
    due_deadlines: int
    """That are due and not done yet."""
    open_hearings: int


def figures(house: Installation) -> Figures:
    """The figures of now; a fixed number of statements."""
    found = health(house)
    with house.database.connect() as connection:
        return Figures(
            health=found,
            sweep_age=house.real_clock() - found.last_sweep_at if found.last_sweep_at else None,
            waiting=waiting_by_kind(connection),
            inbox=count_mails(connection, EVERYTHING, WAITING),
            due_deadlines=count_due(connection, house.now(read_clock(connection))),
            open_hearings=count_open_hearings(connection),
        )
