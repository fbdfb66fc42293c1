"""What officers do to a case itself: its words, its route and its pauses."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.facts import OfficerFacts
from workflows.engine.route import Route
from workflows.engine.vocabulary import Openness


@dataclass(frozen=True, slots=True)
class ItemPart:
    """A part of the item beside its main text, such as `Økonomiske konsekvenser`."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What is written in a case besides its title."""

    text: str = ""
    proposer: str = ""
    points: tuple[str, ...] = ()
    """The recommendation, point by point."""
    parts: tuple[ItemPart, ...] = ()
    """Those that say anything, in order."""


@dataclass(frozen=True, slots=True)
class EditCase:
    """Write the case's own words anew."""

    title: str
    text: str
    proposer: str
    points: tuple[str, ...]
    """The recommendation, point by point."""
    marks: tuple[str, ...] | None = None
    """What the case is about; None leaves its marks as they are."""
    parts: tuple[ItemPart, ...] | None = None
    """None leaves them as they are."""
    before: CaseWords = CaseWords()
    """What stood there: the facts of a case do not hold it, for nothing else is decided by it."""


@dataclass(frozen=True, slots=True)
class MarkCase:
    """Say what the case is about, by codes of the definitions."""

    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submit:
    """Send the draft on to the first step of its route."""


@dataclass(frozen=True, slots=True)
class Reroute:
    """Write the part of the route that is not yet walked anew."""

    route: Route
    reason: str
    untouched: bool = False
    """Whether the step where the case stands was never on an agenda: then it may be replaced."""
    left_out: tuple[str, ...] = ()
    """What stood in the line beside the names, such as dates."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Let the case rest."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Take a resting case up where it was left."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """End the case without a decision."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Take an ended case up again, from drafting."""

    reason: str


@dataclass(frozen=True, slots=True)
class EraseEntries:
    """Erase what lines of the journal tell."""

    lines: tuple[int, ...]
    """Their numbers."""
    reason: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Make another officer responsible for the case."""

    officer: OfficerFacts
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NameReader:
    """Let one more officer see a closed case."""

    officer: OfficerFacts
    sees_it: bool
    """Whether the officer is responsible for it, or named on it already."""


@dataclass(frozen=True, slots=True)
class RemoveReader:
    """Let an officer who was named see the case no more."""

    id: str
    """Of the row that names the officer."""
    name: str


@dataclass(frozen=True, slots=True)
class PassDeadlines:
    """Do what is due, of the deadlines named."""

    deadlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassImportedHearing:
    """Go past a hearing that was held before the case was imported; who was heard is not known."""


@dataclass(frozen=True, slots=True)
class NoteImport:
    """Say in the journal what the case was read from, and what of it has no place elsewhere."""

    file: str
    sha256: str
    attachments: tuple[str, ...]
    promises: tuple[str, ...]
    doubts: tuple[str, ...]
    not_recorded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Follows:
    """The promise that a case is opened to keep."""

    number: str
    """Of the case that made it."""
    promise: str
    due_on: date
    """The day by which the body is to have it."""
    officer: OfficerFacts
    """Who is to keep it, and is told."""
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Begin a case in drafting."""

    id: str
    number: str
    title: str
    openness: Openness
    route: Route
    left_out: tuple[str, ...] = ()
    """What stood in the line beside the names, such as dates."""
    marks: tuple[str, ...] = ()
    follows: Follows | None = None
