"""Hands a command to the function that decides it, and tells what can be done to a case now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.engine import (
    answering,
    casework,
    closing,
    commands,
    erasing,
    extending,
    inner_deadline,
    inviting,
    meeting,
    opening,
    passing,
    planned_documents,
    planning,
    publishing,
    recording,
    replacing,
    reporting,
    undelivered,
    undoing,
    withdrawing,
)
from workflows.engine.errors import Missing, NotAllowed
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.machine import allowed, compile_machine
from workflows.engine.outcome import Draft, Outcome
from workflows.engine.route import find_step, split_state
from workflows.engine.vocabulary import BodyKind, Trigger

_DECIDERS: dict[type, Callable[[Draft, Any], None]] = {
    commands.EditCase: casework.edit_case,
    commands.MarkCase: casework.mark_case,
    commands.Submit: casework.submit,
    commands.Hold: casework.hold,
    commands.Resume: casework.resume,
    commands.Withdraw: casework.withdraw,
    commands.Reopen: casework.reopen,
    commands.Reroute: casework.reroute,
    commands.PrepareHearing: planning.prepare_hearing,
    commands.AddDocument: planned_documents.add_document,
    commands.DropDocument: planned_documents.drop_document,
    commands.ReplaceDocument: replacing.replace_document,
    commands.OpenHearing: opening.open_hearing,
    commands.ExtendHearing: extending.extend_hearing,
    commands.CloseHearing: closing.close_by_hand,
    commands.WithdrawHearing: withdrawing.withdraw_hearing,
    commands.Answer: answering.answer,
    commands.MarkUnreachable: undelivered.mark_unreachable,
    commands.NoteUndelivered: undelivered.note_undelivered,
    commands.NoteLateInvitations: undelivered.note_late_invitations,
    commands.SendLinkAgain: inviting.send_link_again,
    commands.TryInvitation: inviting.try_invitation,
    commands.SetInnerDeadline: inner_deadline.set_inner_deadline,
    commands.PublishResponse: publishing.publish_response,
    commands.UnpublishResponse: publishing.unpublish_response,
    commands.UndoResponse: undoing.undo_response,
    commands.EditReport: reporting.edit_report,
    commands.FinishReport: reporting.finish_report,
    commands.PutOnAgenda: meeting.put_on_agenda,
    commands.TakeOffAgenda: meeting.take_off_agenda,
    commands.Decide: recording.decide_item,
    commands.CorrectDecision: recording.correct_decision,
    commands.TakeEffect: meeting.take_effect,
    commands.CallIn: meeting.call_in,
    commands.EraseEntries: erasing.erase_entries,
    commands.PassDeadlines: passing.pass_deadlines,
}


def decide(facts: CaseFacts, command: commands.Command, actor: Actor, now: datetime) -> Outcome:
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
