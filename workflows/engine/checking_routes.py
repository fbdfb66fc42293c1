"""Checks that bodies can be written in a route, and that a case type's route can be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workflows.engine.checking_layout import BODIES, WORDS
from workflows.engine.definition import Body, CaseType, MeetingCalendar
from workflows.engine.errors import WrongInput
from workflows.engine.faults import Unknown
from workflows.engine.machine import (
    compile_machine,
    dead_ends,
    edges,
    states,
    unreachable_states,
)
from workflows.engine.quoting import shown
from workflows.engine.route import Route, UnknownBody, read_route
from workflows.engine.route_of_type import lacks_hearings
from workflows.engine.sagsgang import read_line
from workflows.engine.sections import Section
from workflows.engine.vocabulary import BodyKind
from workflows.engine.wording import faulty_case_types as say


def report_unreadable_names(file: Section, bodies: Sequence[Body]) -> None:
    """A fault for each code, name or alias that a sagsgang line could read as something else."""
    for body in bodies:
        for name in filter(None, (body.code, body.name, *body.aliases)):
            key = f"body[{body.code}]"
            if steps_named(name, bodies) != (body.code,):
                file.fault(key, say.cannot_be_read_in_a_route(shown(name)), say.CHOOSE_ANOTHER_NAME)
            else:
                _report_second_meaning(file, key, body, name, _without(name, body, bodies))


def _report_second_meaning(
    file: Section, key: str, body: Body, name: str, others: Sequence[Body]
) -> None:
    """A fault when the line says something, or nothing, also where nobody has the name."""
    try:
        spelled = _codes_in(name, others)
    except WrongInput:
        return
    if not spelled:
        what = say.is_read_as_a_date_or_remark(shown(name))
        file.fault(key, what, say.CHOOSE_A_NAME_UNLIKE_ONE)
    elif spelled != (body.code,):
        steps = ", ".join(step or "høring" for step in spelled)
        what = say.may_be_read_as(shown(name), steps)
        file.fault(key, what, say.CHOOSE_A_NAME_NOT_OF_OTHERS)


def _without(name: str, body: Body, bodies: Sequence[Body]) -> list[Body]:
    """The bodies as they would be had this one not that name; none at all without its code."""
    if name == body.code:
        return [other for other in bodies if other is not body]
    left = replace(
        body,
        name=body.code if name == body.name else body.name,
        aliases=tuple(alias for alias in body.aliases if alias != name),
    )
    return [left if other is body else other for other in bodies]


def steps_named(line: str, bodies: Sequence[Body]) -> tuple[str | None, ...]:
    """The codes that the line names, None for a hearing; nothing where it cannot be read."""
    try:
        return _codes_in(line, bodies)
    except WrongInput:
        return ()


def _codes_in(line: str, bodies: Sequence[Body]) -> tuple[str | None, ...]:
    return tuple(body.code if body else None for body in read_line(line, bodies).words)


def report_route_faults(file: Section, case_type: CaseType, bodies: Sequence[Body] | None) -> None:
    """Faults of the case type's own route; `bodies` is None when their file could not be read."""
    if not bodies:
        return
    route = _own_route(file, case_type, bodies) if case_type.route else _trial_route(bodies)
    if route is None:
        return
    if lacks_hearings(route.steps, case_type):
        file.fault("route", say.HEARING_ON_ROUTE_BUT_NOT_IN_TYPE, say.WRITE_A_HEARING)
    if case_type.words and not _has_unknown_words(file):
        _report_stuck_states(file, route, case_type)


def _has_unknown_words(file: Section) -> bool:
    """Whether a word is missing here: that is then why a state is stuck, and said already."""
    return any(
        fault.file == file.file and fault.unknown and fault.unknown.file == WORDS
        for fault in file.faults
    )


def _report_stuck_states(file: Section, route: Route, case_type: CaseType) -> None:
    """A state that no case can come to, or that none can leave for its end."""
    machine = compile_machine(route, case_type)
    ways, names = edges(machine, case_type), states(machine)
    hint = say.ADD_A_WORD_THAT_ADVANCES
    for state in unreachable_states(ways, names):
        file.fault("words", say.no_case_reaches(route.line, state), hint)
    for state in dead_ends(ways, names):
        file.fault("words", say.no_case_ends_from(route.line, state), hint)


def _own_route(file: Section, case_type: CaseType, bodies: Sequence[Body]) -> Route | None:
    try:
        return read_route(case_type.route or "", bodies)
    except UnknownBody as problem:
        for word in problem.words:
            if word.named:
                file.fault("route", word.what(), word.hint())
            else:
                file.unknown("route", Unknown(word.text, BODIES, "body"), word.what(), word.hint())
        return None
    except WrongInput as problem:
        for line in str(problem).splitlines():
            file.fault("route", line)
        return None


def _trial_route(bodies: Sequence[Body]) -> Route | None:
    """A case type without a route of its own is tried on the way straight to the council."""
    council = next((body for body in bodies if body.kind is BodyKind.COUNCIL), None)
    try:
        return read_route(council.code, bodies) if council else None
    except WrongInput:
        return None


def report_bodies_that_never_meet(
    file: Section,
    routes: Iterable[tuple[str, str]],
    calendars: Mapping[str, MeetingCalendar],
    bodies: Sequence[Body],
) -> None:
    """A fault for each body that a case type's route goes by, but no calendar gives a meeting.

    `routes` are the lines of the case types, each with its file; `file` is that of the calendars.
    """
    faults = [fault for fault in file.faults if fault.file == file.file]
    if any(fault.unknown for fault in faults):  # The calendar may be there under a wrong name.
        return
    without = dict[str, str]()
    for source, line in routes:
        for code in filter(None, steps_named(line, bodies)):
            if code not in calendars or not calendars[code].dates:
                without.setdefault(code, source)
    for code, source in without.items():
        if any(fault.key.startswith(f"calendar[{code}]") for fault in faults):
            continue
        file.fault(
            "calendar", say.body_has_no_meetings(shown(code), source), say.write_a_calendar(code)
        )
