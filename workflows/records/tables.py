"""All tables, gathered, so that the metadata is whole wherever it is used."""

from workflows.records.api_tables import ApiToken, IdempotencyKey
from workflows.records.askings import Asking
from workflows.records.base import Base
from workflows.records.cases import (
    Attachment,
    Case,
    CaseReader,
    CaseVersion,
    CaseWatcher,
    Part,
    PinnedDefinition,
    Point,
)
from workflows.records.comment_tables import Comment
from workflows.records.dispatch_tables import Dispatch, DispatchFile, SentItem
from workflows.records.hearings import (
    Contact,
    Draft,
    Hearing,
    HearingDocument,
    JointParty,
    Party,
    Response,
    ResponseFile,
)
from workflows.records.house import ClockRow, Counter, DefinitionVersion, Heartbeat, JournalKey
from workflows.records.inbox_tables import IncomingMail
from workflows.records.journal import JournalEntry, JournalPayload
from workflows.records.meetings import (
    Addition,
    AgendaItem,
    Attendee,
    Decision,
    DecisionPoint,
    Meeting,
    Remark,
    Vote,
)
from workflows.records.member_tables import ClosedRead, MemberLink, OfficerRead, StandIn
from workflows.records.messages import Deadline, Message
from workflows.records.minutes_tables import Minutes, Signature
from workflows.records.people import (
    Identity,
    Officer,
    OneTimeLink,
    RecoveryCode,
    SecondStep,
    SignIn,
)
from workflows.records.promise_tables import FollowUp, Promise
from workflows.records.publications import Publication, PublicFile
from workflows.records.relation_tables import Relation
from workflows.records.report_tables import FinishedReport, ReportFile, ReportNote
from workflows.records.search_tables import SearchEnding, SearchSlip, SearchWord

__all__ = [
    "Addition",
    "AgendaItem",
    "ApiToken",
    "Asking",
    "Attachment",
    "Attendee",
    "Base",
    "Case",
    "CaseReader",
    "CaseVersion",
    "CaseWatcher",
    "ClockRow",
    "ClosedRead",
    "Comment",
    "Contact",
    "Counter",
    "Deadline",
    "Decision",
    "DecisionPoint",
    "DefinitionVersion",
    "Dispatch",
    "DispatchFile",
    "Draft",
    "FinishedReport",
    "FollowUp",
    "Hearing",
    "HearingDocument",
    "Heartbeat",
    "IdempotencyKey",
    "Identity",
    "IncomingMail",
    "JointParty",
    "JournalEntry",
    "JournalKey",
    "JournalPayload",
    "Meeting",
    "MemberLink",
    "Message",
    "Minutes",
    "Officer",
    "OfficerRead",
    "OneTimeLink",
    "Part",
    "Party",
    "PinnedDefinition",
    "Point",
    "Promise",
    "PublicFile",
    "Publication",
    "RecoveryCode",
    "Relation",
    "Remark",
    "ReportFile",
    "ReportNote",
    "Response",
    "ResponseFile",
    "SearchEnding",
    "SearchSlip",
    "SearchWord",
    "SecondStep",
    "SentItem",
    "SignIn",
    "Signature",
    "StandIn",
    "Vote",
]
