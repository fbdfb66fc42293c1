"""What an agenda item's text says: a case with its decisions, and whatever is not sure of it."""

from dataclasses import dataclass
from datetime import date

from workflows.engine.vocabulary import Openness


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was read, but not surely."""

    line: int
    """Counted from 1; 0 for what is missing in the whole text."""
    what: str
    """One line of Danish."""


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """What was decided on one point of the recommendation, verbatim."""

    number: int
    text: str
    word: str | None
    """Code of the decision word that it begins with."""


@dataclass(frozen=True, slots=True)
class ReadRemark:
    """A remark by named members, or by the whole body when `members` is empty."""

    members: str
    text: str
    dissent: bool


@dataclass(frozen=True, slots=True)
class ReadAbsentee:
    """Somebody absent, with the party, union or role that stands in brackets after the name."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """What a body decided on a day."""

    line: int
    body: str
    """As printed; the definitions' own name where it is known."""
    code: str | None
    """The body's code, when the definitions know it."""
    decided_on: date | None
    item: str
    """The number that the item had on the agenda."""
    text: str
    word: str | None
    points: tuple[ReadPoint, ...]
    remarks: tuple[ReadRemark, ...]
    absentees: tuple[ReadAbsentee, ...]


@dataclass(frozen=True, slots=True)
class ReadAttachment:
    """A bilag as it is listed."""

    number: int
    title: str
    openness: Openness | None
    document: str
    """Serial and year: `123761/23`."""
    record: str
    """The record's id in the archive: `3554417`."""
    is_main: bool
    """Whether it is marked (H), the main document of its record."""


@dataclass(frozen=True, slots=True)
class ReadPromise:
    """Something that the case or a decision says will be done again or later."""

    line: int
    text: str
    interval: str
    """The words that say how often or when: `hvert halve år`."""


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A piece of the prose under a heading; the heading is empty for what stands before any."""

    title: str
    text: str

    @property
    def printed(self) -> str:
        """The heading over its text."""
        return f"{self.title}\n{self.text}".strip()


@dataclass(frozen=True, slots=True)
class ItemDescription:
    """All that was read."""

    title: str
    number: str
    openness: Openness | None
    officer: str
    route_line: str
    """As printed; empty where none is."""
    route: tuple[str | None, ...]
    """Codes of the bodies in order, None for a hearing; empty when it is not printed or not known.
    """
    text: str
    """The prose, with its headings, in paragraphs."""
    prose: tuple[ReadSection, ...]
    """The same, piece by piece."""
    proposer: str
    points: tuple[str, ...]
    decisions: tuple[ReadDecision, ...]
    attachments: tuple[ReadAttachment, ...]
    promises: tuple[ReadPromise, ...]
    doubts: tuple[Doubt, ...]
