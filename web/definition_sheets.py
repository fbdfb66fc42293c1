"""The sheet on which definitions are edited: its files, their faults, and what it changes."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from web.attempts import attempted, sentence
from web.fields import Form, line_in
from web.refusals import Problem
from web.wording import definitions as say
from workflows.engine.checking_layout import is_case_type, letter_kind
from workflows.engine.definition import Definitions
from workflows.engine.errors import WrongInput
from workflows.engine.fault_places import line_of
from workflows.engine.faults import Fault, FaultyDefinitions
from workflows.records.case_list import Viewer
from workflows.services.definition_previews import (
    Drawing,
    LetterPreview,
    Untouched,
    drawing,
    letter_preview,
    untouched,
)
from workflows.services.definition_versions import (
    ChangedMeanwhile,
    FileChange,
    Files,
    NewVersion,
    Shelf,
    Version,
    applied,
    changes,
    examined,
    keep,
    version,
)
from workflows.services.errors import NotFound
from workflows.services.installation import Installation

Result = TypeVar("Result")

FILE, TEXT, DROP, NOTE, BASE = "file", "text", "drop", "note", "base_version"
"""The fields of the sheet; a file and its text stand at the same place of the two lists."""

_NAME = re.compile(r"(case_types/|letters/)?[^/\\]{1,80}\.toml|logo\.svg")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """One file on the sheet."""

    name: str
    text: str
    dropped: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sheet would do, found without a fault."""

    changes: tuple[FileChange, ...]
    letters: tuple[LetterPreview, ...]
    drawings: tuple[Drawing, ...]
    untouched: tuple[Untouched, ...]


def sheet_of(texts: Files, current: Version, note: str = "", drop: Collection[str] = ()) -> Form:
    """A sheet with these files to begin with; those that are dropped have no text."""
    return Form.of(
        {
            BASE: str(current.number),
            NOTE: note,
            FILE: list(texts),
            TEXT: list(texts.values()),
            DROP: list(drop),
        }
    )


def named(name: str) -> str:
    """The name of a file as it can be; raises WrongInput."""
    line = line_in(name, FILE)
    if not _NAME.fullmatch(line):
        raise WrongInput(say.no_name_of_a_file(line[:80]), FILE)
    return line


def files_on(form: Form, current: Version) -> tuple[SheetFile, ...]:
    """The files as they stand on the sheet, whatever is wrong with them."""
    dropped = form.shown_all(DROP)
    return tuple(
        SheetFile(name, text, name in dropped, name not in current.files)
        for name, text in zip(form.shown_all(FILE), form.shown_all(TEXT), strict=False)
    )


def looked_at(
    house: Installation, shelf: Shelf, looks: Viewer, form: Form, current: Version
) -> Seen:
    """What the sheet would do; raises as `keep` does, but for the note."""
    files = _files(form, current)
    defined = examined(shelf, files)
    if form.number(BASE) != current.number:
        raise ChangedMeanwhile
    shown = [name for name in form.shown_all(FILE) if name in files]
    return Seen(
        changes=changes(current.files, files),
        letters=tuple(_letters(defined, shown)),
        drawings=tuple(_drawings(defined, shown)),
        untouched=untouched(house, looks, defined),
    )


def kept(house: Installation, shelf: Shelf, form: Form, current: Version, by: str) -> int:
    """Keep what the sheet says as the next version; raises as `keep` does."""
    new = NewVersion(_files(form, current), form.number(BASE), form.line(NOTE))
    return keep(shelf, new, by, house.real_clock())


def tried(work: Callable[[], Result], form: Form) -> Result | Problem:
    """What the work gives, or what is wrong with the sheet, at the file that it is wrong with."""
    try:
        return attempted(work, form)
    except FaultyDefinitions as faulty:
        return _faulty(faulty.faults, form)
    except ChangedMeanwhile:
        return Problem(409, say.SAVED_BY_ANOTHER_MEANWHILE, _CHANGED_LINES)


_CHANGED_LINES = (
    say.NOTHING_KEPT_SEE_WHAT_CHANGED,
    say.WRITE_IN_WHAT_IS_TO_STAY,
)


def changed_by_others(shelf: Shelf, form: Form, current: Version) -> tuple[FileChange, ...]:
    """What was kept since the sheet was opened; nothing where nobody knows what it began with."""
    try:
        # What was the folder then is the first version now.
        began = version(shelf, max(form.number(BASE), 1))
    except NotFound:
        return ()
    return changes(began.files, current.files)


def _files(form: Form, current: Version) -> dict[str, str]:
    names = [named(name) for name in form.shown_all(FILE)]
    texts = dict(zip(names, form.all(TEXT), strict=False))
    return applied(current.files, texts, form.shown_all(DROP))


def _letters(defined: Definitions, names: Iterable[str]) -> Iterable[LetterPreview]:
    kinds = filter(None, map(letter_kind, names))
    return (letter_preview(defined, kind) for kind in kinds)


def _drawings(defined: Definitions, names: Iterable[str]) -> Iterable[Drawing]:
    types = (name.partition("/")[2].removesuffix(".toml") for name in names if is_case_type(name))
    return (drawing(defined, defined.case_types[each]) for each in types)


def _faulty(faults: Iterable[Fault], form: Form) -> Problem:
    texts = dict(zip(form.shown_all(FILE), form.shown_all(TEXT), strict=False))
    places = {name: f"{TEXT}-{number}" for number, name in enumerate(texts, 1)}
    told = [(places.get(fault.file, ""), fault) for fault in faults]
    return Problem(
        422,
        say.FAULTS_AND_NOTHING_KEPT,
        tuple(sentence(str(fault)) for place, fault in told if not place),
        faults=tuple((place, _words(fault, texts[fault.file])) for place, fault in told if place),
    )


def _words(fault: Fault, text: str) -> str:
    line = line_of(text, fault.key)
    at = say.on_line(line) if line and not fault.key.startswith("linje") else ""
    key = "" if fault.key == "filen" else f"{fault.key}: "
    hint = f" — {fault.hint}" if fault.hint else ""
    return sentence(f"I {fault.file}{at}: {key}{fault.what}{hint}")
