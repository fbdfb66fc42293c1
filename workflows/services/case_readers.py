"""Names officers on a closed case, so that they see it, and takes the names off again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.cases import NameReader, RemoveReader
from workflows.engine.commands.command import Command
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts, OfficerFacts
from workflows.engine.vocabulary import Openness
from workflows.records.case_readers import NamedReader, readers_of
from workflows.records.database import Transaction, in_transaction
from workflows.records.promises import officers
from workflows.services.acting import Done, act_within
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class Naming:
    """Whose name is put on which case or taken off, by whom."""

    case: str
    who: str
    """Id of the officer to name, or of the row to take off."""
    actor: Actor
    expected_version: int | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class CaseReaders:
    """Who sees a closed case by name, and who could be named."""

    named: tuple[NamedReader, ...]
    others: tuple[OfficerFacts, ...]


def case_readers(house: Installation, facts: CaseFacts) -> CaseReaders:
    """Of a case that may be seen; an open one names nobody."""
    if facts.openness is Openness.OPEN:
        return CaseReaders((), ())
    with house.database.connect() as connection:
        named = readers_of(connection, facts.id)
        known = {facts.officer.id, *(one.officer for one in named)}
        others = [one for one in officers(connection) if one.id not in known]
    return CaseReaders(tuple(named), tuple(others))


def name_reader(house: Installation, naming: Naming) -> Done:
    """Let an officer see the case; raises WrongInput for nobody, or as `acting.act`."""

    def work(connection: Transaction) -> Done:
        def asked(facts: CaseFacts, now: datetime) -> NameReader:
            officer = next((one for one in officers(connection) if one.id == naming.who), None)
            if officer is None:
                raise WrongInput(say.CHOOSE_WHO_MAY_SEE_IT, "officer")
            named = {one.officer for one in readers_of(connection, facts.id)}
            return NameReader(officer, officer.id in {facts.officer.id, *named})

        return _done(connection, house, naming, asked)

    return in_transaction(house.database, work)


def remove_reader(house: Installation, naming: Naming) -> Done:
    """Let a named officer see the case no more; raises NotFound, or as `acting.act`."""

    def work(connection: Transaction) -> Done:
        def asked(facts: CaseFacts, now: datetime) -> RemoveReader:
            for one in readers_of(connection, facts.id):
                if one.id == naming.who:
                    return RemoveReader(one.id, one.name)
            raise NotFound(naming.who)

        return _done(connection, house, naming, asked)

    return in_transaction(house.database, work)


def _done(
    connection: Transaction,
    house: Installation,
    naming: Naming,
    asked: Callable[[CaseFacts, datetime], Command],
) -> Done:
    return act_within(
        connection,
        house,
        naming.case,
        asked,
        naming.actor,
        expected_version=naming.expected_version,
        request_id=naming.request_id,
    )
