"""Decides on the case itself: drafting, sending on, resting, ending, and a route written anew."""

from collections.abc import Iterable

from workflows.engine.changes.cases import (
    CaseMarksSet,
    CaseTextSet,
    CaseVersionKept,
    PartAdded,
    PointAdded,
)
from workflows.engine.closing import seal_hearing
from workflows.engine.commands.cases import (
    CaseWords,
    EditCase,
    Follows,
    Hold,
    ItemPart,
    MarkCase,
    OpenCase,
    Reopen,
    Reroute,
    Resume,
    Submit,
    Withdraw,
)
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.facts import CaseFacts
from workflows.engine.identity import derived_id
from workflows.engine.meeting import settle_item
from workflows.engine.notices import tell_watchers
from workflows.engine.outcome import Draft, Entry, Json, NewLetter, Outcome
from workflows.engine.rounds import late_hearings
from workflows.engine.route import (
    DRAFTING,
    ENDED,
    ON_HOLD,
    carried_over,
    first_state,
    index_of,
    split_state,
)
from workflows.engine.route_documents import route_document
from workflows.engine.vocabulary import Event, HearingPhase, MessageKind, Trigger
from workflows.engine.withdrawing import withdraw_hearings, withdraw_plans_off_route


def open_case(command: OpenCase, case_type: str, definition_sha: str) -> Outcome:
    """Begin a case in drafting; there are no facts yet, so the outcome is written whole."""
    if not command.title.strip():
        raise Incomplete(Missing(Lack.TITLE))
    told: dict[str, Json] = {
        "number": command.number,
        "case_type": case_type,
        "definition": definition_sha,
        "route": route_document(command.route),
        **_left_out(command),
    }
    if command.marks:
        told["marks"] = list(command.marks)
    letters = (_told_of_promise(command.id, command.follows),) if command.follows else ()
    if command.follows:
        told["follows"] = command.follows.number
        told["promise"] = command.follows.promise
        told["promised_for"] = command.follows.due_on.isoformat()
    entry = Entry(Event.CASE_OPENED, None, DRAFTING, told)
    return Outcome(DRAFTING, None, 1, command.route, (entry,), (), (), (), (), letters)


def _told_of_promise(case: str, follows: Follows) -> NewLetter:
    """What the responsible officer is told of a case that came by itself."""
    officer = follows.officer
    return NewLetter(
        id=derived_id(case, 0, 1, follows.opened_at),
        kind=MessageKind.OFFICER,
        recipient=officer.email,
        unique_key=f"{MessageKind.OFFICER}:{case}:0:follow_up_opened",
        payload={
            "about": "follow_up_opened",
            "follows": follows.number,
            "due_on": follows.due_on.isoformat(),
        },
        officer_id=officer.id,
        gathered=officer.wants_digest,
    )


def edit_case(draft: Draft, command: EditCase) -> None:
    """Write the case's words anew; the journal tells what changed, and nothing if nothing did."""
    if draft.state in ENDED:
        raise NotAllowed("edit_case", draft.state, draft.allowed())
    if not command.title.strip():
        raise Incomplete(Missing(Lack.TITLE))
    told = _set_words(draft, command)
    if command.marks is not None:
        told |= _set_marks(draft, command.marks)
    if told:
        draft.counts()
        draft.tell(Event.CASE_EDITED, **told)


def _set_words(draft: Draft, command: EditCase) -> dict[str, Json]:
    """Write the words; what the journal tells of it, nothing where they are the same."""
    facts, before, title = draft.facts, command.before, command.title.strip()
    parts = before.parts if command.parts is None else _filled(command.parts)
    now = CaseWords(command.text, command.proposer.strip(), command.points, parts)
    rewritten: list[Json] = [
        name for name in ("text", "proposer") if getattr(now, name) != getattr(before, name)
    ]
    rewritten += _rewritten_parts(before.parts, parts)
    told: dict[str, Json] = {"title": title} if title != facts.title else {}
    if rewritten:
        told["rewritten"] = rewritten
    if now.points != before.points:
        told["points"] = len(now.points)
    if told:
        _keep_words(draft, title, now)
    return told


def _keep_words(draft: Draft, title: str, now: CaseWords) -> None:
    case, revision = draft.facts.id, draft.facts.seq + 1
    draft.change(
        CaseTextSet(case, title, now.text, now.proposer, revision),
        CaseVersionKept(
            draft.new_id(),
            case,
            revision,
            title,
            now.text,
            now.proposer,
            draft.now,
            draft.actor.name,
        ),
    )
    for number, text in enumerate(now.points, start=1):
        draft.change(PointAdded(draft.new_id(), case, revision, number, text))
    for number, part in enumerate(now.parts, start=1):
        draft.change(PartAdded(draft.new_id(), case, revision, number, part.title, part.text))


def _filled(parts: Iterable[ItemPart]) -> tuple[ItemPart, ...]:
    """Those that say anything."""
    return tuple(ItemPart(one.title, one.text.strip()) for one in parts if one.text.strip())


def _rewritten_parts(before: Iterable[ItemPart], now: Iterable[ItemPart]) -> list[Json]:
    """The titles of the parts that say something else, or nothing any more."""
    then, by_now = ({one.title: one.text for one in parts} for parts in (before, now))
    return [title for title in {**then, **by_now} if then.get(title) != by_now.get(title)]


def mark_case(draft: Draft, command: MarkCase) -> None:
    """Say what the case is about; marks that it has already change nothing."""
    if draft.state in ENDED:
        raise NotAllowed("mark_case", draft.state, draft.allowed())
    marked = _set_marks(draft, command.marks)
    if marked:
        draft.counts()
        draft.tell(Event.CASE_MARKED, **marked)


def _set_marks(draft: Draft, marks: tuple[str, ...]) -> dict[str, Json]:
    """Set the marks; what the journal tells of it, nothing where they are the same."""
    if set(marks) == set(draft.facts.marks):
        return {}
    draft.change(CaseMarksSet(draft.facts.id, marks_text(marks)))
    told: list[Json] = list(marks)
    before: list[Json] = list(draft.facts.marks)
    return {"marks": told, "marks_before": before}


def marks_text(marks: tuple[str, ...]) -> str:
    """The marks as they are stored with the case."""
    return " ".join(marks)


def submit(draft: Draft, command: Submit) -> None:
    """Send the draft on to the first step of its route."""
    draft.move(Trigger.SUBMIT, Event.CASE_SUBMITTED)


def hold(draft: Draft, command: Hold) -> None:
    """Let the case rest; the machine knows from where that is possible."""
    draft.require(Trigger.HOLD)
    _require_reason(command.reason)
    resting_from = draft.state
    draft.move(Trigger.HOLD, Event.CASE_HELD, {"reason": command.reason})
    draft.held_state = resting_from


def resume(draft: Draft, command: Resume) -> None:
    """Take the case up where it was left."""
    draft.move(Trigger.RESUME, Event.CASE_RESUMED)
    draft.held_state = None


def withdraw(draft: Draft, command: Withdraw) -> None:
    """End the case without a decision; open hearings are withdrawn and told so."""
    draft.require(Trigger.WITHDRAW)
    _require_reason(command.reason)
    draft.move(Trigger.WITHDRAW, Event.CASE_WITHDRAWN, {"reason": command.reason})
    draft.held_state = None
    withdraw_hearings(draft, command.reason)
    settle_item(draft)
    draft.cancel_deadlines()
    tell_watchers(draft, "withdrawn", reason=command.reason)


def reopen(draft: Draft, command: Reopen) -> None:
    """Take an ended case up again; what is sealed stays sealed."""
    draft.require(Trigger.REOPEN)
    _require_reason(command.reason)
    draft.move(Trigger.REOPEN, Event.CASE_REOPENED, {"reason": command.reason})
    for hearing in late_hearings(draft.facts):
        seal_hearing(draft, hearing)


def reroute(draft: Draft, command: Reroute) -> None:
    """Write the rest of the route anew; the part already walked must stand as it stood."""
    draft.require(Trigger.REROUTE)
    _require_reason(command.reason)
    before, after = draft.facts.route, command.route
    walked = walked_steps(draft.facts)
    kept = kept_steps(draft.facts, untouched=command.untouched)
    if after.steps[:kept] != before.steps[:kept] or len(after.steps) < walked:
        names = ", ".join(step.title for step in before.steps[: max(kept, 1)])
        raise Incomplete(Missing(Lack.ROUTE_KEEPS_WALKED, names))
    draft.move(
        Trigger.REROUTE,
        Event.CASE_REROUTED,
        {
            "reason": command.reason,
            "before": draft.facts.route.line,
            **_left_out(command),
        },
        route=command.route,
    )
    if draft.held_state is not None:
        draft.held_state = carried_over(draft.held_state, before, after)
    withdraw_plans_off_route(draft, command.reason)


def walked_steps(facts: CaseFacts) -> int:
    """How many steps are walked or under way: none while drafting."""
    key, _ = split_state(standing_at(facts))
    return 0 if key is None else index_of(facts.route, key) + 1


def kept_steps(facts: CaseFacts, *, untouched: bool) -> int:
    """How many steps a new route must keep: those walked, and the one under way if it has begun.

    It has not while it waits and is `untouched`, and no round of its hearing was ever opened.
    """
    walked, state = walked_steps(facts), standing_at(facts)
    if not untouched or walked == 0:
        return walked
    here = facts.route.steps[walked - 1]
    heard = any(
        hearing.step == here.key and hearing.phase is not HearingPhase.PREPARING
        for hearing in facts.hearings
    )
    return walked if heard or state != first_state(here) else walked - 1


def standing_at(facts: CaseFacts) -> str:
    """The state that counts: while on hold, the one that the case rests in."""
    return facts.held_state if facts.state == ON_HOLD and facts.held_state else facts.state


def _left_out(command: OpenCase | Reroute) -> dict[str, tuple[str, ...]]:
    return {"left_out": command.left_out} if command.left_out else {}


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Incomplete(Missing(Lack.REASON))
