"""What can be asked of a case; each command is one act of an officer, a party or the clock."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.engine.definition import Body, Contact
from workflows.engine.route import Route
from workflows.engine.vocabulary import Channel, Effect, FileStatus, MessageKind, Openness, Stance


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What is written in a case besides its title."""

    text: str = ""
    proposer: str = ""
    points: tuple[str, ...] = ()
    """The recommendation, point by point."""


@dataclass(frozen=True, slots=True)
class EditCase:
    """Write the case's own words anew."""

    title: str
    text: str
    proposer: str
    points: tuple[str, ...]
    """The recommendation, point by point."""
    marks: tuple[str, ...] | None = None
    """What the case is about; None leaves its marks as they are."""
    before: CaseWords = CaseWords()
    """What stood there: the facts of a case do not hold it, for nothing else is decided by it."""


@dataclass(frozen=True, slots=True)
class MarkCase:
    """Say what the case is about, by codes of the definitions."""

    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submit:
    """Send the draft on to the first step of its route."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file already stored by the hash of its bytes."""

    name: str
    size: int
    """In bytes."""
    sha256: str
    media_type: str
    status: FileStatus = FileStatus.CLEAN
    """Whether it may be fetched, or waits for the virus scanner."""


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that is to be heard about."""

    file: UploadedFile
    openness: Openness = Openness.OPEN
    """Whether the public may fetch it too, where the case is open."""


@dataclass(frozen=True, slots=True)
class PartyPlan:
    """One party to be heard."""

    name: str
    contacts: tuple[Contact, ...]
    body: str | None = None
    due_on: date | None = None
    """The party's own deadline, where it differs from the hearing's."""


@dataclass(frozen=True, slots=True)
class NotHeard:
    """Why a body that must be heard by the rules is not."""

    body: str
    """Its code."""
    reason: str


@dataclass(frozen=True, slots=True)
class PrepareHearing:
    """Write or rewrite what the coming hearing asks, whom, and until when."""

    rule: str
    text: str
    due_on: date
    parties: tuple[PartyPlan, ...]
    due_at: datetime | None = None
    """An exact instant instead of the end of `due_on`; only outside production."""
    close_when_all_answered: bool = False
    changes: str = ""
    """What is another than in the round before; a first round has none."""
    documents: tuple[PlannedDocument, ...] | None = None
    """What is heard about, in order; None leaves what the plan has."""
    documents_before: tuple[str, ...] = ()
    """Ids of the documents that the plan has, read under the lock of the case."""
    not_heard: tuple[NotHeard, ...] = ()
    """Of those that must be heard; what is said of others is left aside."""


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Put one more document to a plan that nobody is invited to yet."""

    hearing: str
    position: int
    """Its place among the documents."""
    document: PlannedDocument


@dataclass(frozen=True, slots=True)
class DropDocument:
    """Take a document out of a plan that nobody is invited to yet."""

    hearing: str
    document: str
    """Its id."""
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReplaceDocument:
    """Put the right document in the place of a wrong one while the round is open."""

    hearing: str
    document: str
    """Id of the wrong one."""
    name_before: str
    position: int
    """Its place among the round's documents, which the right one takes."""
    openness: Openness
    file: UploadedFile
    reason: str


@dataclass(frozen=True, slots=True)
class OpenHearing:
    """Send the invitations and let the parties answer."""


@dataclass(frozen=True, slots=True)
class ExtendHearing:
    """Give all parties, or one, until a later day."""

    due_on: date
    reason: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class CloseHearing:
    """Close the hearing by an officer's hand before its deadline."""

    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawHearing:
    """Take back an open hearing alone; the case goes on without it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A party's answer, or a new version of it."""

    party: str
    stance: Stance
    text: str
    received_at: datetime
    """When the request's headers, the letter or the call arrived."""
    submission_key: str
    """The same key again is the same answer, not a second one."""
    base_version: int
    """The version that the writer saw; 0 for none."""
    channel: Channel = Channel.LINK
    contact: str | None = None
    """Whom the receipt goes to; None when the party has no address."""
    jointly_with: tuple[str, ...] = ()
    """Other parties of the same round that the answer is given for."""
    files: tuple[UploadedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoResponse:
    """Undo an answer that an officer registered by mistake."""

    party: str
    """The party that it was registered for."""
    response: str
    reason: str
    falls_back: tuple[tuple[str, str | None], ...]
    """Each party that it counted for, with the answer that counts for it now, if any does."""
    publication: str | None = None
    """Id of its publication that stands, if one does."""
    to_attach: tuple[str, ...] = ()
    """Answers that count again, and are no attachments of the case yet."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One section of a hearing's report (høringsnotat), as an officer writes it."""

    party: str | None
    """The party whose answer it is about; None for the introduction."""
    response: str | None
    """The version of the answer that the writer saw; None for the introduction."""
    comment: str
    """The administration's comment, or the introduction's text."""
    changes: str
    """What is changed in the proposal because of the answer."""
    base_version: int
    """How often the section had been saved when the writer saw it; 0 for never."""
    version: int
    """How often it has been saved now, read under the lock of the case."""


@dataclass(frozen=True, slots=True)
class EditReport:
    """Write sections of a hearing's report; those that were not changed are left out."""

    hearing: str
    sections: tuple[ReportSection, ...]


@dataclass(frozen=True, slots=True)
class FinishReport:
    """Keep the report as it stands as a numbered version of two files: PDF and Word."""

    hearing: str
    version: int
    seen: str
    """The contents that the files were made from (`report_contents`)."""
    contents: str
    """The contents now, read under the lock of the case."""
    files: tuple[UploadedFile, ...]


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
class Decide:
    """Record what the body decided: the text as it stands, the code beside it."""

    word: str
    text: str
    points: tuple[PointDecision, ...] = ()
    remarks: tuple[RemarkText, ...] = ()
    absentees: tuple[str, ...] = ()
    effect: Effect | None = None
    """Chosen by the recorder where the points differ; otherwise the word's own."""
    refer_to: Body | None = None
    """The body that the case is referred to, for the effect `refer`."""
    ahead: bool = False
    """As if the day of the meeting had come; given outside production alone."""


@dataclass(frozen=True, slots=True)
class CorrectDecision:
    """Write a recorded decision anew, for it was written wrong; its meeting is not closed."""

    decision: Decide
    """The whole decision as it should have been, not only what differs."""
    reason: str


@dataclass(frozen=True, slots=True)
class TakeEffect:
    """The meeting is closed: let the recorded decision move the case."""

    ahead: bool = False
    """As if the day of the meeting had come; given outside production alone."""


@dataclass(frozen=True, slots=True)
class CallIn:
    """A member requires that the council decide (styrelsesloven § 23, standsningsret)."""

    member: str
    council: Body
    via: Body | None = None


@dataclass(frozen=True, slots=True)
class Reroute:
    """Write the part of the route that is not yet walked anew."""

    route: Route
    reason: str
    untouched: bool = False
    """Whether the step where the case stands was never on an agenda: then it may be replaced."""
    left_out: tuple[str, ...] = ()
    """What stood in the line beside the names, such as dates."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Let the case rest."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Take a resting case up where it was left."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """End the case without a decision."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Take an ended case up again, from drafting."""

    reason: str


@dataclass(frozen=True, slots=True)
class MarkUnreachable:
    """A mail to a party bounced for good: mark the party and tell the officer."""

    party: str
    recipient: str


@dataclass(frozen=True, slots=True)
class NoteUndelivered:
    """A letter to a party was given up, though its address may be a good one: tell the officer."""

    party: str
    recipient: str
    letter: MessageKind


@dataclass(frozen=True, slots=True)
class SetInnerDeadline:
    """A party sets its own members a day, or takes it away again."""

    party: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class TryInvitation:
    """Send an officer the invitation that a contact will get, its link leading nowhere."""

    contact: str
    recipient: str
    content: str
    """The mail's words, as they are kept with a message."""


@dataclass(frozen=True, slots=True)
class NoteLateInvitations:
    """Parties were invited days after the hearing was opened: the deadline may be too near now."""

    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SendLinkAgain:
    """Somebody has lost the link and asks for it: send it to where it was sent before."""

    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file as the public may fetch it: the one that came with the answer, or a redacted one."""

    file: str
    """Id of the answer's file that it stands for."""
    shown: UploadedFile


@dataclass(frozen=True, slots=True)
class PublishResponse:
    """Show the public an answer that an officer has read through, as it may be seen."""

    response: str
    hearing: str
    party: str
    text: str
    files: tuple[PublicFile, ...]
    redacted: bool
    """Whether anything of the answer is left out."""
    replaces: str | None = None
    """Id of the publication that stands until now, if one does."""


@dataclass(frozen=True, slots=True)
class UnpublishResponse:
    """Take an answer back from the public pages."""

    response: str
    hearing: str
    party: str
    publication: str | None
    """Id of the publication that stands; None when there is none."""


@dataclass(frozen=True, slots=True)
class EraseEntries:
    """Erase what lines of the journal tell."""

    lines: tuple[int, ...]
    """Their numbers."""
    reason: str


@dataclass(frozen=True, slots=True)
class PassDeadlines:
    """Do what is due, of the deadlines named."""

    deadlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Begin a case in drafting."""

    id: str
    number: str
    title: str
    openness: Openness
    route: Route
    left_out: tuple[str, ...] = ()
    """What stood in the line beside the names, such as dates."""
    marks: tuple[str, ...] = ()


Command = (
    EditCase
    | MarkCase
    | Submit
    | PrepareHearing
    | AddDocument
    | DropDocument
    | ReplaceDocument
    | OpenHearing
    | ExtendHearing
    | CloseHearing
    | WithdrawHearing
    | Answer
    | UndoResponse
    | EditReport
    | FinishReport
    | PutOnAgenda
    | TakeOffAgenda
    | Decide
    | CorrectDecision
    | TakeEffect
    | CallIn
    | Reroute
    | Hold
    | Resume
    | Withdraw
    | Reopen
    | MarkUnreachable
    | NoteUndelivered
    | NoteLateInvitations
    | SendLinkAgain
    | TryInvitation
    | SetInnerDeadline
    | PublishResponse
    | UnpublishResponse
    | EraseEntries
    | PassDeadlines
)
