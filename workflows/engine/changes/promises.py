"""The changes to promises, and to the cases that they become."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PromiseAdded:
    """A promise that a case has made."""

    id: str
    case_id: str
    decision_id: str | None
    """The decision that it was written with."""
    text: str
    body: str
    officer_id: str
    first_on: date
    every_months: int | None
    last_on: date | None
    weeks_before: int
    first_number: int
    next_number: int
    deadline_id: str | None
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """It is kept at other times from its next on."""

    id: str
    body: str
    officer_id: str
    first_on: date
    every_months: int | None
    last_on: date | None
    weeks_before: int
    first_number: int
    deadline_id: str | None


@dataclass(frozen=True, slots=True)
class PromiseEnded:
    """It is kept no more, for somebody said so."""

    id: str
    ended_at: datetime
    deadline_id: str | None


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """Its time came."""

    id: str
    next_number: int
    deadline_id: str | None
    """What waits for the next time, if there is one."""


@dataclass(frozen=True, slots=True)
class FollowUpAdded:
    """The case that a promise became at one of its times."""

    id: str
    promise_id: str
    number: int
    case_id: str
    due_on: date
