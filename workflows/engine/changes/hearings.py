"""The changes to rounds of hearing, their parties and those who are written to."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.vocabulary import HearingPhase, PartyStatus


@dataclass(frozen=True, slots=True)
class HearingAdded:
    """A new round of hearing."""

    id: str
    case_id: str
    step: str
    round: int
    phase: HearingPhase
    rule: str
    text: str
    due_on: date
    due_version: int
    close_when_all_answered: bool
    changes: str
    left_out: str
    """As `left_out_text` writes it."""


@dataclass(frozen=True, slots=True)
class HearingRewritten:
    """The plan of a hearing that is not yet open."""

    id: str
    rule: str
    text: str
    due_on: date
    close_when_all_answered: bool
    changes: str
    left_out: str
    """As `left_out_text` writes it."""


@dataclass(frozen=True, slots=True)
class HearingOpened:
    """The hearing takes answers from this instant."""

    id: str
    phase: HearingPhase
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class HearingDueSet:
    """The hearing's deadline was moved."""

    id: str
    due_on: date
    due_version: int


@dataclass(frozen=True, slots=True)
class HearingClosed:
    """The hearing is over; it takes answers a while yet."""

    id: str
    phase: HearingPhase
    closed_at: datetime
    ended_reason: str
    """Why an officer closed it before its deadline; otherwise nothing."""


@dataclass(frozen=True, slots=True)
class HearingWithdrawn:
    """The hearing, sent out or only planned, was taken back."""

    id: str
    phase: HearingPhase
    ended_reason: str


@dataclass(frozen=True, slots=True)
class HearingPhaseSet:
    """The hearing is sealed."""

    id: str
    phase: HearingPhase


@dataclass(frozen=True, slots=True)
class PartyAdded:
    """A body to be heard in one round."""

    id: str
    hearing_id: str
    case_id: str
    body: str | None
    name: str
    position: int
    status: PartyStatus
    due_on: date
    due_at: datetime
    due_version: int
    answers: int


@dataclass(frozen=True, slots=True)
class PartyDropped:
    """A body taken out of a plan before the hearing was opened, with its contacts."""

    id: str


@dataclass(frozen=True, slots=True)
class PartyStatusSet:
    """How far a party has come."""

    id: str
    status: PartyStatus


@dataclass(frozen=True, slots=True)
class PartyAnswered:
    """A party answered, for itself or by a joint answer."""

    id: str
    status: PartyStatus
    answers: int
    response_id: str


@dataclass(frozen=True, slots=True)
class PartyFallsBack:
    """An answer that counted for a party does so no more: what it has now."""

    id: str
    status: PartyStatus
    response_id: str | None
    undone: int


@dataclass(frozen=True, slots=True)
class PartyDueSet:
    """A party's deadline was moved."""

    id: str
    due_on: date
    due_at: datetime
    due_version: int


@dataclass(frozen=True, slots=True)
class PartyInnerDueSet:
    """A party has set its own members a day, or none."""

    id: str
    inner_due_on: date | None


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """An address that a party is written to."""

    id: str
    party_id: str
    case_id: str
    name: str
    email: str
    generation: int


@dataclass(frozen=True, slots=True)
class ContactReachSet:
    """A mail to an address came back for good, or somebody answered from it all the same."""

    id: str
    unreachable: bool
