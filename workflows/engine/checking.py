"""Checks a folder of definitions, read as documents: values out, or every fault together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from workflows.engine.addresses import address_fault, is_https_address
from workflows.engine.checking_bodies import read_bodies
from workflows.engine.checking_calendars import read_calendars, read_closed_days
from workflows.engine.checking_case_types import read_case_type, read_words
from workflows.engine.checking_causes import with_causes
from workflows.engine.checking_layout import (
    BODIES,
    CALENDARS,
    CASE_TYPES,
    MEMBERS,
    MUNICIPALITY,
    WHOM_TO_HEAR,
    WORDS,
    case_type_file,
    is_case_type,
    layout_faults,
    letter_kind,
)
from workflows.engine.checking_members import read_members
from workflows.engine.checking_names import report_equal_names
from workflows.engine.checking_routes import report_bodies_that_never_meet, report_route_faults
from workflows.engine.checking_whom_to_hear import read_whom_to_hear
from workflows.engine.colours import LEAST_CONTRAST, contrast_to_white, is_colour
from workflows.engine.definition import (
    Body,
    CaseType,
    DecisionWord,
    Definitions,
    HearRule,
    Letter,
    Mark,
    MeetingCalendar,
    Member,
    Municipality,
)
from workflows.engine.faults import Fault
from workflows.engine.quoting import nearest_or_all, shown
from workflows.engine.sections import Document, Section
from workflows.engine.vocabulary import MessageKind
from workflows.engine.wording import faults as say


@dataclass(frozen=True, slots=True)
class Examined:
    """What a folder holds; `definitions` is only to be used when there are no faults."""

    definitions: Definitions
    faults: tuple[Fault, ...]


def examine(documents: Mapping[str, Document], unread: Collection[str] = ()) -> Examined:
    """Check the documents of a folder, by path inside it.

    `unread` names files that are there but could not be parsed: what refers to them is then not
    reported as unknown. Letters are checked as texts; their templates elsewhere. Raises nothing.
    """
    faults = list(layout_faults(documents, unread))
    files = {
        file: Section(file, document, faults) for file, document in documents.items() if document
    }
    municipality, bodies, words = _municipality(files), _bodies(files), _words(files)
    case_types = _case_types(files, words, bodies)
    unread_types = any(is_case_type(file) for file in unread)
    broken = {*unread, *(fault.file for fault in faults)}
    marks, rules = _whom_to_hear(files, bodies, None if unread_types else case_types)
    definitions = Definitions(
        municipality=municipality,
        bodies=bodies or (),
        case_types=_usual_first(case_types, municipality.usual_case_type, files, broken),
        calendars=_calendars(files, case_types, bodies),
        letters=_letters(files.values()),
        marks=marks,
        whom_to_hear=rules,
        members=_members(files, bodies),
    )
    return Examined(definitions, tuple(with_causes(faults, _unused(definitions, words or {}))))


def _unused(definitions: Definitions, words: Collection[str]) -> Mapping[str, Collection[str]]:
    """What nothing refers to, by the file that defines it: a renamed code is among these."""
    used = {word.code for each in definitions.case_types.values() for word in each.words}
    return {
        WORDS: [code for code in words if code not in used],
        BODIES: [
            body.code for body in definitions.bodies if body.code not in definitions.calendars
        ],
    }


def _municipality(files: Mapping[str, Section]) -> Municipality:
    file = files.get(MUNICIPALITY)
    if file is None:
        return Municipality("", "", "")
    municipality = Municipality(
        name=file.line("name"),
        sender=file.line("sender"),
        usual_case_type=file.line("usual_case_type", required=False),
        closed_days=read_closed_days(file),
        accessibility_statement=_statement(file),
        digest_at=file.time("digest_at", required=False) or time(7, 30),
        item_parts=tuple(dict.fromkeys(file.lines("item_parts", required=False))),
        departments=tuple(dict.fromkeys(file.lines("departments", required=False))),
        four_eyes=file.flag("four_eyes"),
        colour=_colour(file),
    )
    file.close()
    if problem := municipality.sender and address_fault(municipality.sender):
        file.fault("sender", f"{shown(municipality.sender)} {problem}", say.WRITE_ONE_ADDRESS)
    return municipality


def _statement(file: Section) -> str:
    key = "accessibility_statement"
    address = file.line(key, required=False)
    if address and not is_https_address(address):
        file.fault(key, say.is_no_https_url(shown(address)), say.WRITE_THE_WHOLE_URL)
        return ""
    return address


def _colour(file: Section) -> str:
    key = "colour"
    colour = file.line(key, required=False).lower()
    if not colour:
        return ""
    if not is_colour(colour):
        hint = say.WRITE_SIX_SIGNS
        file.fault(key, say.is_no_colour(shown(colour)), hint)
        return ""
    if contrast_to_white(colour) < LEAST_CONTRAST:
        hint = say.CHOOSE_A_DARKER
        file.fault(key, say.is_too_light(shown(colour)), hint)
        return ""
    return colour


def _bodies(files: Mapping[str, Section]) -> tuple[Body, ...] | None:
    file = files.get(BODIES)
    return read_bodies(file) if file else None


def _calendars(
    files: Mapping[str, Section],
    case_types: Mapping[str, CaseType],
    bodies: tuple[Body, ...] | None,
) -> Mapping[str, MeetingCalendar]:
    file = files.get(CALENDARS)
    if file is None:
        return {}
    calendars = read_calendars(file, bodies)
    routes = [(each.name, each.route) for each in case_types.values() if each.route]
    report_bodies_that_never_meet(file, routes, calendars, bodies or ())
    return calendars


def _whom_to_hear(
    files: Mapping[str, Section],
    bodies: tuple[Body, ...] | None,
    case_types: Collection[str] | None,
) -> tuple[tuple[Mark, ...], tuple[HearRule, ...]]:
    file = files.get(WHOM_TO_HEAR)
    return read_whom_to_hear(file, bodies, case_types) if file else ((), ())


def _members(files: Mapping[str, Section], bodies: tuple[Body, ...] | None) -> tuple[Member, ...]:
    file = files.get(MEMBERS)
    return read_members(file, bodies) if file else ()


def _words(files: Mapping[str, Section]) -> Mapping[str, DecisionWord] | None:
    file = files.get(WORDS)
    return read_words(file) if file else None


def _case_types(
    files: Mapping[str, Section],
    words: Mapping[str, DecisionWord] | None,
    bodies: tuple[Body, ...] | None,
) -> Mapping[str, CaseType]:
    read = [
        (section, read_case_type(section, words))
        for file, section in files.items()
        if is_case_type(file)
    ]
    report_equal_names((section, "name", case_type.name) for section, case_type in read)
    report_equal_names((section, "title", case_type.title) for section, case_type in read)
    for section, case_type in read:
        _report_other_name_than_the_files(section, case_type.name)
        report_route_faults(section, case_type, bodies)
    return {case_type.name: case_type for _, case_type in read}


def _report_other_name_than_the_files(section: Section, name: str) -> None:
    told = any((fault.file, fault.key) == (section.file, "name") for fault in section.faults)
    if name and not told and section.file != case_type_file(name):
        of_file = section.file.removeprefix(CASE_TYPES).removesuffix(".toml")
        section.fault(
            "name",
            say.is_not_the_files_name(shown(name)),
            say.name_as_the_file(of_file, case_type_file(name)),
        )


def _usual_first(
    case_types: Mapping[str, CaseType],
    usual: str,
    files: Mapping[str, Section],
    broken: Collection[str],
) -> Mapping[str, CaseType]:
    """The case types with the one that is proposed for a new case before the others."""
    if not usual or not case_types:
        return case_types
    if usual not in case_types and case_type_file(usual) in broken:
        return case_types  # mended there, it is one
    if usual not in case_types:
        hint = nearest_or_all(usual, case_types)
        files[MUNICIPALITY].fault("usual_case_type", say.is_no_case_type(shown(usual)), hint)
        return case_types
    return {usual: case_types[usual], **case_types}


def _letters(files: Iterable[Section]) -> Mapping[MessageKind, Letter]:
    letters: dict[MessageKind, Letter] = {}
    for file in files:
        kind = letter_kind(file.file)
        if kind is not None:
            letters[kind] = Letter(kind, file.text("subject"), file.text("text"))
            file.close()
    return letters
