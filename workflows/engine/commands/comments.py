"""What officers write to each other about a case."""

from dataclasses import dataclass

from workflows.engine.facts import OfficerFacts


@dataclass(frozen=True, slots=True)
class WriteComment:
    """Write a comment, and let those who are mentioned know."""

    text: str
    told: tuple[OfficerFacts, ...]
    """Who is mentioned; all of them may see the case."""
    submission_key: str
    """The same for what is sent twice."""
    is_written: bool
    """Whether it was sent before, and stands there already."""


@dataclass(frozen=True, slots=True)
class StrikeComment:
    """Strike a comment."""

    id: str
    officer: str
    """Id of who wrote it."""
    is_struck: bool
