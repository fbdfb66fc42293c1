"""Decides on promises: made with a decision or after it, moved, ended, and kept in time."""

from datetime import date

from workflows.engine.changes.promises import (
    FollowUpAdded,
    PromiseAdded,
    PromiseEnded,
    PromiseKept,
    PromiseMoved,
)
from workflows.engine.commands.promises import (
    DeclineProposal,
    EndPromise,
    KeepPromise,
    MakePromise,
    MovePromise,
    NewPromise,
)
from workflows.engine.daywords import day_figures
from workflows.engine.definition import Body
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import OfficerFacts
from workflows.engine.outcome import Draft, Json
from workflows.engine.promises import Occurrence, PromiseFacts, Rhythm, occurrence, opens_at
from workflows.engine.route import JOINED
from workflows.engine.vocabulary import DeadlineKind, DeadlineStatus, Event
from workflows.engine.wording import casework as say


def make_promise(draft: Draft, command: MakePromise) -> None:
    """Note a promise by itself; in a case that was joined into another it belongs to that one."""
    if draft.facts.state == JOINED:
        raise WrongInput(say.JOINED_FOLLOW_UP_THERE)
    told: dict[str, Json] = {"proposal": command.proposal} if command.proposal else {}
    add_promise(draft, command.promise, told=told)


def add_promise(
    draft: Draft,
    new: NewPromise,
    *,
    decision: str | None = None,
    told: dict[str, Json] | None = None,
) -> None:
    """Note a promise, and wait for its first time; raises WrongInput."""
    if not new.text.strip():
        raise WrongInput(say.WRITE_WHAT_IS_FOLLOWED_UP, f"promise_text-{new.place}")
    first = _first_time(draft, new.rhythm, new.place)
    draft.counts()
    promise = draft.new_id()
    draft.tell(
        Event.PROMISE_MADE,
        promise_id=promise,
        promise=new.text,
        **_plan_told(new.body, new.officer, new.rhythm),
        **(told or {}),
    )
    draft.change(
        PromiseAdded(
            id=promise,
            case_id=draft.facts.id,
            decision_id=decision,
            text=new.text.strip(),
            body=new.body.code,
            officer_id=new.officer.id,
            first_on=new.rhythm.first,
            every_months=new.rhythm.every_months,
            last_on=new.rhythm.last,
            weeks_before=new.rhythm.weeks_before,
            first_number=1,
            next_number=1,
            deadline_id=_wait_for(draft, promise, first),
            made_at=draft.now,
            made_by=draft.actor.name,
        )
    )


def decline_proposal(draft: Draft, command: DeclineProposal) -> None:
    """Note that a sentence of an imported text is no promise, so that it is proposed no more."""
    draft.counts()
    draft.tell(Event.PROMISE_DECLINED, proposal=command.proposal)


def move_promise(draft: Draft, command: MovePromise) -> None:
    """Plan the promise anew from its next time on; what it has become stays."""
    promise, rhythm = command.promise, command.rhythm
    _require_standing(promise)
    first = _first_time(draft, rhythm)
    _require_reason(command.reason)
    draft.counts()
    _forget(draft, promise)
    draft.tell(
        Event.PROMISE_MOVED,
        promise_id=promise.id,
        promise=promise.text,
        **_plan_told(command.body, command.officer, rhythm),
        reason=command.reason,
    )
    draft.change(
        PromiseMoved(
            id=promise.id,
            body=command.body.code,
            officer_id=command.officer.id,
            first_on=rhythm.first,
            every_months=rhythm.every_months,
            last_on=rhythm.last,
            weeks_before=rhythm.weeks_before,
            first_number=promise.number,
            deadline_id=_wait_for(draft, promise.id, first, promise.number),
        )
    )


def end_promise(draft: Draft, command: EndPromise) -> None:
    """Keep the promise no more; what it has become stays."""
    _require_standing(command.promise)
    _require_reason(command.reason)
    draft.counts()
    _forget(draft, command.promise)
    draft.tell(
        Event.PROMISE_ENDED,
        promise_id=command.promise.id,
        promise=command.promise.text,
        reason=command.reason,
    )
    draft.change(PromiseEnded(command.promise.id, draft.now, None))


def keep_promise(draft: Draft, command: KeepPromise) -> None:
    """The case is opened: tell of it, and wait for the next time if there is one."""
    promise, due = command.promise, command.due
    for deadline in draft.facts.deadlines:
        if deadline.id == promise.deadline:
            draft.settle(deadline, DeadlineStatus.DONE)
    number = due.occurrence.number + 1
    following = occurrence(draft.facts.calendar, promise.rhythm, number - promise.first_number + 1)
    draft.tell(
        Event.PROMISE_KEPT,
        promise_id=promise.id,
        promise=promise.text,
        promised_for=due.occurrence.day.isoformat(),
        became=command.case_number,
        skipped=due.skipped,
        next_on=following.day.isoformat() if following else None,
    )
    waits = _wait_for(draft, promise.id, following, number) if following else None
    draft.change(
        FollowUpAdded(
            draft.new_id(), promise.id, due.occurrence.number, command.case, due.occurrence.day
        ),
        PromiseKept(promise.id, number, waits),
    )


def _first_time(draft: Draft, rhythm: Rhythm, place: int = 1) -> Occurrence:
    """The rhythm's first; raises WrongInput about a day that is past."""
    calendar = draft.facts.calendar
    today: date = calendar.local_date(draft.now)
    if rhythm.first < today:
        raise WrongInput(say.day_is_gone(day_figures(rhythm.first)), f"promise_first_on-{place}")
    found = occurrence(calendar, rhythm, 1)
    assert found is not None
    return found


def _wait_for(draft: Draft, promise: str, time: Occurrence, number: int = 1) -> str:
    """A deadline for the time; moved there and back again it is another one, hence the line."""
    return draft.set_deadline(
        DeadlineKind.FOLLOW_UP,
        opens_at(draft.facts.calendar, time),
        f"follow_up:{promise}:{number}:{draft.facts.seq}",
    )


def _forget(draft: Draft, promise: PromiseFacts) -> None:
    for deadline in draft.facts.deadlines:
        if deadline.id == promise.deadline:
            draft.settle(deadline, DeadlineStatus.CANCELLED)


def _plan_told(body: Body, officer: OfficerFacts, rhythm: Rhythm) -> dict[str, Json]:
    return {
        "body": body.code,
        "first_on": rhythm.first.isoformat(),
        "every_months": rhythm.every_months,
        "last_on": rhythm.last.isoformat() if rhythm.last else None,
        "weeks_before": rhythm.weeks_before,
        "responsible": officer.name,
    }


def _require_standing(promise: PromiseFacts) -> None:
    if promise.deadline is None:
        raise WrongInput(say.FOLLOW_UP_HAS_ENDED)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Incomplete(Missing(Lack.REASON))
