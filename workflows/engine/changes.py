"""The changes to rows that a decision asks for; each field is a column of the table it goes to."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.vocabulary import (
    AttachmentKind,
    Channel,
    Effect,
    FileStatus,
    HearingPhase,
    Openness,
    PartyStatus,
    Stance,
)


@dataclass(frozen=True, slots=True)
class CaseTextSet:
    """The case's own words are written anew."""

    id: str
    title: str
    text: str
    proposer: str
    revision: int
    """Which points are the valid ones: those of the same revision."""


@dataclass(frozen=True, slots=True)
class CaseMarksSet:
    """The case is said to be about something else."""

    id: str
    marks: str
    """Codes with a space between them."""


@dataclass(frozen=True, slots=True)
class PointAdded:
    """One point of the recommendation."""

    id: str
    case_id: str
    revision: int
    """The case's journal number when the points were written."""
    number: int
    text: str


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


@dataclass(frozen=True, slots=True)
class DocumentAdded:
    """A document that is heard about."""

    id: str
    hearing_id: str
    case_id: str
    position: int
    name: str
    size: int
    sha256: str
    media_type: str
    status: FileStatus
    openness: Openness
    added_at: datetime
    replaces_id: str | None = None
    """The document whose place it takes while the round runs."""


@dataclass(frozen=True, slots=True)
class DocumentReplaced:
    """A document was wrong: another takes its place, and it stays in the record."""

    id: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentDropped:
    """A document taken out of a plan before the hearing was opened."""

    id: str


@dataclass(frozen=True, slots=True)
class ResponseAdded:
    """One version of an answer."""

    id: str
    party_id: str
    hearing_id: str
    case_id: str
    version: int
    stance: Stance
    text: str
    received_at: datetime
    late: bool
    receipt: str
    submission_key: str
    channel: Channel
    contact_id: str | None


@dataclass(frozen=True, slots=True)
class ResponseUndone:
    """The registration of an answer was a mistake; the answer stays, and counts no more."""

    id: str
    undone_at: datetime
    undone_by: str
    undone_reason: str


@dataclass(frozen=True, slots=True)
class JointPartyAdded:
    """Another party that an answer was given for."""

    id: str
    response_id: str
    party_id: str


@dataclass(frozen=True, slots=True)
class FileAdded:
    """A file that came with an answer."""

    id: str
    response_id: str
    name: str
    size: int
    sha256: str
    media_type: str
    status: FileStatus


@dataclass(frozen=True, slots=True)
class PublicationAdded:
    """An answer as the public may read it, from now on."""

    id: str
    case_id: str
    response_id: str
    text: str
    redacted: bool
    published_at: datetime
    published_by: str


@dataclass(frozen=True, slots=True)
class PublicFileAdded:
    """A file that the public may fetch with a published answer."""

    id: str
    publication_id: str
    file_id: str
    name: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class PublicationEnded:
    """A published answer is taken back, or published anew in another form."""

    id: str
    ended_at: datetime
    ended_by: str


@dataclass(frozen=True, slots=True)
class AttachmentAdded:
    """A document on the case (bilag): an answer, a hearing's report."""

    id: str
    case_id: str
    kind: AttachmentKind
    hearing_id: str | None
    response_id: str | None
    openness: Openness
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ReportNoteAdded:
    """One version of a section of a hearing's report."""

    id: str
    case_id: str
    hearing_id: str
    section: str
    party_id: str | None
    response_id: str | None
    version: int
    comment: str
    changes: str
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class ReportFinished:
    """A finished version of a hearing's report."""

    id: str
    case_id: str
    hearing_id: str
    version: int
    contents: str
    finished_at: datetime
    finished_by: str


@dataclass(frozen=True, slots=True)
class ReportFileAdded:
    """A file of a finished report; its bytes lie by hash outside the database."""

    id: str
    report_id: str
    name: str
    size: int
    sha256: str
    media_type: str


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
    text: str
    version: int
    """1 as it was first written, one more for each time it was corrected."""
    recorded_at: datetime
    recorded_by: str


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
class AbsenteeAdded:
    """Somebody who was absent when the item was treated."""

    id: str
    decision_id: str
    name: str


Change = (
    CaseTextSet
    | CaseMarksSet
    | PointAdded
    | HearingAdded
    | HearingRewritten
    | HearingOpened
    | HearingDueSet
    | HearingClosed
    | HearingWithdrawn
    | HearingPhaseSet
    | PartyAdded
    | PartyDropped
    | PartyStatusSet
    | PartyAnswered
    | PartyFallsBack
    | PartyDueSet
    | PartyInnerDueSet
    | ContactAdded
    | ContactReachSet
    | ResponseAdded
    | ResponseUndone
    | JointPartyAdded
    | FileAdded
    | PublicationAdded
    | PublicFileAdded
    | PublicationEnded
    | AttachmentAdded
    | ReportNoteAdded
    | ReportFinished
    | ReportFileAdded
    | MeetingNoted
    | ItemAdded
    | DocumentAdded
    | DocumentDropped
    | DocumentReplaced
    | ItemSettled
    | DecisionAdded
    | DecisionReplaced
    | DecisionPointAdded
    | RemarkAdded
    | AbsenteeAdded
)
