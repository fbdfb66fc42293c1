"""The changes to what cases are to each other."""

from dataclasses import dataclass
from datetime import datetime

from workflows.engine.vocabulary import Tie


@dataclass(frozen=True, slots=True)
class RelationAdded:
    """Two cases are related: one row, that both are shown."""

    id: str
    case_id: str
    other_id: str
    tie: Tie
    """As seen from `case_id`."""
    since: datetime
    tied_by: str


@dataclass(frozen=True, slots=True)
class RelationRemoved:
    """They are so no more."""

    id: str
