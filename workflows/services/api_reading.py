"""Reads a case or a hearing for the API, also within the transaction that has just changed it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.engine.advising import Caution
from workflows.engine.casework import walked_steps
from workflows.engine.deciding import Possibility, possibilities
from workflows.engine.facts import CaseFacts
from workflows.engine.route import ENDED, Step, split_state
from workflows.engine.vocabulary import HearingPhase
from workflows.records.api_pages import case_of_hearing, definition_of, state_before
from workflows.records.case_list import Viewer
from workflows.records.case_pages import is_visible
from workflows.records.clock import ShownTime
from workflows.records.database import Transaction
from workflows.records.hearing_pages import ShownHearing, hearings_of
from workflows.records.snapshots import load
from workflows.services.acting import existing_id
from workflows.services.advice import route_warnings
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.wording.cautions import cautions_of_hearing


class Progress(StrEnum):
    """How far a case has come with a step of its route."""

    DONE = "done"
    CURRENT = "current"
    COMING = "coming"
    SKIPPED = "skipped"
    """The case ended before it came there."""


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case as it stands, with what can be done to it."""

    cautions: tuple[Caution, ...]
    """What to know of the hearing that is prepared, before it is opened."""
    route_warnings: tuple[str, ...]
    """The bodies to come that have no meeting ahead, in Danish."""
    facts: CaseFacts
    definition_sha: str
    progress: tuple[tuple[Step, Progress], ...]
    possible: tuple[Possibility, ...]


@dataclass(frozen=True, slots=True)
class ReadHearing:
    """A round of hearing and the case that it is in."""

    case: str
    version: int
    """The case's."""
    hearing: ShownHearing
    cautions: tuple[Caution, ...]
    """While it is prepared: what to know before it is opened."""


def read_case(connection: Transaction, house: Installation, looks: Viewer, case: str) -> ReadCase:
    """The case; raises NotFound, also for a closed case that is not to be seen."""
    case = visible_case(connection, looks, case)
    (snapshot,), shown = load(connection, [case], house.around)
    facts = snapshot.facts
    return ReadCase(
        route_warnings=tuple(route_warnings(house, facts, _today(house, shown))),
        cautions=cautions_of_case(connection, house, case),
        facts=facts,
        definition_sha=definition_of(connection, case),
        progress=_progress(facts, state_before(connection, case, facts.state)),
        possible=possibilities(facts, house.now(shown), ahead=not house.settings.production),
    )


def visible_case(connection: Transaction, looks: Viewer, case: str) -> str:
    """The id in its canonical form; raises NotFound unless there is such a case for the viewer."""
    case = existing_id(case)
    if not is_visible(connection, looks, case):
        raise NotFound(case)
    return case


def read_hearing(
    connection: Transaction, house: Installation, looks: Viewer, hearing: str
) -> ReadHearing:
    """The hearing; raises NotFound, also where its case is not to be seen."""
    hearing = existing_id(hearing)
    case = visible_case_of_hearing(connection, looks, hearing)
    (snapshot,), shown = load(connection, [case], house.around)
    found = next(one for one in hearings_of(connection, case) if one.id == hearing)
    today = _today(house, shown)
    cautions = cautions_of_hearing(connection, house, snapshot.facts, today, found)
    return ReadHearing(case, snapshot.facts.version, found, cautions)


def visible_case_of_hearing(connection: Transaction, looks: Viewer, hearing: str) -> str:
    """The id of the hearing's case; raises NotFound where that is not to be seen."""
    case = case_of_hearing(connection, looks, existing_id(hearing))
    if case is None:
        raise NotFound(hearing)
    return case


def cautions_of_case(
    connection: Transaction, house: Installation, case: str
) -> tuple[Caution, ...]:
    """What to know of the hearing that is prepared in the case, if it were sent today."""
    (snapshot,), shown = load(connection, [case], house.around)
    if not any(one.phase is HearingPhase.PREPARING for one in snapshot.facts.hearings):
        return ()
    today = _today(house, shown)
    return tuple(
        caution
        for hearing in hearings_of(connection, case)
        if hearing.phase is HearingPhase.PREPARING
        for caution in cautions_of_hearing(connection, house, snapshot.facts, today, hearing)
    )


def _today(house: Installation, shown: ShownTime) -> date:
    return house.around.calendar.local_date(house.now(shown))


def _progress(facts: CaseFacts, before: str | None) -> tuple[tuple[Step, Progress], ...]:
    if facts.state in ENDED:
        walked = _walked_at_end(facts, before)
        after, last = Progress.SKIPPED, Progress.DONE
    else:
        walked = walked_steps(facts)
        after, last = Progress.COMING, Progress.CURRENT
    marks = [Progress.DONE] * (walked - 1) + [last] * min(walked, 1)
    marks += [after] * (len(facts.route.steps) - len(marks))
    return tuple(zip(facts.route.steps, marks, strict=True))


def _walked_at_end(facts: CaseFacts, before: str | None) -> int:
    key, _ = split_state(before or "")
    keys = [step.key for step in facts.route.steps]
    return keys.index(key) + 1 if key in keys else 0
