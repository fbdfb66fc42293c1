"""Decides on a case at a body's meeting: agenda, decision, its effect, and the call-in."""

from dataclasses import replace

from workflows.engine.changes import (
    AbsenteeAdded,
    DecisionAdded,
    DecisionPointAdded,
    ItemAdded,
    ItemSettled,
    MeetingNoted,
    RemarkAdded,
)
from workflows.engine.closing import seal_hearing
from workflows.engine.commands import (
    CallIn,
    Decide,
    MeetingRef,
    PutOnAgenda,
    TakeEffect,
    TakeOffAgenda,
)
from workflows.engine.definition import CaseType
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.facts import CaseFacts, ItemFacts
from workflows.engine.hearing_times import earliest_seal
from workflows.engine.outcome import Draft
from workflows.engine.periods import Period, Unit
from workflows.engine.rounds import late_hearings
from workflows.engine.route import (
    DRAFTING,
    Route,
    Step,
    find_step,
    next_step,
    split_state,
    to_council,
    with_body_after,
    with_hearing_after,
)
from workflows.engine.vocabulary import (
    BodyKind,
    DeadlineKind,
    Effect,
    Event,
    StepKind,
    Trigger,
)
from workflows.engine.withdrawing import withdraw_plans_off_route

_MINUTES_DUE = Period(2, Unit.WORKING_DAYS)
"""How long after a meeting its decision should be recorded and the meeting closed."""


def _step(facts: CaseFacts) -> Step | None:
    key, _ = split_state(facts.state)
    return find_step(facts.route, key) if key else None


def put_on_agenda(draft: Draft, command: PutOnAgenda) -> None:
    """Place the case on a meeting of the body whose turn it is."""
    meeting = command.meeting
    step = _step(draft.facts)
    draft.move(
        Trigger.PUT_ON_AGENDA,
        Event.AGENDA_ITEM_PLACED,
        {"meeting": meeting.id, "body": meeting.body, "meets_on": meeting.meets_on.isoformat()},
    )
    if step is None or step.body != meeting.body:
        raise Incomplete(Missing(Lack.MEETING_OF_THIS_BODY, step.title if step else ""))
    item = draft.new_id()
    draft.change(
        MeetingNoted(
            meeting.id, meeting.body, meeting.meets_on, meeting.cutoff_on, meeting.dispatch_on
        ),
        ItemAdded(
            item,
            draft.facts.id,
            step.key,
            meeting.id,
            meeting.body,
            active=True,
            placed_at=draft.now,
        ),
    )
    _set_agenda_deadlines(draft, meeting, item)


def _set_agenda_deadlines(draft: Draft, meeting: MeetingRef, item: str) -> None:
    calendar = draft.facts.calendar
    for hearing in late_hearings(draft.facts):
        draft.set_deadline(
            DeadlineKind.HEARING_SEAL,
            max(calendar.end_of(meeting.dispatch_on), earliest_seal(hearing)),
            f"seal:{hearing.id}:{item}",
            hearing=hearing.id,
        )
    draft.set_deadline(
        DeadlineKind.OVERDUE,
        calendar.end_of(calendar.add(meeting.meets_on, _MINUTES_DUE)),
        f"overdue:{item}",
    )


def take_off_agenda(draft: Draft, command: TakeOffAgenda) -> None:
    """Take the case off the agenda; it waits for another meeting."""
    draft.require(Trigger.TAKE_OFF_AGENDA)
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    draft.move(Trigger.TAKE_OFF_AGENDA, Event.AGENDA_ITEM_REMOVED, {"reason": command.reason})
    settle_item(draft)
    draft.cancel_deadlines(DeadlineKind.HEARING_SEAL, DeadlineKind.OVERDUE)


def decide_item(draft: Draft, command: Decide) -> None:
    """Record the decision: verbatim text and code, neither derived from the other."""
    draft.require(Trigger.DECIDE)
    effect = _effect(draft.facts.case_type, command)
    item = draft.facts.item
    draft.move(
        Trigger.DECIDE,
        Event.DECISION_RECORDED,
        {"word": command.word, "text": command.text, "decided_effect": effect},
    )
    if item is None:
        raise Incomplete(Missing(Lack.MEETING))
    # A route that cannot grow refuses here, where another decision can still be written.
    _route_for(draft.facts, replace(item, effect=effect, target=command.refer_to))
    _store_decision(draft, item, command, effect)
    for hearing in late_hearings(draft.facts):
        seal_hearing(draft, hearing)


def _effect(case_type: CaseType, command: Decide) -> Effect:
    """What the decision will do; raises Incomplete for one that says too little to take effect."""
    word = case_type.word(command.word)
    effect = command.effect or (word.effect if word else None)
    given = [command.word, *(point.word for point in command.points if point.word is not None)]
    if effect not in {known.effect for known in case_type.words} or None in map(
        case_type.word, given
    ):
        known = ", ".join(word.code for word in case_type.words)
        raise Incomplete(Missing(Lack.WORD, known))
    if not command.text.strip() and not command.points:
        raise Incomplete(Missing(Lack.DECISION_TEXT))
    if effect is Effect.REFER and command.refer_to is None:
        raise Incomplete(Missing(Lack.TARGET))
    return effect


def _store_decision(draft: Draft, item: ItemFacts, command: Decide, effect: Effect) -> None:
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
            text=command.text,
            recorded_at=draft.now,
            recorded_by=draft.actor.name,
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
    for absentee in command.absentees:
        draft.change(AbsenteeAdded(draft.new_id(), decision, absentee))


def take_effect(draft: Draft, command: TakeEffect) -> None:
    """The meeting is closed: the decision moves the case (styrelsesloven § 23)."""
    item = draft.facts.item
    if item is None or item.effect is None:
        raise NotAllowed(Trigger.TAKE_EFFECT, draft.state, draft.allowed())
    route = _route_for(draft.facts, item)
    draft.move(
        Trigger.TAKE_EFFECT,
        Event.DECISION_TOOK_EFFECT,
        {"word": item.word, "reason": "decision"} if route else {"word": item.word},
        route=route,
        effect=item.effect,
        target=item.target.code if item.target else None,
    )
    settle_item(draft)
    draft.cancel_deadlines(DeadlineKind.OVERDUE)
    if draft.state == DRAFTING:
        for hearing in late_hearings(draft.facts):
            seal_hearing(draft, hearing)


def _route_for(facts: CaseFacts, item: ItemFacts) -> Route | None:
    """The route written anew, where the effect leads somewhere that was not planned."""
    following = next_step(facts.route, item.step)
    if item.effect is Effect.SEND_TO_HEARING:
        planned = following is not None and following.kind is StepKind.HEARING
        return None if planned else with_hearing_after(facts.route, item.step)
    if item.effect is Effect.REFER and item.target is not None:
        planned = following is not None and following.body == item.target.code
        return None if planned else with_body_after(facts.route, item.step, item.target)
    return None


def call_in(draft: Draft, command: CallIn) -> None:
    """Bring the case before the council, possibly by way of a committee (standsningsret)."""
    step = _step(draft.facts)
    if step is None or step.body_kind is not BodyKind.COMMITTEE:
        raise NotAllowed(Trigger.CALL_IN, draft.state, draft.allowed())
    via = None if command.via == command.council else command.via
    route = to_council(draft.facts.route, step.key, command.council, via)
    changed = route != draft.facts.route
    draft.move(
        Trigger.CALL_IN,
        Event.DECISION_CALLED_IN,
        {"member": command.member},
        route=route if changed else None,
        target=via.code if via else None,
    )
    withdraw_plans_off_route(draft, "")
    settle_item(draft)
    draft.cancel_deadlines(DeadlineKind.OVERDUE, DeadlineKind.HEARING_SEAL)


def settle_item(draft: Draft) -> None:
    """Take the case's item, if it has one, out of what is going on."""
    if draft.facts.item is not None:
        draft.change(ItemSettled(draft.facts.item.id, active=False))
