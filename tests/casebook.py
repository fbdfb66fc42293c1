"""An installation on a real database, with a clock of its own, and cases to begin tests with."""

import dataclasses
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from workflows.engine.commands.answers import Answer
from workflows.engine.commands.command import Command
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.commands.meetings import CorrectDecision
from workflows.engine.definition import Contact
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import Stance, Trigger
from workflows.records import tables
from workflows.records.database import unit_of_work
from workflows.services import cases, hearings
from workflows.services.acting import Done, act
from workflows.services.installation import Installation, install
from workflows.services.triggers import Arguments, decision_in
from workflows.settings import read_settings

OFFICER_ID = "018bb5a0-0000-7000-8000-000000000001"
OFFICER = Actor("officer", "Karla Krog", OFFICER_ID)
BEGINS = datetime(2023, 11, 1, 8, tzinfo=UTC)
DUE_ON = date(2023, 11, 22)
DUE_AT = datetime(2023, 11, 22, 23, tzinfo=UTC)
CLOSES_AT = DUE_AT + timedelta(minutes=5)


class Clock:
    """The real time that one test has."""

    def __init__(self) -> None:
        self.now = BEGINS

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Casebook:
    """The installation of one test."""

    house: Installation
    clock: Clock

    def open_case(self, route: str = "høring, VPU, ØK, KB", **given: Any) -> str:
        """A case in drafting; its id."""
        new = cases.NewCase("Strategi for frivillighed", "politisk-sag", route, **given)
        return cases.open_case(self.house, new, OFFICER_ID, OFFICER)

    def open_hearing(self, parties: int = 2, **given: Any) -> str:
        """A case whose hearing of so many councils is open until 22 November 2023; its id."""
        case = self.open_case(**given)
        plan = PrepareHearing(
            "almindelig",
            "Vi beder om jeres bemærkninger.",
            DUE_ON,
            tuple(
                hearings.ad_hoc_party(f"Råd {n}", [Contact("Bo Berg", f"raad{n}@raad.example")])
                for n in range(parties)
            ),
        )
        hearings.prepare_hearing(self.house, case, plan, OFFICER)
        self.advance(case, Trigger.SUBMIT)
        self.advance(case, Trigger.OPEN_HEARING)
        return case

    def advance(self, case: str, trigger: Trigger, **given: Any) -> Done:
        """Pull a trigger as the officer."""
        return cases.advance(self.house, case, trigger, Arguments(**given), OFFICER)

    def correct(self, case: str, reason: str, **given: Any) -> Done:
        """Write the case's decision anew as the officer."""

        def correction(facts: CaseFacts, now: datetime) -> CorrectDecision:
            return CorrectDecision(decision_in(self.house, facts, Arguments(**given)), reason)

        return act(self.house, case, correction, OFFICER)

    def act(self, case: str, command: Command, **given: Any) -> Done:
        """Do something to a case as the officer."""
        return act(self.house, case, command, OFFICER, **given)

    def answer(self, party: str, base: int = 0, received_at: datetime | None = None) -> Answer:
        """An answer of a party to be given."""
        received_at = received_at or self.clock.now
        key = f"{party} {base}"
        return Answer(party, Stance.SUPPORTS, "Godt.", received_at, key, base)

    def parties(self, case: str) -> list[str]:
        """Ids of the parties of all rounds of a case, in order."""
        rows = self.rows("SELECT id, case_id FROM parties ORDER BY position, id")
        return [str(party) for party, of in rows if str(of) == case]

    def journal(self, case: str) -> list[Any]:
        """(seq, event, from_state, to_state) of a case."""
        rows = self.rows(
            "SELECT case_id, seq, event, from_state, to_state FROM v_journal ORDER BY seq"
        )
        return [row[1:] for row in rows if str(row[0]) == case]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a query gives."""
        with self.house.database.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def write(self, statement: str, **given: Any) -> None:
        """Change the database behind the services' back."""
        with unit_of_work(self.house.database) as connection:
            connection.execute(text(statement), given)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        return {
            name: sorted(self.rows(f'SELECT * FROM "{name}"'), key=repr)
            for name in tables.Base.metadata.tables
        }


def installed(url: str, data: Path) -> Casebook:
    """An installation on a migrated and empty database, with one officer."""
    clock = Clock()
    house = install(read_settings(data=data, env="test", database_url=url))
    with unit_of_work(house.database) as connection:
        connection.execute(
            insert(tables.Officer).values(
                id=OFFICER_ID,
                username="karla",
                name=OFFICER.name,
                email="karla@norddjurs.example",
                phone="89 59 10 00",
                sees_closed=True,
            )
        )
    return Casebook(dataclasses.replace(house, real_clock=clock), clock)
