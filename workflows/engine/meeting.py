"""Decides on a case at a body's meeting: its agenda, what a decision does, and the call-in."""

from datetime import date, datetime, timedelta

from workflows.engine.approving import require_approved
from workflows.engine.changes.meetings import (
    DecisionCalledIn,
    ItemAdded,
    ItemSettled,
    MeetingNoted,
)
from workflows.engine.commands.meetings import (
    CallIn,
    MeetingRef,
    PutOnAgenda,
    TakeEffect,
    TakeOffAgenda,
)
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed, WrongInput
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
from workflows.engine.withdrawing import end_rounds_sent_back, withdraw_plans_off_route
from workflows.engine.wording import casework as say

_MINUTES_DUE = Period(2, Unit.WORKING_DAYS)
"""How long after a meeting its decision should be recorded and the meeting closed."""


_ENTERED_AFTER = timedelta(days=31)
"""How long after a meeting a case that it treated may still be put on its agenda."""


def _step(facts: CaseFacts) -> Step | None:
    key, _ = split_state(facts.state)
    return find_step(facts.route, key) if key else None


def put_on_agenda(draft: Draft, command: PutOnAgenda) -> None:
    """Place the case on a meeting of the body whose turn it is."""
    meeting = command.meeting
    step = _step(draft.facts)
    draft.require(Trigger.PUT_ON_AGENDA)
    if step is None or step.body != meeting.body:
        raise Incomplete(Missing(Lack.MEETING_OF_THIS_BODY, step.title if step else ""))
    late_reason = _late_reason(draft, command)
    draft.move(
        Trigger.PUT_ON_AGENDA,
        Event.AGENDA_ITEM_PLACED,
        {
            "meeting": meeting.id,
            "body": meeting.body,
            "meets_on": meeting.meets_on.isoformat(),
            **({"late_reason": late_reason} if late_reason else {}),
        },
    )
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
            late_reason=late_reason,
        ),
    )
    _set_agenda_deadlines(draft, meeting, item)


def agenda_closes(facts: CaseFacts, meeting: MeetingRef) -> date:
    """The last day that the agenda takes this case without a reason.

    The body's cut-off is for what comes from the administration. A case that another body has
    just sent on cannot be there earlier (the economic committee meets in the week before the
    council): it is in time until the agenda is sent out.
    """
    here = _step(facts)
    at = facts.route.steps.index(here) if here else 0
    sent_on = at > 0 and facts.route.steps[at - 1].kind is StepKind.MEETING
    return meeting.dispatch_on if sent_on else meeting.cutoff_on


def _late_reason(draft: Draft, command: PutOnAgenda) -> str:
    """Why the case comes late; raises Incomplete without (styrelsesloven § 8, stk. 4).

    What a meeting treated may be entered after it; a meeting long past is a slip of the year.
    """
    closes, meets_on = agenda_closes(draft.facts, command.meeting), command.meeting.meets_on
    today = draft.facts.calendar.local_date(draft.now)
    if today - meets_on > _ENTERED_AFTER:
        raise WrongInput(say.meeting_is_old(meets_on, _ENTERED_AFTER.days), "meets_on")
    if today <= closes and not command.is_sent:
        return ""
    if not command.reason.strip():
        if meets_on < today:
            raise Incomplete(Missing(Lack.PAST_MEETING_REASON, meets_on.isoformat()))
        if command.is_sent:
            raise Incomplete(Missing(Lack.SENT_AGENDA_REASON))
        raise Incomplete(Missing(Lack.LATE_ITEM_REASON, closes.isoformat()))
    return command.reason.strip()


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


def missing_before_deciding(facts: CaseFacts, now: datetime) -> tuple[Missing, ...]:
    """The meeting, until its day: nothing is decided at one that is to come."""
    item = facts.item
    if item is None or facts.calendar.local_date(now) >= item.meets_on:
        return ()
    return (Missing(Lack.MEETING_HELD, item.meets_on.isoformat()),)


def require_held(draft: Draft, *, ahead: bool) -> None:
    """Raise Incomplete before the day of the meeting that the case is on, if that is to count."""
    missing = missing_before_deciding(draft.facts, draft.now)
    if missing and not ahead:
        raise Incomplete(*missing)


def take_effect(draft: Draft, command: TakeEffect) -> None:
    """The meeting is closed: the decision moves the case (styrelsesloven § 23)."""
    item = draft.facts.item
    if item is None or item.effect is None:
        raise NotAllowed(Trigger.TAKE_EFFECT, draft.state, draft.allowed())
    require_held(draft, ahead=command.ahead)
    if command.four_eyes:
        require_approved(item)
    route = route_after(draft.facts, item)
    named = item.deferred_to.isoformat() if item.deferred_to else None
    draft.move(
        Trigger.TAKE_EFFECT,
        Event.DECISION_TOOK_EFFECT,
        {
            "word": item.word,
            **({"reason": "decision"} if route else {}),
            **({"deferred_to": named} if named else {}),
        },
        route=route,
        effect=item.effect,
        target=item.target.code if item.target else None,
    )
    settle_item(draft)
    draft.cancel_deadlines(DeadlineKind.OVERDUE)
    if draft.state == DRAFTING:
        end_rounds_sent_back(draft)


def route_after(facts: CaseFacts, item: ItemFacts) -> Route | None:
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
    item = draft.facts.item
    if command.four_eyes and item is not None and item.decision is not None:
        # The case leaves with the decision as it stands: nobody can look at it afterwards.
        require_approved(item)
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
    if item is not None and item.decision is not None:
        draft.change(DecisionCalledIn(item.decision, command.member))
    settle_item(draft)
    draft.cancel_deadlines(DeadlineKind.OVERDUE, DeadlineKind.HEARING_SEAL)


def settle_item(draft: Draft) -> None:
    """Take the case's item, if it has one, out of what is going on."""
    if draft.facts.item is not None:
        draft.change(ItemSettled(draft.facts.item.id, active=False))
