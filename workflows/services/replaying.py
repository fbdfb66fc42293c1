"""Replays journals against the code of today: every case must stand where its journal leads."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.engine.definition import CaseType
from workflows.engine.errors import WrongInput
from workflows.engine.faults import printable
from workflows.engine.pinning import case_type_from_document, document_sha256
from workflows.engine.replay import Found, Replayed, Told, replay
from workflows.records.chain import Line
from workflows.records.database import Transaction
from workflows.records.histories import (
    CaseHead,
    History,
    find_case,
    histories,
    pinned_documents,
)
from workflows.records.routes import route_text
from workflows.records.spoilt import reading_anything
from workflows.services.installation import Installation
from workflows.services.wording import acts as say


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which a case's row is not what its journal leads to."""

    column: str
    journal: str
    case: str


@dataclass(frozen=True, slots=True)
class Result:
    """What replaying one case came to; all right when there is nothing in it."""

    number: str
    found: tuple[Found, ...]
    differences: tuple[Difference, ...]
    unreadable: tuple[int | str, ...] = ()
    """The numbers of the lines, or what stands there, that are no line of ours."""

    @property
    def right(self) -> bool:
        """Whether the case is what its journal leads to."""
        return not self.found and not self.differences and not self.unreadable


def replay_cases(house: Installation, case: str | None = None) -> Iterator[Result]:
    """Every case replayed, or the one with this id or number; one at a time.

    Raises WrongInput for a case that is not there.
    """
    with reading_anything(house.database) as connection:
        only = wanted_case(connection, case)
        pinned = {
            sha: _read(sha, document) for sha, document in pinned_documents(connection).items()
        }
        for history in histories(connection, only):
            yield _result(history, pinned.get(history.case.definition_sha))


def wanted_case(connection: Transaction, text: str | None) -> str | None:
    """The id of the case that was named by id or number; None when none was named."""
    return None if text is None else case_named(connection, text)


def case_named(connection: Transaction, text: str) -> str:
    """The id of the case with this id or number; raises WrongInput."""
    wanted = printable(text.strip())
    found = find_case(connection, wanted)
    if found is None:
        raise WrongInput(say.no_such_case(wanted))
    return found


def _read(sha256: str, document: Any) -> CaseType | None:
    """The case type; None for one that was changed, or that today's code cannot read."""
    try:
        return case_type_from_document(document) if document_sha256(document) == sha256 else None
    except (KeyError, TypeError, ValueError):
        return None


def _result(history: History, case_type: CaseType | None) -> Result:
    case, number = history.case, printable(history.case.number)
    if case_type is None:
        changed = Difference("definition_sha", "", case.definition_sha)
        return Result(number, (), (changed,))
    told = [_told(stored.line, stored.payload) for stored in history.lines if stored.line]
    replayed = replay(case_type, told)
    unreadable = tuple(stored.seq for stored in history.lines if stored.line is None)
    return Result(number, replayed.found, tuple(_differences(replayed, case)), unreadable)


def _told(line: Line, payload: str | None) -> Told:
    return Told(line.seq, line.event, line.from_state, line.to_state, _payload(payload))


def _payload(text: str | None) -> Mapping[str, Any] | None:
    """None for an erased payload; one that was spoilt tells nothing."""
    if text is None:
        return None
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _differences(replayed: Replayed, case: CaseHead) -> Iterator[Difference]:
    for column in ("state", "held_state", "version", "seq"):
        told, stands = getattr(replayed, column), getattr(case, column)
        if told != stands:
            yield Difference(column, str(told), str(stands))
    if replayed.route is None:
        return
    if replayed.route.line != case.route:
        yield Difference("route", replayed.route.line, case.route)
    elif route_text(replayed.route) != case.route_document:
        yield Difference("route_document", route_text(replayed.route), case.route_document)
