"""A hearing that is open in a real database, and a real server for its answer page."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert, text

from tests.serving import shown
from web.app import create_app
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.definition import Contact
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records import tables
from workflows.records.answers import find_asked
from workflows.records.database import unit_of_work
from workflows.services import cases, hearings
from workflows.services.installation import Installation, install
from workflows.services.links import token
from workflows.services.triggers import Arguments
from workflows.settings import read_settings

OFFICER = Actor("officer", "Karla Krog", "018bb5a0-0000-7000-8000-000000000001")
OPENED = datetime(2023, 11, 1, 8, tzinfo=UTC)
DUE_ON = date(2023, 11, 22)
DUE_AT = datetime(2023, 11, 22, 23, tzinfo=UTC)
CLOSES_AT = DUE_AT + timedelta(minutes=5)
COUNCILS = ("Handicaprådet", "Ældrerådet", "OMU Økonomi")


class Clock:
    """The time of one test."""

    def __init__(self) -> None:
        self.now = OPENED

    def __call__(self) -> datetime:
        """What the clock shows."""
        return self.now


@dataclass(frozen=True, slots=True)
class OpenHearing:
    """A case with an open hearing of three parties; the first has two contacts, the others one."""

    house: Installation
    clock: Clock
    case: str
    parties: tuple[str, ...]

    def token(self, party: int = 0, contact: int = 0) -> str:
        """The secret of a contact's link."""
        with self.house.database.connect() as connection:
            asked, _ = find_asked(connection, self.parties[party])
        assert asked is not None
        contacts = sorted(asked.contacts, key=lambda one: one.email)
        chosen = contacts[contact]
        return token(self.house.keys.link, chosen.id, asked.round, chosen.generation)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """What a query gives."""
        with self.house.database.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table."""
        return {
            name: sorted(self.rows(f'SELECT * FROM "{name}"'), key=repr)
            for name in tables.Base.metadata.tables
        }

    def advance(self, trigger: Trigger, **given: object) -> None:
        """Pull a trigger as the officer."""
        cases.advance(self.house, self.case, trigger, Arguments(**given), OFFICER)  # type: ignore[arg-type]


def installed(url: str, data: Path) -> tuple[Installation, Clock]:
    """An installation on a migrated database, with a clock of the test's own."""
    clock = Clock()
    house = install(read_settings(data=data, env="test", database_url=url))
    with unit_of_work(house.database) as connection:
        connection.execute(
            insert(tables.Officer).values(
                id=OFFICER.id,
                username=f"karla-{uuid4().hex[:6]}",
                name=OFFICER.name,
                email="karla@norddjurs.example",
                phone="89 59 10 00",
                sees_closed=True,
                administers=True,
            )
        )
    return dataclasses.replace(house, real_clock=clock), clock


def open_hearing(
    house: Installation, clock: Clock, *, openness: Openness = Openness.OPEN, number: str = ""
) -> OpenHearing:
    """Bring a new case to an open hearing."""
    new = cases.NewCase(
        "Strategi for frivillighed", "politisk-sag", "Høring, VPU, ØK, KB", openness, number
    )
    assert OFFICER.id is not None
    case = cases.open_case(house, new, OFFICER.id, OFFICER)
    plan = PrepareHearing(
        house.definitions.case_types["politisk-sag"].hearings[0].code,
        "Vi beder om jeres bemærkninger til udkastet.\n\nSkriv også, hvad der mangler.",
        DUE_ON,
        tuple(
            hearings.ad_hoc_party(name, _contacts(number)) for number, name in enumerate(COUNCILS)
        ),
    )
    hearings.prepare_hearing(house, case, plan, OFFICER)
    made = OpenHearing(house, clock, case, ())
    made.advance(Trigger.SUBMIT)
    made.advance(Trigger.OPEN_HEARING)
    with house.database.connect() as connection:
        found = connection.execute(
            text("SELECT id FROM parties WHERE case_id = :case ORDER BY position"), {"case": case}
        )
        return dataclasses.replace(made, parties=tuple(str(row[0]) for row in found))


def _contacts(number: int) -> list[Contact]:
    first = Contact("Bo Berg", f"a{number}@raad.example")
    return [first, Contact("Ane Ask", f"b{number}@raad.example")] if number == 0 else [first]


@contextmanager
def served(house: Installation) -> Iterator[str]:
    """The address of the web application while a real server runs it."""
    with shown(create_app(house)) as address:
        yield address
