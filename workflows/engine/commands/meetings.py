"""What is done with a case at meetings: placed, decided, corrected, called in."""

from dataclasses import dataclass
from datetime import date

from workflows.engine.commands.promises import NewPromise
from workflows.engine.definition import Body
from workflows.engine.vocabulary import Effect


@dataclass(frozen=True, slots=True)
class MeetingRef:
    """A meeting of a body, as the calendar names it."""

    id: str
    body: str
    meets_on: date
    cutoff_on: date
    """The last day that the agenda takes items."""
    dispatch_on: date
    """The day the agenda is sent out; late answers are taken until then."""


@dataclass(frozen=True, slots=True)
class PutOnAgenda:
    """Place the case on a meeting of the body whose step it is at."""

    meeting: MeetingRef
    reason: str = ""
    """Why the case cannot wait, where the agenda takes no more items."""
    is_sent: bool = False
    """Whether the agenda was sent out: then it takes no more items, whatever the day."""


@dataclass(frozen=True, slots=True)
class TakeOffAgenda:
    """Take the case off the agenda that it is on."""

    reason: str


@dataclass(frozen=True, slots=True)
class PointDecision:
    """What was decided on one point of the recommendation, verbatim."""

    number: int
    text: str
    word: str | None = None


@dataclass(frozen=True, slots=True)
class RemarkText:
    """A remark by named members, or by the whole body when `members` is empty."""

    text: str
    members: str = ""
    dissent: bool = False


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How a vote fell, over the whole item or one point of its recommendation."""

    in_favour: int
    against: int
    abstained: int
    who: str = ""
    """Who voted what, as the minutes are to have it."""
    point: int | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """Record what the body decided: the text as it stands, the code beside it."""

    word: str
    text: str
    points: tuple[PointDecision, ...] = ()
    remarks: tuple[RemarkText, ...] = ()
    absentees: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    """Who left while the item was treated, having a share in it."""
    substitutes: tuple[str, ...] = ()
    """Who was there in another's place, and whose, as the minutes are to have it."""
    votes: tuple[VoteCount, ...] = ()
    effect: Effect | None = None
    """Chosen by the recorder where the points differ; otherwise the word's own."""
    refer_to: Body | None = None
    """The body that the case is referred to, for the effect `refer`."""
    deferred_to: date | None = None
    """The day of the later meeting, where a deferral names it."""
    ahead: bool = False
    """As if the day of the meeting had come; given outside production alone."""
    promises: tuple[NewPromise, ...] = ()
    """What was promised with it; a correction leaves the promises as they are."""


@dataclass(frozen=True, slots=True)
class CorrectDecision:
    """Write a recorded decision anew, for it was written wrong; its meeting is not closed."""

    decision: Decide
    """The whole decision as it should have been, not only what differs."""
    reason: str


@dataclass(frozen=True, slots=True)
class ApproveDecision:
    """Find right what another officer recorded."""


@dataclass(frozen=True, slots=True)
class AddToDecision:
    """Add to a decision that has taken effect; it is never written anew."""

    decision: str
    """Its id; the caller has seen that it is one of the case's."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeEffect:
    """The meeting is closed: let the recorded decision move the case."""

    four_eyes: bool = False
    """Whether another officer must have approved it."""
    ahead: bool = False
    """As if the day of the meeting had come; given outside production alone."""


@dataclass(frozen=True, slots=True)
class CallIn:
    """A member requires that the council decide (styrelsesloven § 23, standsningsret)."""

    member: str
    council: Body
    via: Body | None = None
    four_eyes: bool = False
    """Whether the decision must have been approved by another officer than who recorded it."""
