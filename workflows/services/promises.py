"""What officers do with promises: write them, move them, end them, and settle what was proposed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflows.engine.commands.command import Command
from workflows.engine.commands.promises import (
    DeclineProposal,
    EndPromise,
    MakePromise,
    MovePromise,
    NewPromise,
)
from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts, OfficerFacts
from workflows.engine.items.rhythms import ProposedPlan, proposed_plan
from workflows.engine.naming import find_body
from workflows.engine.periods import Period, Unit
from workflows.engine.promises import QUARTER, Occurrence, PromiseFacts, Rhythm, next_time
from workflows.records.case_list import Viewer
from workflows.records.database import Transaction, in_transaction
from workflows.records.decisions import ShownDecision
from workflows.records.promises import (
    ShownPromise,
    officers,
    promise_by_id,
    promises_of,
    proposals_of,
)
from workflows.services.acting import Done, act_within, existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class PromiseGiven:
    """What an officer gives for a promise."""

    text: str
    body: str
    """A code, name or alias."""
    officer: str
    """The id of who is to keep it; empty for the officer of the case."""
    first_on: date
    every_months: int | None
    last_on: date | None
    weeks_before: int
    place: int = 1
    """Which of those on the form it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes the promises of which case, and as it was seen."""

    case: str
    actor: Actor
    expected_version: int | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class PagePromise:
    """A promise with the day of its next time."""

    shown: ShownPromise
    body: str
    """The body's name."""
    next: Occurrence | None
    """None when it has none left, or was ended."""
    later: date | None
    """The same a quarter later, as timetables are put off."""
    decided_by: str
    """The name of the body whose decision it was written with, if it was with one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence of an imported text that may be a promise."""

    sentence: str
    plan: ProposedPlan
    over: bool
    """Whether all of it has passed."""


def make_promise(
    house: Installation, change: Change, given: PromiseGiven, proposal: str = ""
) -> Done:
    """Note a promise; `proposal` is the sentence that it was found in. Raises as `acting.act`."""

    def asked(connection: Transaction, facts: CaseFacts) -> Command:
        return MakePromise(read_promise(connection, house, facts, given), proposal)

    return _done(house, change, asked)


def decline_proposal(house: Installation, change: Change, proposal: str) -> Done:
    """Note that a sentence of an imported text is no promise."""
    return _done(house, change, lambda connection, facts: DeclineProposal(proposal))


def move_promise(
    house: Installation, change: Change, promise: str, given: PromiseGiven, reason: str
) -> Done:
    """Plan a promise anew from its next time on; raises NotFound, or as `acting.act`."""

    def asked(connection: Transaction, facts: CaseFacts) -> Command:
        stands = _standing(connection, facts.id, promise)
        plan = read_promise(connection, house, facts, given)
        return MovePromise(stands, plan.body, plan.officer, plan.rhythm, reason)

    return _done(house, change, asked)


def end_promise(house: Installation, change: Change, promise: str, reason: str) -> Done:
    """Keep a promise no more; raises NotFound, or as `acting.act`."""
    return _done(
        house,
        change,
        lambda connection, facts: EndPromise(_standing(connection, facts.id, promise), reason),
    )


def _done(
    house: Installation, change: Change, asked: Callable[[Transaction, CaseFacts], Command]
) -> Done:
    def work(connection: Transaction) -> Done:
        def command(facts: CaseFacts, now: datetime) -> Command:
            return asked(connection, facts)

        return act_within(
            connection,
            house,
            change.case,
            command,
            change.actor,
            expected_version=change.expected_version,
            request_id=change.request_id,
        )

    return in_transaction(house.database, work)


def _standing(connection: Transaction, case: str, promise: str) -> PromiseFacts:
    found = promise_by_id(connection, case, existing_id(promise))
    if found is None:
        raise NotFound(promise)
    return found


def read_promise(
    connection: Transaction, house: Installation, facts: CaseFacts, given: PromiseGiven
) -> NewPromise:
    """The promise that was written; raises WrongInput about what cannot be meant."""
    with _at_place(given.place):
        return NewPromise(
            given.text.strip(),
            _body(house, given.body),
            _officer(connection, given.officer or facts.officer.id),
            Rhythm(given.first_on, given.every_months, given.last_on, given.weeks_before),
            given.place,
        )


@contextmanager
def _at_place(place: int) -> Iterator[None]:
    """Whatever is wrong is wrong with the fields of this promise among those of the form."""
    try:
        yield
    except WrongInput as wrong:
        raise WrongInput(str(wrong), f"promise_{wrong.field}-{place}") from None


def _body(house: Installation, name: str) -> Body:
    found = find_body(house.definitions.bodies, name)
    if found is None:
        raise WrongInput(say.CHOOSE_WHOM_IT_IS_PROMISED, "body")
    return found


def _officer(connection: Transaction, officer: str) -> OfficerFacts:
    found = next((one for one in officers(connection) if one.id == officer), None)
    if found is None:
        raise WrongInput(say.CHOOSE_WHO_IS_TO_DO_IT, "officer")
    return found


def responsible_officers(house: Installation) -> list[OfficerFacts]:
    """Everybody who can be made responsible for a promise, by name."""
    with house.database.connect() as connection:
        return officers(connection)


def page_promises(
    connection: Transaction, house: Installation, looks: Viewer, case: str
) -> tuple[PagePromise, ...]:
    """The promises of a case that the viewer may see."""
    return tuple(_page_promise(house, one) for one in promises_of(connection, looks, case))


def _page_promise(house: Installation, one: ShownPromise) -> PagePromise:
    calendar = house.around.calendar
    found = next_time(calendar, one.facts) if one.facts.deadline else None
    later = calendar.add(found.planned, Period(QUARTER, Unit.MONTHS)) if found else None
    decided_by = _called(house, one.decided_by) if one.decided_by else ""
    return PagePromise(one, _called(house, one.facts.body), found, later, decided_by)


def page_proposals(
    connection: Transaction,
    house: Installation,
    case: str,
    decisions: Sequence[ShownDecision],
    today: date,
) -> tuple[Proposal, ...]:
    """What the case's imported text may promise; to the body that decided last, if to no other."""
    return tuple(
        _proposal(house, sentence, decisions, today) for sentence in proposals_of(connection, case)
    )


def _proposal(
    house: Installation, sentence: str, decisions: Sequence[ShownDecision], today: date
) -> Proposal:
    plan = proposed_plan(sentence, house.definitions.bodies, house.around.calendar, today)
    if plan.body is None and decisions:
        plan = replace(plan, body=decisions[-1].body)
    return Proposal(sentence, plan, plan.last_on is not None and plan.last_on < today)


def _called(house: Installation, code: str) -> str:
    body = house.around.bodies.get(code)
    return body.name if body else code
