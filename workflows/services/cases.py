"""Opening a case, writing its words, and every trigger that an officer pulls."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from workflows.engine.casework import marks_text
from workflows.engine.casework import open_case as decide_opening
from workflows.engine.commands.cases import CaseWords, EditCase, Follows, OpenCase
from workflows.engine.definition import CaseType
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.identity import ordered_id
from workflows.engine.pinning import case_type_document, document_sha256
from workflows.engine.route import route_through
from workflows.engine.route_of_type import require_hearings_for
from workflows.engine.sagsgang import read_line
from workflows.engine.vocabulary import Openness, Trigger
from workflows.records.applying import Act, create
from workflows.records.case_pages import case_text
from workflows.records.casework import (
    NumberTaken,
    VersionReused,
    hold_numbers,
    next_case_number,
    pin_definition,
    refuse_taken_number,
    version_is_reused,
)
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.routes import route_text
from workflows.services.acting import Done, act_within, named
from workflows.services.deferring import place_deferred
from workflows.services.installation import Installation
from workflows.services.triggers import Arguments, command_for
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class NewCase:
    """What an officer gives to begin a case."""

    title: str
    case_type: str
    route: str = ""
    """A sagsgang line; empty for the case type's own."""
    openness: Openness = Openness.OPEN
    number: str = ""
    """Year and serial, such as `23/2079`; empty for the next of the year."""
    marks: tuple[str, ...] = ()
    """Codes of what the case is about."""


def open_case(
    house: Installation,
    new: NewCase,
    officer: str,
    actor: Actor,
    *,
    request_id: str | None = None,
) -> str:
    """Begin a case in drafting, pinned to its case type as it is defined today; the case's id.

    Raises WrongInput for a case type, route or number that will not do, Incomplete without title.
    """

    def work(connection: Transaction) -> str:
        return open_case_within(connection, house, new, officer, actor, request_id=request_id)

    return in_transaction(house.database, work)


def open_case_within(
    connection: Transaction,
    house: Installation,
    new: NewCase,
    officer: str,
    actor: Actor,
    *,
    request_id: str | None = None,
    at: datetime | None = None,
    follows: Follows | None = None,
) -> str:
    """The same, as part of a transaction.

    `at` is when an imported case was begun, and `follows` the promise that it is opened to keep.
    """
    case_type = _case_type(house, new.case_type)
    reading = read_line(new.route or case_type.route or "", house.definitions.bodies)
    route, left_out = route_through(reading.words), tuple(part.text for part in reading.left_out)
    require_hearings_for(route.steps, case_type)
    document = case_type_document(case_type)
    sha = document_sha256(document)
    now = at or house.now(read_clock(connection))
    number = _number(connection, house, new.number.strip(), now)
    marks = known_marks(house, new.marks)
    command = OpenCase(
        _new_id(now), number, new.title, new.openness, route, left_out, marks, follows
    )
    outcome = decide_opening(command, case_type.name, sha)
    _pin(connection, case_type, document, sha)
    create(
        connection,
        {
            "id": command.id,
            "number": number,
            "title": command.title.strip(),
            "text": "",
            "proposer": "",
            "revision": 0,
            "openness": command.openness,
            "marks": marks_text(command.marks),
            "case_type": case_type.name,
            "definition_sha": sha,
            "route": route.line,
            "route_document": route_text(route),
            "officer_id": officer,
        },
        outcome,
        Act(named(actor), now, request_id, house.keys.journal),
    )
    return command.id


def _new_id(now: datetime) -> str:
    return ordered_id(now, secrets.randbelow(4096), secrets.token_hex(8))


def _number(connection: Transaction, house: Installation, wanted: str, now: datetime) -> str:
    """The number wanted, or else the next of the year; raises WrongInput when it is taken."""
    year = house.around.calendar.local_date(now).year
    if not wanted:
        return next_case_number(connection, year)
    hold_numbers(connection, year)
    try:
        refuse_taken_number(connection, wanted)
    except NumberTaken:
        raise WrongInput(say.number_is_used(wanted), "number") from None
    return wanted


def _case_type(house: Installation, name: str) -> CaseType:
    found = house.definitions.case_types.get(name)
    if found is None:
        known = ", ".join(house.definitions.case_types)
        raise WrongInput(say.no_such_case_type(name, known))
    return found


def known_marks(house: Installation, given: Iterable[str]) -> tuple[str, ...]:
    """The marks given, in the order of the definitions, each once.

    Raises WrongInput with a line for each that the definitions do not have.
    """
    wanted, known = set(given), [mark.code for mark in house.definitions.marks]
    unknown = sorted(wanted - set(known))
    if unknown:
        kinds = ", ".join(known) or "ingen"
        raise WrongInput("\n".join(say.no_such_mark(one, kinds) for one in unknown))
    return tuple(code for code in known if code in wanted)


def _pin(
    connection: Transaction, case_type: CaseType, document: dict[str, object], sha: str
) -> None:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        pin_definition(connection, sha, case_type.name, case_type.version, text)
    except VersionReused:
        raise WrongInput(_reused_words(case_type)) from None


def reused_versions(house: Installation) -> tuple[str, ...]:
    """What keeps cases from being opened: a case type changed without another version number."""
    with house.database.connect() as connection:
        return tuple(
            _reused_words(one)
            for one in house.definitions.case_types.values()
            if version_is_reused(
                connection, document_sha256(case_type_document(one)), one.name, one.version
            )
        )


def _reused_words(case_type: CaseType) -> str:
    return say.type_was_changed_within_a_version(case_type.name, case_type.version)


def edit_case(
    house: Installation,
    case: str,
    command: EditCase,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Write the case's words anew; words that stand there already write nothing.

    Raises WrongInput for a mark that there is not.
    """
    if command.marks is not None:
        command = replace(command, marks=known_marks(house, command.marks))

    def work(connection: Transaction) -> Done:
        def asked(facts: CaseFacts, now: datetime) -> EditCase:
            return replace(command, before=_words(connection, facts.id))

        return act_within(
            connection,
            house,
            case,
            asked,
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )

    return in_transaction(house.database, work)


def _words(connection: Transaction, case: str) -> CaseWords:
    """What stands in the case, which this transaction has locked."""
    found = case_text(connection, case)
    return CaseWords(found.text, found.proposer, found.points, found.parts)


def advance(
    house: Installation,
    case: str,
    trigger: Trigger,
    given: Arguments,
    actor: Actor,
    *,
    expected_version: int | None = None,
    request_id: str | None = None,
) -> Done:
    """Pull a trigger on a case; raises what `acting.act` raises."""

    def work(connection: Transaction) -> Done:
        done = act_within(
            connection,
            house,
            case,
            command_for(connection, house, trigger, given),
            actor,
            expected_version=expected_version,
            request_id=request_id,
        )
        place_deferred(connection, house, done, actor, request_id)
        return done

    return in_transaction(house.database, work)
