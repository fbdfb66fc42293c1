"""A document of an export, and what is not in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflows.services.export_marks import Review


@dataclass(frozen=True, slots=True)
class Exported:
    """A document as it is put into the archive."""

    folder: str
    """`2 Høringer`."""
    name: str
    """The file's name; characters that no file system takes are replaced when it is written."""
    title: str
    dated: date | None
    marks: tuple[Review, ...]
    """What to look at before it is given out."""
    content: Path | Callable[[], bytes]
    """The file that has its bytes, or what makes them."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What belongs to the case and is not in the archive."""

    title: str
    why: str
    """In Danish."""


@dataclass(frozen=True, slots=True)
class CaseExport:
    """All of a case."""

    number: str
    title: str
    documents: tuple[Exported, ...]
    left_out: tuple[LeftOut, ...]
