"""The changes to meetings, their agendas and what is decided there."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.vocabulary import Attendance, Effect


@dataclass(frozen=True, slots=True)
class MeetingNoted:
    """A meeting of a body; the same meeting noted again changes nothing."""

    id: str
    body: str
    meets_on: date
    cutoff_on: date
    dispatch_on: date


@dataclass(frozen=True, slots=True)
class ItemAdded:
    """The case's item on an agenda."""

    id: str
    case_id: str
    step: str
    meeting_id: str
    body: str
    active: bool
    placed_at: datetime
    late_reason: str
    """Why it could not wait, when the agenda took no more items; otherwise nothing."""


@dataclass(frozen=True, slots=True)
class ItemSettled:
    """The item is off the agenda, or its decision has taken effect."""

    id: str
    active: bool


@dataclass(frozen=True, slots=True)
class DecisionAdded:
    """What a body decided, verbatim, with its code."""

    id: str
    item_id: str
    case_id: str
    step: str
    body: str
    decided_on: date
    word: str
    effect: Effect
    target: str | None
    deferred_to: date | None
    text: str
    version: int
    """1 as it was first written, one more for each time it was corrected."""
    recorded_at: datetime
    recorded_by: str
    recorded_by_id: str | None


@dataclass(frozen=True, slots=True)
class DecisionCalledIn:
    """A member required that the council decide instead (styrelsesloven § 23)."""

    id: str
    called_in_by: str


@dataclass(frozen=True, slots=True)
class DecisionApproved:
    """Another officer has read what was recorded, and found it right."""

    id: str
    approved_at: datetime
    approved_by: str


@dataclass(frozen=True, slots=True)
class AdditionWritten:
    """Something was added to a decision that had taken effect."""

    id: str
    decision_id: str
    text: str
    reason: str
    written_on: date
    """The local day."""
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class DecisionReplaced:
    """A decision was corrected: a later version is the one that counts."""

    id: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class DecisionPointAdded:
    """What was decided on one point, verbatim."""

    id: str
    decision_id: str
    number: int
    text: str
    word: str | None


@dataclass(frozen=True, slots=True)
class RemarkAdded:
    """A remark or a dissent on a decision."""

    id: str
    decision_id: str
    members: str
    text: str
    dissent: bool


@dataclass(frozen=True, slots=True)
class AttendanceAdded:
    """Somebody who was not there when the item was treated, or was there for somebody else."""

    id: str
    decision_id: str
    name: str
    kind: Attendance


@dataclass(frozen=True, slots=True)
class VoteAdded:
    """How a vote fell."""

    id: str
    decision_id: str
    point: int | None
    in_favour: int
    against: int
    abstained: int
    who: str
