"""What is done to two cases at once: each is asked one of these, under the locks of both."""

from dataclasses import dataclass

from workflows.engine.commands.files import UploadedFile
from workflows.engine.vocabulary import Openness, Tie


@dataclass(frozen=True, slots=True)
class OtherCase:
    """The other of the two."""

    id: str
    number: str
    openness: Openness


@dataclass(frozen=True, slots=True)
class Relate:
    """Relate the case to another, as seen from this one."""

    other: OtherCase
    tie: Tie
    keeps: bool
    """Whether this one of the two keeps the row that says so."""


@dataclass(frozen=True, slots=True)
class Unrelate:
    """Take a relation away, as seen from this case."""

    other: OtherCase
    tie: Tie
    relation: str | None
    """Id of the row, for the one of the two that takes it away."""


@dataclass(frozen=True, slots=True)
class SplitCase:
    """Note that a new case was made out of this one."""

    new: OtherCase


@dataclass(frozen=True, slots=True)
class JoinInto:
    """End the case in another one."""

    other: OtherCase
    is_decided: bool
    """Whether a decision was ever written in it."""
    not_seen_by: tuple[str, ...]
    """Names of those who see the other case, and may not see this one."""


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take in the files of another case that ends in this one."""

    other: OtherCase
    files: tuple[tuple[UploadedFile, Openness], ...]
