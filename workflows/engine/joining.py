"""Decides on joining a case into another: it ends there, and its files go along."""

from workflows.engine.attaching import added
from workflows.engine.commands.relations import JoinInto, TakeIn
from workflows.engine.errors import WrongInput
from workflows.engine.meeting import settle_item
from workflows.engine.notices import tell_colleague, tell_watchers
from workflows.engine.outcome import Draft
from workflows.engine.relating import tie_to, told_of
from workflows.engine.route import ENDED
from workflows.engine.vocabulary import DeadlineKind, Event, Openness, Tie, Trigger
from workflows.engine.withdrawing import withdraw_hearings
from workflows.engine.wording import casework as say


def join_into(draft: Draft, command: JoinInto) -> None:
    """End the case in the other one; nothing of it is left waiting, and no way leads back.

    Raises NotAllowed unless it is being drafted, and WrongInput for what was in hearing or decided,
    has follow-ups to come, or would be seen by more than may see it.
    """
    _refuse_what_must_stay(draft, command)
    draft.move(Trigger.JOIN, Event.CASE_JOINED, told_of(command.other, Tie.JOINED_INTO))
    tie_to(draft, command.other, Tie.JOINED_INTO)
    withdraw_hearings(draft, "")
    settle_item(draft)
    draft.cancel_deadlines()
    tell_watchers(draft, "joined")


def _refuse_what_must_stay(draft: Draft, command: JoinInto) -> None:
    facts, other = draft.facts, command.other
    if any(hearing.opened for hearing in facts.hearings):
        raise WrongInput(say.WAS_IN_HEARING, "number")
    if command.is_decided:
        raise WrongInput(say.WAS_DECIDED, "number")
    if any(one.kind is DeadlineKind.FOLLOW_UP for one in facts.deadlines):
        raise WrongInput(say.HAS_FOLLOW_UPS, "number")
    if facts.openness is Openness.CLOSED and other.openness is Openness.OPEN:
        raise WrongInput(say.CLOSED_INTO_OPEN, "number")
    if command.not_seen_by:
        names = ", ".join(command.not_seen_by)
        raise WrongInput(say.sees_the_other_alone(names, other.number), "number")


def take_in(draft: Draft, command: TakeIn) -> None:
    """Take the other's files in; raises WrongInput where this one has ended."""
    facts, officer = draft.facts, draft.facts.officer
    if facts.state in ENDED:
        raise WrongInput(say.has_ended(facts.number), "number")
    if command.files:
        draft.counts()
        draft.tell(
            Event.ATTACHMENT_ADDED,
            documents=[{"name": file.name, "sha256": file.sha256} for file, _ in command.files],
        )
        draft.change(*(added(draft, file, openness) for file, openness in command.files))
    draft.tell(Event.CASE_RELATED, **told_of(command.other, Tie.JOINED_FROM))
    if officer.id != draft.actor.id:
        tell_colleague(draft, officer, "took_in", by=draft.actor.name)
