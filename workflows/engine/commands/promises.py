"""What is done with promises: made, moved, ended, kept in time, or not taken for one."""

from dataclasses import dataclass

from workflows.engine.definition import Body
from workflows.engine.facts import OfficerFacts
from workflows.engine.promises import FollowUpDue, PromiseFacts, Rhythm


@dataclass(frozen=True, slots=True)
class NewPromise:
    """What was promised, to whom and when."""

    text: str
    """The title of the cases that it becomes."""
    body: Body
    officer: OfficerFacts
    rhythm: Rhythm
    place: int = 1
    """Which of those that were written together it is."""


@dataclass(frozen=True, slots=True)
class MakePromise:
    """Note what was promised with a decision, once that is written."""

    promise: NewPromise
    proposal: str = ""
    """The sentence of an imported text that it was found in."""


@dataclass(frozen=True, slots=True)
class DeclineProposal:
    """Say of a sentence of an imported text that nothing is to be followed up."""

    proposal: str


@dataclass(frozen=True, slots=True)
class MovePromise:
    """Keep the promise at other times from now on, or to another body, or by someone else."""

    promise: PromiseFacts
    body: Body
    officer: OfficerFacts
    rhythm: Rhythm
    """From the next time on."""
    reason: str


@dataclass(frozen=True, slots=True)
class EndPromise:
    """Keep the promise no more."""

    promise: PromiseFacts
    reason: str


@dataclass(frozen=True, slots=True)
class KeepPromise:
    """The promise's time has come, and its case is opened."""

    promise: PromiseFacts
    due: FollowUpDue
    case: str
    """Id of the case that was opened for it."""
    case_number: str
