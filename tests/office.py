"""An installation in November 2023 where time stands still, with three officers."""

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workflows.records.clock import ShownTime, set_clock
from workflows.records.database import unit_of_work
from workflows.records.sign_ins import Account
from workflows.services.installation import Installation, install
from workflows.services.signin import NewOfficer, add_officer, officer_by_username
from workflows.settings import Environment, read_settings


@dataclass(frozen=True, slots=True)
class Office:
    """An installation where time stands still until it is moved."""

    house: Installation

    def officer(self, username: str) -> Account:
        """One of its officers."""
        found = officer_by_username(self.house, username)
        assert found is not None
        return found

    def go_to(self, *parts: int) -> None:
        """Let the clock show this instant, in UTC."""
        instant = datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
        with unit_of_work(self.house.database) as connection:
            set_clock(connection, ShownTime(self.house.real_clock(), instant, 0.0))

    def in_production(self, at: tuple[int, ...] | None = None) -> "Office":
        """The same office where nothing may be tried out, at an instant in UTC or now."""
        chosen = self.house.settings.model_copy(update={"env": Environment.PRODUCTION})
        moment = datetime(*at, tzinfo=UTC) if at else None  # type: ignore[arg-type, misc]
        clock = (lambda: moment) if moment else self.house.real_clock
        return Office(dataclasses.replace(self.house, settings=chosen, real_clock=clock))


def office(url: str, data: Path) -> Office:
    """An installation with three officers: maja, bo, and vera who sees all and administers."""
    house = install(read_settings(data=data, env="test", database_url=url))
    for username, name, sees in (
        ("maja", "Maja Holt", False),
        ("bo", "Bo Bilde", False),
        ("vera", "Vera Vang", True),
    ):
        mail = f"{username}@norddjurs.example"
        add_officer(house, NewOfficer(username, name, mail, sees_closed=sees, administers=sees))
    opened = Office(house)
    opened.go_to(2023, 11, 1, 8)
    return opened
