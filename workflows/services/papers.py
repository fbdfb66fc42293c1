"""A paper for people to keep, put together from headings, texts, lists and tables."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the paper's title is level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it was written: an empty line parts paragraphs, a line end stays one."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list whose items are called by their number, from 1."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is called what, each with its own name."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Texts side by side under headings; a cell may be longer than a page."""

    headings: tuple[str, ...]
    widths: tuple[int, ...]
    """As parts of the whole."""
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Bullets | Numbered | Facts | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, whatever kind of file is made of it; its language is Danish."""

    title: str
    """As a reader's window shows it."""
    author: str
    foot: str
    """What stands at the foot of every page, beside its number."""
    made_on: date
    blocks: tuple[Block, ...]
