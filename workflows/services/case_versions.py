"""What each version of a case's words has that the one before it had not."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from workflows.records.case_list import Viewer
from workflows.records.case_versions import ShownVersion, versions_of
from workflows.services.desk import require_visible
from workflows.services.installation import Installation


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a version: there before and still (`same`), put in, or taken out."""

    text: str
    put_in: bool = False
    taken_out: bool = False


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """A version, and its lines beside those of the one before."""

    version: ShownVersion
    lines: tuple[Line, ...]


def compared_versions(house: Installation, looks: Viewer, case: str) -> tuple[ComparedVersion, ...]:
    """Every version, the newest first; raises NotFound for a case that may not be seen."""
    require_visible(house, looks, case)
    with house.database.connect() as connection:
        versions = versions_of(connection, case)
    lines = [*map(_lines, versions), []]
    return tuple(
        ComparedVersion(version, tuple(_compared(lines[at + 1], lines[at])))
        for at, version in enumerate(versions)
    )


def _lines(version: ShownVersion) -> list[str]:
    """The version as it is read, line by line."""
    points = [f"{number}. {text}" for number, text in enumerate(version.points, start=1)]
    proposed = [f"{version.proposer or 'Forvaltningen'} indstiller,", *points] if points else []
    parts = (line for part in version.parts for line in (part.title, *part.text.splitlines()))
    found = [version.title, *version.text.splitlines(), *parts, *proposed]
    return [line for line in found if line.strip()]


def _compared(before: list[str], now: list[str]) -> list[Line]:
    found: list[Line] = []
    matcher = SequenceMatcher(a=before, b=now, autojunk=False)
    for what, start, end, start_now, end_now in matcher.get_opcodes():
        if what == "equal":
            found += [Line(text) for text in now[start_now:end_now]]
            continue
        found += [Line(text, taken_out=True) for text in before[start:end]]
        found += [Line(text, put_in=True) for text in now[start_now:end_now]]
    return found
