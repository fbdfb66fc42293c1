"""Records what a body decided on a case, and corrects what was recorded wrong."""

from dataclasses import replace

from workflows.engine.changes.meetings import (
    AttendanceAdded,
    DecisionAdded,
    DecisionPointAdded,
    DecisionReplaced,
    RemarkAdded,
    VoteAdded,
)
from workflows.engine.closing import seal_hearing
from workflows.engine.commands.meetings import CorrectDecision, Decide
from workflows.engine.definition import Body, CaseType
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import CaseFacts, ItemFacts
from workflows.engine.machine import compile_machine, fire
from workflows.engine.meeting import require_held, route_after
from workflows.engine.notices import tell_watchers
from workflows.engine.outcome import Draft, Json
from workflows.engine.promising import add_promise
from workflows.engine.rounds import late_hearings
from workflows.engine.route import Route, find_step
from workflows.engine.route import decided as decided_at
from workflows.engine.vocabulary import Attendance, Effect, Event, Trigger
from workflows.engine.wording import casework as say


def decide_item(draft: Draft, command: Decide) -> None:
    """Record the decision: verbatim text and code, neither derived from the other."""
    draft.require(Trigger.DECIDE)
    item = draft.facts.item
    if item is None:
        raise Incomplete(Missing(Lack.MEETING))
    require_held(draft, ahead=command.ahead)
    effect = _checked(draft.facts, item, command)
    draft.move(Trigger.DECIDE, Event.DECISION_RECORDED, _told(command, effect))
    decision = _store(draft, item, command, effect)
    for promise in command.promises:
        add_promise(draft, promise, decision=decision)
    for hearing in late_hearings(draft.facts):
        seal_hearing(draft, hearing)
    tell_watchers(draft, "decided", body=item.body, meets_on=item.meets_on.isoformat())


def correct_decision(draft: Draft, command: CorrectDecision) -> None:
    """Write the decision anew until its meeting is closed; what was written before is kept."""
    item = draft.facts.item
    if item is None or item.decision is None:
        raise Incomplete(Missing(Lack.DECISION_TO_CORRECT))
    effect = _checked(draft.facts, item, command.decision)
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    draft.counts()
    draft.tell(Event.DECISION_CORRECTED, **_told(command.decision, effect), reason=command.reason)
    draft.change(DecisionReplaced(item.decision, draft.now))
    _store(draft, item, command.decision, effect)


def foreseen(
    facts: CaseFacts, effect: Effect, target: Body | None = None
) -> tuple[str, Route] | None:
    """Where a decision with the effect leads: the state, and the route that it is in then.

    None when the case is on no agenda, when referring names no body, and when the route has no
    room for what the effect puts in.
    """
    item = facts.item
    here = find_step(facts.route, item.step) if item else None
    if item is None or here is None or (effect is Effect.REFER and target is None):
        return None
    try:
        route = route_after(facts, replace(item, effect=effect, target=target)) or facts.route
    except WrongInput:
        return None
    code = target.code if target else None
    machine = compile_machine(route, facts.case_type)
    state = fire(machine, decided_at(here), Trigger.TAKE_EFFECT, effect=effect, target=code)
    return state, route


def _checked(facts: CaseFacts, item: ItemFacts, command: Decide) -> Effect:
    """What the decision will do; raises Incomplete for one that says too little to take effect."""
    case_type = facts.case_type
    effect = _effect(case_type, command)
    if not command.text.strip() and not command.points:
        raise Incomplete(Missing(Lack.DECISION_TEXT))
    if effect is Effect.REFER and command.refer_to is None:
        raise Incomplete(Missing(Lack.TARGET))
    _refuse_what_cannot_be_meant(item, command, effect)
    # A route that cannot grow refuses here, where another decision can still be written.
    route_after(facts, replace(item, effect=effect, target=command.refer_to))
    return effect


def _refuse_what_cannot_be_meant(item: ItemFacts, command: Decide, effect: Effect) -> None:
    _refuse_meeting(item, command, effect)
    _refuse_votes(command)
    if command.refer_to is not None and effect is not Effect.REFER:
        raise WrongInput(say.refers_to_nobody(command.refer_to.name), "refer_to")
    numbers = [point.number for point in command.points]
    twice = next((one for one in numbers if numbers.count(one) > 1), None)
    if twice is not None:
        raise WrongInput(say.point_is_there_twice(twice), "points")


def _refuse_votes(command: Decide) -> None:
    """Raise WrongInput for a vote in which nobody voted, and for two over the same."""
    points = [vote.point for vote in command.votes]
    for number, vote in enumerate(command.votes, 1):
        over = say.point_number(vote.point) if vote.point else say.THE_CASE
        if min(vote.in_favour, vote.against, vote.abstained) < 0:
            raise WrongInput(say.vote_has_no_minus(over), f"votes-{number}")
        if vote.in_favour + vote.against + vote.abstained == 0:
            raise WrongInput(say.vote_needs_a_count(over), f"votes-{number}")
        if points.count(vote.point) > 1:
            raise WrongInput(say.vote_is_there_twice(over), f"votes-{number}")


def _refuse_meeting(item: ItemFacts, command: Decide, effect: Effect) -> None:
    """Raise WrongInput for a later meeting named by what is no deferral, or that is not later."""
    if command.deferred_to is None:
        return
    if effect is not Effect.DEFER:
        told = say.DEFERS_NOTHING
        raise WrongInput(told, "deferred_to")
    if command.deferred_to <= item.meets_on:
        told = say.defer_to_a_meeting_after(item.meets_on)
        raise WrongInput(told, "deferred_to")


def _effect(case_type: CaseType, command: Decide) -> Effect:
    """The one chosen, or the word's; raises Incomplete(EFFECT) where points say different ones."""
    given = [command.word, *(point.word for point in command.points if point.word is not None)]
    words = [case_type.word(code) for code in given]
    said = {word.effect for word in words if word is not None}
    effect = command.effect or (words[0].effect if words[0] else None)
    if effect not in {known.effect for known in case_type.words} or None in words:
        known = ", ".join(f"{word.text} ({word.code})" for word in case_type.words)
        raise Incomplete(Missing(Lack.WORD, known))
    if command.effect is None and len(said) > 1:
        raise Incomplete(Missing(Lack.EFFECT))
    return effect


def _told(command: Decide, effect: Effect) -> dict[str, Json]:
    told: dict[str, Json] = {
        "word": command.word,
        "text": command.text,
        "decided_effect": effect,
    }
    if command.deferred_to is not None:
        told["deferred_to"] = command.deferred_to.isoformat()
    return told


def _store(draft: Draft, item: ItemFacts, command: Decide, effect: Effect) -> str:
    """Ask for the rows of the decision; its id."""
    decision = draft.new_id()
    draft.change(
        DecisionAdded(
            id=decision,
            item_id=item.id,
            case_id=draft.facts.id,
            step=item.step,
            body=item.body,
            decided_on=item.meets_on,
            word=command.word,
            effect=effect,
            target=command.refer_to.code if command.refer_to else None,
            deferred_to=command.deferred_to,
            text=command.text,
            version=item.version + 1,
            recorded_at=draft.now,
            recorded_by=draft.actor.name,
            recorded_by_id=draft.actor.id,
        )
    )
    for point in command.points:
        draft.change(
            DecisionPointAdded(draft.new_id(), decision, point.number, point.text, point.word)
        )
    for remark in command.remarks:
        draft.change(
            RemarkAdded(draft.new_id(), decision, remark.members, remark.text, remark.dissent)
        )
    _store_attendance(draft, decision, command)
    for vote in command.votes:
        draft.change(
            VoteAdded(
                draft.new_id(),
                decision,
                vote.point,
                vote.in_favour,
                vote.against,
                vote.abstained,
                vote.who,
            )
        )
    return decision


def _store_attendance(draft: Draft, decision: str, command: Decide) -> None:
    for kind, names in (
        (Attendance.ABSENT, command.absentees),
        (Attendance.PARTIAL, command.partial),
        (Attendance.SUBSTITUTE, command.substitutes),
    ):
        for name in names:
            draft.change(AttendanceAdded(draft.new_id(), decision, name, kind))
