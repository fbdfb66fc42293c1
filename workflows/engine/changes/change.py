"""Any change that a decision may ask for."""

from workflows.engine.changes import (
    answers,
    cases,
    comments,
    documents,
    hearings,
    meetings,
    promises,
    relations,
    reports,
)

Change = (
    cases.CaseTextSet
    | cases.CaseMarksSet
    | cases.CaseOfficerSet
    | cases.PointAdded
    | cases.ReaderNamed
    | cases.ReaderRemoved
    | relations.RelationAdded
    | relations.RelationRemoved
    | comments.CommentAdded
    | comments.CommentStruck
    | hearings.HearingAdded
    | hearings.HearingRewritten
    | hearings.HearingOpened
    | hearings.HearingDueSet
    | hearings.HearingClosed
    | hearings.HearingWithdrawn
    | hearings.HearingPhaseSet
    | hearings.PartyAdded
    | hearings.PartyDropped
    | hearings.PartyStatusSet
    | hearings.PartyAnswered
    | hearings.PartyFallsBack
    | hearings.PartyDueSet
    | hearings.PartyInnerDueSet
    | hearings.ContactAdded
    | hearings.ContactReachSet
    | answers.ResponseAdded
    | answers.ResponseUndone
    | answers.ResponseInTime
    | answers.JointPartyAdded
    | answers.FileAdded
    | answers.PublicationAdded
    | answers.PublicFileAdded
    | answers.PublicationEnded
    | cases.PartAdded
    | cases.CaseVersionKept
    | cases.AttachmentAdded
    | cases.AttachmentRemoved
    | reports.ReportNoteAdded
    | reports.ReportFinished
    | reports.ReportFileAdded
    | meetings.MeetingNoted
    | meetings.ItemAdded
    | documents.DocumentAdded
    | documents.DocumentDropped
    | documents.DocumentReplaced
    | meetings.ItemSettled
    | meetings.DecisionAdded
    | meetings.DecisionReplaced
    | meetings.DecisionApproved
    | meetings.DecisionCalledIn
    | meetings.AdditionWritten
    | meetings.DecisionPointAdded
    | meetings.RemarkAdded
    | meetings.AttendanceAdded
    | meetings.VoteAdded
    | promises.PromiseAdded
    | promises.PromiseMoved
    | promises.PromiseEnded
    | promises.PromiseKept
    | promises.FollowUpAdded
)
