"""What a decision is made from: one case as it stands, with its hearings, items and deadlines."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.definition import Body, CaseType
from workflows.engine.route import Route
from workflows.engine.vocabulary import (
    DeadlineKind,
    Effect,
    HearingPhase,
    Openness,
    PartyStatus,
)
from workflows.engine.whom_to_hear import LeftOut, ToHear
from workflows.engine.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer, a contact of a hearing party, or the clock."""

    kind: str
    """`officer`, `party` or `system`."""
    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """The case officer who is responsible, as letters name him or her."""

    id: str
    name: str
    email: str
    phone: str = ""
    wants_digest: bool = True
    """Whether one mail a day tells what happened, instead of a mail for each thing."""


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """Some days that the responsible officer is away, and who stands in and sees the case."""

    first: date
    last: date
    stand_in: OfficerFacts


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One address that a hearing party is written to."""

    id: str
    name: str
    email: str
    generation: int
    """Raised when the contact's link is revoked."""
    unreachable: bool = False
    """Whether a mail to it came back for good."""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """One body heard in one round."""

    id: str
    body: str | None
    """The body's code; None for an ad hoc circle."""
    name: str
    status: PartyStatus
    due_on: date
    """The last day that an answer is in time."""
    due_at: datetime
    """The instant before which an answer is in time (exclusive)."""
    due_version: int
    """Raised when this party's deadline moves; it tells letters of an older date apart."""
    contacts: tuple[ContactFacts, ...]
    answers: int = 0
    """How many versions of an answer there are; 0 for none."""
    response: str | None = None
    """Id of the answer that counts: the party's own latest, or a joint one."""
    undone: int = 0
    """How many of the answers were registered by mistake, and undone."""
    in_time: bool = False
    """Whether the answer that counts came in time."""
    latest: str | None = None
    """Id of its own latest answer: another than `response` when it came too late to replace it."""

    @property
    def has_own_answer(self) -> bool:
        """Whether an answer of its own stands."""
        return self.answers > self.undone

    @property
    def is_cut_off(self) -> bool:
        """Whether it has contacts, and mail to every one of them came back for good."""
        return bool(self.contacts) and all(contact.unreachable for contact in self.contacts)


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """One round of hearing at one step."""

    id: str
    step: str
    round: int
    phase: HearingPhase
    rule: str
    """Code of the kind of hearing in the case type."""
    text: str
    due_on: date
    due_version: int
    """Raised at every extension."""
    close_when_all_answered: bool
    parties: tuple[PartyFacts, ...]
    opened: bool = False
    """Whether it was ever sent out."""
    changes: str = ""
    """What is another than in the round before."""
    left_out: tuple[LeftOut, ...] = ()
    """Who must be heard and is not, with the reason."""

    @property
    def told_until(self) -> datetime:
        """The last deadline (exclusive) that any of those heard was told; it has parties."""
        return max(party.due_at for party in self.parties)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The case's item on one agenda, open until its meeting is closed or it is taken off."""

    id: str
    step: str
    meeting: str
    body: str
    meets_on: date
    decision: str | None = None
    """Id of the decision recorded, if any; when it was corrected, of the version that counts."""
    version: int = 0
    """How often the decision was written; 0 for never."""
    word: str | None = None
    effect: Effect | None = None
    target: Body | None = None
    """The body that the case is referred to, for the effect `refer`."""
    deferred_to: date | None = None
    """The day of the later meeting, where a deferral names it."""
    recorded_by: str | None = None
    """Id of the officer who recorded the decision."""
    is_approved: bool = False
    """Whether another officer has approved what was recorded."""


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """One pending deadline of the case."""

    id: str
    kind: DeadlineKind
    due_at: datetime
    hearing: str | None = None
    party: str | None = None
    rung: int | None = None
    """Days-before rank of a reminder: 0 is the first rung of the ladder."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything that a decision about one case may look at."""

    id: str
    number: str
    title: str
    openness: Openness
    case_type: CaseType
    route: Route
    state: str
    held_state: str | None
    """The state to resume to, while on hold."""
    version: int
    seq: int
    """Number of the last journal entry."""
    officer: OfficerFacts
    calendar: WorkCalendar
    hearings: tuple[HearingFacts, ...] = ()
    """Rounds that are not sealed or withdrawn, and the last of each step."""
    item: ItemFacts | None = None
    deadlines: tuple[DeadlineFacts, ...] = ()
    marks: tuple[str, ...] = ()
    """Codes of what the case is about."""
    to_hear: tuple[ToHear, ...] = ()
    """Who must be heard in it by the rules of today."""
    watchers: tuple[OfficerFacts, ...] = ()
    """Who follows it and may see it, the responsible officer left out."""
    absences: tuple[AbsenceFacts, ...] = ()
    """When the responsible officer was or will be away."""

    def absence_on(self, day: date) -> AbsenceFacts | None:
        """The one in which the officer is away that day, if there is one."""
        return next((one for one in self.absences if one.first <= day <= one.last), None)
