"""Any command that can be asked of a case."""

from workflows.engine.commands import (
    answers,
    cases,
    comments,
    files,
    hearings,
    meetings,
    parties,
    promises,
    relations,
    reports,
)

Command = (
    cases.EditCase
    | cases.MarkCase
    | cases.HandOver
    | cases.NameReader
    | cases.RemoveReader
    | relations.Relate
    | relations.Unrelate
    | relations.SplitCase
    | relations.JoinInto
    | relations.TakeIn
    | comments.WriteComment
    | comments.StrikeComment
    | cases.Submit
    | hearings.PrepareHearing
    | hearings.AddDocument
    | hearings.DropDocument
    | hearings.ReplaceDocument
    | hearings.OpenHearing
    | hearings.ExtendHearing
    | hearings.CloseHearing
    | hearings.WithdrawHearing
    | answers.Answer
    | answers.UndoResponse
    | reports.EditReport
    | reports.FinishReport
    | meetings.PutOnAgenda
    | meetings.TakeOffAgenda
    | meetings.Decide
    | meetings.CorrectDecision
    | meetings.ApproveDecision
    | meetings.AddToDecision
    | meetings.TakeEffect
    | meetings.CallIn
    | promises.MakePromise
    | promises.DeclineProposal
    | promises.MovePromise
    | promises.EndPromise
    | promises.KeepPromise
    | cases.Reroute
    | cases.Hold
    | cases.Resume
    | cases.Withdraw
    | cases.Reopen
    | parties.MarkUnreachable
    | parties.NoteUndelivered
    | parties.NoteLateInvitations
    | parties.SendLinkAgain
    | hearings.TryInvitation
    | parties.SetInnerDeadline
    | answers.PublishResponse
    | answers.UnpublishResponse
    | cases.EraseEntries
    | cases.PassImportedHearing
    | cases.NoteImport
    | files.AttachFiles
    | files.RemoveAttachment
    | cases.PassDeadlines
)
