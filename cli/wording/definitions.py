"""Says in Danish what the commands about the definitions found and did."""

from pathlib import Path

from workflows.engine.faults import Fault

MISSING = "mangler"
PAGES_LINK_TO_A_STATEMENT = "offentlige sider skal linke til kommunens tilgængelighedserklæring"
STANDARD_LETTER_IS_USED = (
    "standardbrevet bruges; kopiér det fra norddjurs, hvis det skal lyde anderledes"
)
NO_FAULTS = "Ingen fejl."
IMPORT_TAKES_IT_IN = (
    "»sagsgang definitions import« tager den ind, »export« skriver versionen som filer"
)
SAVED_BY_ANOTHER_MEANWHILE = "En anden har gemt en version imens — prøv igen"
NO_VERSION_IS_SAVED = "Ingen version er gemt; mappen er i kraft."


def note_that(note: Fault) -> str:
    return f"Bemærk: {note}"


def folder_is_in_force(folder: Path) -> str:
    return f"I kraft: mappen {folder}. Ingen version er gemt."


def folder_has_faults(folder: Path) -> str:
    return f"Mappen {folder} har fejl og bruges ikke — se »sagsgang check«"


def folder_is_different(folder: Path, names: str) -> str:
    return f"Mappen {folder} er anderledes og bruges ikke: {names}"


def version_is_in_force(number: int) -> str:
    return f"Version {number} er gemt og i kraft."


def is_no_empty_folder(folder: Path) -> str:
    return f"{folder}: findes og er ikke en tom mappe — angiv en anden"


def files_are_written(count: int, folder: Path) -> str:
    return f"{count} filer er skrevet i {folder}."


def no_such_version(number: int | None) -> str:
    return f"Version {number} findes ikke — se »sagsgang definitions list«"


def version_line(number: int, when: str, made_by: str, note: str) -> str:
    return f"version {number}, {when}, {made_by}: {note}"
