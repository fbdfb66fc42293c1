"""A copy of the Norddjurs folder that a test may spoil, and the faults that reading it gives."""

import shutil
from pathlib import Path

import definitions
from workflows.engine.faults import FaultyDefinitions

NORDDJURS = Path(definitions.__file__).parent / "norddjurs"


def norddjurs_in(folder: Path) -> Path:
    """A copy of Norddjurs' definitions in a temporary folder."""
    return Path(shutil.copytree(NORDDJURS, folder / "norddjurs"))


def replace_in(file: Path, old: str, new: str) -> None:
    """Change every place in the file where the text stands; it must stand there."""
    text = file.read_text()
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new))


def faults_of(folder: Path) -> list[str]:
    """The fault lines of a folder; none for one without faults."""
    try:
        definitions.read(folder)
    except FaultyDefinitions as found:
        return [str(fault) for fault in found.faults]
    return []
