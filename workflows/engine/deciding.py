"""Hands a command to the function that decides it, and tells what can be done to a case now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.engine import (
    answering,
    approving,
    attaching,
    casework,
    closing,
    commenting,
    erasing,
    extending,
    importing,
    inner_deadline,
    inviting,
    joining,
    meeting,
    opening,
    passing,
    planned_documents,
    planning,
    promising,
    publishing,
    recording,
    relating,
    replacing,
    reporting,
    sharing,
    undelivered,
    undoing,
    withdrawing,
)
from workflows.engine.commands.answers import (
    Answer,
    PublishResponse,
    UndoResponse,
    UnpublishResponse,
)
from workflows.engine.commands.cases import (
    EditCase,
    EraseEntries,
    HandOver,
    Hold,
    MarkCase,
    NameReader,
    NoteImport,
    PassDeadlines,
    PassImportedHearing,
    RemoveReader,
    Reopen,
    Reroute,
    Resume,
    Submit,
    Withdraw,
)
from workflows.engine.commands.command import Command
from workflows.engine.commands.comments import StrikeComment, WriteComment
from workflows.engine.commands.files import AttachFiles, RemoveAttachment
from workflows.engine.commands.hearings import (
    AddDocument,
    CloseHearing,
    DropDocument,
    ExtendHearing,
    OpenHearing,
    PrepareHearing,
    ReplaceDocument,
    TryInvitation,
    WithdrawHearing,
)
from workflows.engine.commands.meetings import (
    AddToDecision,
    ApproveDecision,
    CallIn,
    CorrectDecision,
    Decide,
    PutOnAgenda,
    TakeEffect,
    TakeOffAgenda,
)
from workflows.engine.commands.parties import (
    MarkUnreachable,
    NoteLateInvitations,
    NoteUndelivered,
    SendLinkAgain,
    SetInnerDeadline,
)
from workflows.engine.commands.promises import (
    DeclineProposal,
    EndPromise,
    KeepPromise,
    MakePromise,
    MovePromise,
)
from workflows.engine.commands.relations import JoinInto, Relate, SplitCase, TakeIn, Unrelate
from workflows.engine.commands.reports import EditReport, FinishReport
from workflows.engine.errors import Missing, NotAllowed
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.machine import allowed, compile_machine
from workflows.engine.outcome import Draft, Outcome
from workflows.engine.route import find_step, split_state
from workflows.engine.vocabulary import BodyKind, Trigger

_DECIDERS: dict[type, Callable[[Draft, Any], None]] = {
    EditCase: casework.edit_case,
    MarkCase: casework.mark_case,
    HandOver: sharing.hand_over,
    NameReader: sharing.name_reader,
    RemoveReader: sharing.remove_reader,
    Submit: casework.submit,
    Hold: casework.hold,
    Resume: casework.resume,
    Withdraw: casework.withdraw,
    Reopen: casework.reopen,
    Reroute: casework.reroute,
    PrepareHearing: planning.prepare_hearing,
    AddDocument: planned_documents.add_document,
    DropDocument: planned_documents.drop_document,
    ReplaceDocument: replacing.replace_document,
    OpenHearing: opening.open_hearing,
    ExtendHearing: extending.extend_hearing,
    CloseHearing: closing.close_by_hand,
    WithdrawHearing: withdrawing.withdraw_hearing,
    Answer: answering.answer,
    MarkUnreachable: undelivered.mark_unreachable,
    NoteUndelivered: undelivered.note_undelivered,
    NoteLateInvitations: undelivered.note_late_invitations,
    SendLinkAgain: inviting.send_link_again,
    TryInvitation: inviting.try_invitation,
    SetInnerDeadline: inner_deadline.set_inner_deadline,
    PublishResponse: publishing.publish_response,
    UnpublishResponse: publishing.unpublish_response,
    UndoResponse: undoing.undo_response,
    EditReport: reporting.edit_report,
    FinishReport: reporting.finish_report,
    PutOnAgenda: meeting.put_on_agenda,
    TakeOffAgenda: meeting.take_off_agenda,
    Decide: recording.decide_item,
    CorrectDecision: recording.correct_decision,
    ApproveDecision: approving.approve_decision,
    AddToDecision: approving.add_to_decision,
    TakeEffect: meeting.take_effect,
    CallIn: meeting.call_in,
    MakePromise: promising.make_promise,
    DeclineProposal: promising.decline_proposal,
    MovePromise: promising.move_promise,
    EndPromise: promising.end_promise,
    KeepPromise: promising.keep_promise,
    PassImportedHearing: importing.pass_imported_hearing,
    NoteImport: importing.note_import,
    AttachFiles: attaching.attach_files,
    RemoveAttachment: attaching.remove_attachment,
    Relate: relating.relate,
    Unrelate: relating.unrelate,
    SplitCase: relating.split_case,
    JoinInto: joining.join_into,
    TakeIn: joining.take_in,
    WriteComment: commenting.write_comment,
    StrikeComment: commenting.strike_comment,
    EraseEntries: erasing.erase_entries,
    PassDeadlines: passing.pass_deadlines,
}


def decide(facts: CaseFacts, command: Command, actor: Actor, now: datetime) -> Outcome:
    """What the command changes in the case as it stands.

    Raises NotAllowed when the state has no such way out, and Incomplete with everything that is
    missing. Looks at nothing but its arguments.
    """
    draft = Draft(facts, actor, now)
    _DECIDERS[type(command)](draft, command)
    return draft.outcome()


@dataclass(frozen=True, slots=True)
class Possibility:
    """A trigger that the state allows, and what must be in place before it can be pulled."""

    trigger: Trigger
    missing: tuple[Missing, ...] = ()


def possibilities(
    facts: CaseFacts, now: datetime, *, ahead: bool = False
) -> tuple[Possibility, ...]:
    """Every trigger allowed now, in the order of the vocabulary, with what each one misses.

    With `ahead` it is as if the day of the meeting had come.
    """
    return tuple(
        Possibility(trigger, _missing(facts, trigger, now, ahead))
        for trigger in possible_triggers(facts)
    )


def require_possible(facts: CaseFacts, trigger: Trigger) -> None:
    """Raise NotAllowed, with what is, when the case as it stands has no such way out."""
    possible = possible_triggers(facts)
    if trigger not in possible:
        raise NotAllowed(trigger, facts.state, possible)


def possible_triggers(facts: CaseFacts) -> tuple[Trigger, ...]:
    """The triggers that the case's state allows, in the order of the vocabulary."""
    machine = compile_machine(facts.route, facts.case_type)
    triggers = set(allowed(machine, facts.state, facts.held_state))
    if _can_be_called_in(facts):
        triggers.add(Trigger.CALL_IN)
    if facts.item is not None and facts.item.effect is not None:
        triggers.add(Trigger.TAKE_EFFECT)
    return tuple(trigger for trigger in Trigger if trigger in triggers)


def _missing(facts: CaseFacts, trigger: Trigger, now: datetime, ahead: bool) -> tuple[Missing, ...]:
    if trigger is Trigger.OPEN_HEARING:
        return opening.missing_before_opening(facts, now)
    if trigger in (Trigger.DECIDE, Trigger.TAKE_EFFECT) and not ahead:
        return meeting.missing_before_deciding(facts, now)
    return ()


def _can_be_called_in(facts: CaseFacts) -> bool:
    """A committee's case can be called in though the route has no council: it is put in then."""
    key, phase = split_state(facts.state)
    step = find_step(facts.route, key) if key else None
    return (
        step is not None
        and step.body_kind is BodyKind.COMMITTEE
        and phase in ("on_agenda", "decided")
    )
