"""Decides on a hearing: planning it, opening it, moving its deadline, closing it, sealing it."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from workflows.engine.changes import (
    AttachmentAdded,
    ContactAdded,
    HearingAdded,
    HearingClosed,
    HearingDueSet,
    HearingOpened,
    HearingPhaseSet,
    HearingRewritten,
    PartyAdded,
    PartyDropped,
    PartyDueSet,
    PartyStatusSet,
)
from workflows.engine.commands import (
    CloseHearing,
    ExtendHearing,
    OpenHearing,
    PartyPlan,
    PrepareHearing,
    WithdrawHearing,
)
from workflows.engine.definition import HearingRule
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.facts import CaseFacts, HearingFacts, PartyFacts
from workflows.engine.ladder import QUIET, rungs
from workflows.engine.naming import folded
from workflows.engine.notices import tell_officer, write_to_party
from workflows.engine.outcome import Draft
from workflows.engine.route import DRAFTING, split_state
from workflows.engine.vocabulary import (
    AttachmentKind,
    DeadlineKind,
    Event,
    HearingPhase,
    MessageKind,
    Openness,
    PartyStatus,
    StepKind,
    Trigger,
)

GRACE = timedelta(minutes=5)
"""A hearing closes this long after its deadline, so that uploads in flight are counted."""

_ANSWERABLE = (HearingPhase.OPEN, HearingPhase.LATE)


def current_hearing(facts: CaseFacts) -> HearingFacts | None:
    """The round at the step where the case stands (or is about to), sealed ones left out."""
    step, _ = split_state(facts.state)
    wanted = step or _first_hearing_step(facts)
    rounds = [h for h in facts.hearings if h.step == wanted]
    live = [h for h in rounds if h.phase in (HearingPhase.PREPARING, *_ANSWERABLE)]
    return max(live, key=lambda hearing: hearing.round, default=None)


def answerable_hearing(facts: CaseFacts, party: str) -> HearingFacts | None:
    """The round that the party is asked in, while answers are taken; late ones included."""
    return next(
        (
            hearing
            for hearing in facts.hearings
            if hearing.phase in _ANSWERABLE and any(p.id == party for p in hearing.parties)
        ),
        None,
    )


def missing_before_opening(facts: CaseFacts, now: datetime) -> tuple[Missing, ...]:
    """What must be in place before the invitations can go out."""
    hearing = current_hearing(facts)
    if hearing is None or hearing.phase is not HearingPhase.PREPARING:
        return (Missing(Lack.HEARING),)
    missing = [] if hearing.text.strip() else [Missing(Lack.HEARING_TEXT)]
    if not hearing.parties:
        missing.append(Missing(Lack.PARTIES))
    missing += [Missing(Lack.CONTACT, p.name) for p in hearing.parties if not p.contacts]
    for due_on in sorted({party.due_on for party in hearing.parties}):
        missing += _faults_of_deadline(facts, hearing, due_on, now)
    missing += [
        Missing(Lack.DEADLINE_IN_FUTURE, party.due_on.isoformat())
        for party in hearing.parties
        if party.due_at <= now < facts.calendar.end_of(party.due_on)
    ]
    return tuple(missing)


def _faults_of_deadline(
    facts: CaseFacts, hearing: HearingFacts, due_on: date, now: datetime
) -> list[Missing]:
    if facts.calendar.end_of(due_on) <= now:
        return [Missing(Lack.DEADLINE_IN_FUTURE, due_on.isoformat())]
    rule = facts.case_type.hearing_rule(hearing.rule)
    if rule is None or rule.minimum is None:
        return []
    earliest = facts.calendar.add(facts.calendar.local_date(now), rule.minimum)
    if due_on < earliest:
        return [Missing(Lack.MINIMUM_PERIOD, f"{earliest.isoformat()} {rule.source}".strip())]
    return []


def prepare_hearing(draft: Draft, command: PrepareHearing) -> None:
    """Write the plan of the coming round, or write it anew while nobody is invited yet."""
    _refuse_double_parties(command)
    closes_early = _rule(draft.facts, command).close_when_all_answered
    command = replace(
        command, close_when_all_answered=command.close_when_all_answered or closes_early
    )
    hearing = current_hearing(draft.facts)
    if hearing is None:
        hearing_id = _add_round(draft, command)
    elif hearing.phase is HearingPhase.PREPARING:
        hearing_id = hearing.id
        draft.change(*(PartyDropped(party.id) for party in hearing.parties))
        draft.change(_rewritten(hearing_id, command))
    else:
        raise NotAllowed("prepare_hearing", draft.state, (Trigger.CLOSE_HEARING,))
    for position, party in enumerate(command.parties, start=1):
        _add_party(draft, hearing_id, position, party, command)
    draft.counts()
    draft.tell(
        Event.HEARING_PREPARED,
        hearing=hearing_id,
        due_on=command.due_on.isoformat(),
        parties=[party.name for party in command.parties],
    )


def _refuse_double_parties(command: PrepareHearing) -> None:
    counted = Counter(folded(party.name) for party in command.parties)
    twice = [party.name for party in command.parties if counted[folded(party.name)] > 1]
    if twice:
        raise Incomplete(*(Missing(Lack.PARTY_TWICE, name) for name in dict.fromkeys(twice)))


def _rule(facts: CaseFacts, command: PrepareHearing) -> HearingRule:
    rule = facts.case_type.hearing_rule(command.rule)
    if rule is None:
        known = ", ".join(rule.code for rule in facts.case_type.hearings)
        raise Incomplete(Missing(Lack.HEARING_RULE, known))
    return rule


def _add_round(draft: Draft, command: PrepareHearing) -> str:
    step = _hearing_step(draft.facts)
    earlier = [h.round for h in draft.facts.hearings if h.step == step]
    hearing_id = draft.new_id()
    draft.change(
        HearingAdded(
            id=hearing_id,
            case_id=draft.facts.id,
            step=step,
            round=max(earlier, default=0) + 1,
            phase=HearingPhase.PREPARING,
            rule=command.rule,
            text=command.text,
            due_on=command.due_on,
            due_version=1,
            close_when_all_answered=command.close_when_all_answered,
        )
    )
    return hearing_id


def _rewritten(hearing_id: str, command: PrepareHearing) -> HearingRewritten:
    return HearingRewritten(
        hearing_id, command.rule, command.text, command.due_on, command.close_when_all_answered
    )


def _hearing_step(facts: CaseFacts) -> str:
    key, _ = split_state(facts.state)
    if key is None:
        key = _first_hearing_step(facts)
    if key is None or not any(
        step.key == key and step.kind is StepKind.HEARING for step in facts.route.steps
    ):
        raise NotAllowed("prepare_hearing", facts.state, ())
    return key


def _first_hearing_step(facts: CaseFacts) -> str | None:
    """A hearing may be planned while drafting, for the first hearing of the route."""
    if facts.state != DRAFTING:
        return None
    return next((s.key for s in facts.route.steps if s.kind is StepKind.HEARING), None)


def _add_party(
    draft: Draft, hearing_id: str, position: int, plan: PartyPlan, command: PrepareHearing
) -> None:
    due_on = plan.due_on or command.due_on
    exact = command.due_at if plan.due_on is None else None
    party_id = draft.new_id()
    draft.change(
        PartyAdded(
            id=party_id,
            hearing_id=hearing_id,
            case_id=draft.facts.id,
            body=plan.body,
            name=plan.name,
            position=position,
            status=PartyStatus.PREPARING,
            due_on=due_on,
            due_at=exact or draft.facts.calendar.end_of(due_on),
            due_version=1,
            answers=0,
        )
    )
    for contact in plan.contacts:
        draft.change(
            ContactAdded(
                draft.new_id(), party_id, draft.facts.id, contact.name, contact.email, generation=1
            )
        )


def open_hearing(draft: Draft, command: OpenHearing) -> None:
    """Invite the parties, and set the reminders and the closing."""
    missing = missing_before_opening(draft.facts, draft.now)
    hearing = current_hearing(draft.facts)
    draft.move(
        Trigger.OPEN_HEARING, Event.HEARING_OPENED, {"hearing": hearing.id if hearing else None}
    )
    if hearing is None or missing:
        raise Incomplete(*missing)
    draft.change(HearingOpened(hearing.id, HearingPhase.OPEN, draft.now))
    for party in hearing.parties:
        draft.change(PartyStatusSet(party.id, PartyStatus.INVITED))
        write_to_party(draft, MessageKind.INVITATION, hearing, party, due_version=party.due_version)
        _set_reminders(draft, hearing, party, party.due_on, party.due_version)
    _set_closing(draft, hearing, max(p.due_at for p in hearing.parties), hearing.due_version)


def _set_reminders(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    due_on: date,
    due_version: int,
    quiet: timedelta = timedelta(0),
) -> None:
    """Set the rungs of the ladder that lie ahead, save those within a time that is quiet."""
    facts = draft.facts
    for planned in rungs(facts.case_type.ladder, facts.calendar, draft.now, due_on):
        if planned.due_at < draft.now + quiet:
            continue
        draft.set_deadline(
            DeadlineKind.REMINDER,
            planned.due_at,
            f"reminder:{party.id}:{due_version}:{planned.rung}",
            hearing=hearing.id,
            party=party.id,
            rung=planned.rung,
        )


def _set_closing(draft: Draft, hearing: HearingFacts, last_due: datetime, due_version: int) -> None:
    draft.set_deadline(
        DeadlineKind.HEARING_CLOSE,
        last_due + GRACE,
        f"close:{hearing.id}:{due_version}",
        hearing=hearing.id,
    )


def close_early_when_all_answered(draft: Draft, hearing: HearingFacts) -> None:
    """Let the closing fall due at once, where the invitation said that it would."""
    draft.cancel_deadlines(DeadlineKind.HEARING_CLOSE, hearing=hearing.id)
    draft.set_deadline(
        DeadlineKind.HEARING_CLOSE,
        draft.now,
        f"close:{hearing.id}:{hearing.due_version}:{draft.facts.seq}",
        hearing=hearing.id,
    )


def extend_hearing(draft: Draft, command: ExtendHearing) -> None:
    """Move the deadline of all parties or one to a later day; same round, same links.

    A party that has longer already keeps what it has.
    """
    hearing = _open_hearing_of(draft, "extend_hearing")
    extended = _extended(draft, hearing, command)
    version = hearing.due_version + 1
    due_on = max(hearing.due_on, command.due_on) if command.party is None else hearing.due_on
    draft.change(HearingDueSet(hearing.id, due_on, version))
    last_due = [
        _extend_party(draft, hearing, party, command) if party in extended else party.due_at
        for party in hearing.parties
    ]
    draft.cancel_deadlines(DeadlineKind.HEARING_CLOSE, hearing=hearing.id)
    _set_closing(draft, hearing, max(last_due), version)
    draft.counts()
    draft.tell(
        Event.HEARING_EXTENDED,
        hearing=hearing.id,
        party=command.party,
        before=hearing.due_on.isoformat(),
        due_on=command.due_on.isoformat(),
        reason=command.reason,
    )


def _extended(
    draft: Draft, hearing: HearingFacts, command: ExtendHearing
) -> tuple[PartyFacts, ...]:
    """The parties that get longer than they have; never none."""
    asked = [p for p in hearing.parties if command.party in (None, p.id)]
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    if not asked:
        raise Incomplete(Missing(Lack.PARTIES))
    ends = draft.facts.calendar.end_of(command.due_on)
    if ends <= draft.now:
        raise Incomplete(Missing(Lack.DEADLINE_IN_FUTURE, command.due_on.isoformat()))
    extended = tuple(party for party in asked if party.due_at < ends)
    if not extended:
        before = min(party.due_on for party in asked).isoformat()
        raise Incomplete(Missing(Lack.DEADLINE_LATER_THAN_BEFORE, before))
    return extended


def _extend_party(
    draft: Draft, hearing: HearingFacts, party: PartyFacts, command: ExtendHearing
) -> datetime:
    version = party.due_version + 1
    ends = draft.facts.calendar.end_of(command.due_on)
    draft.change(PartyDueSet(party.id, command.due_on, ends, version))
    draft.cancel_deadlines(DeadlineKind.REMINDER, party=party.id)
    if party.status is PartyStatus.INVITED:
        # The letter of extension reminds, and so may a rung of the old ladder have just done.
        _set_reminders(draft, hearing, party, command.due_on, version, quiet=QUIET)
    write_to_party(
        draft,
        MessageKind.EXTENSION,
        hearing,
        party,
        due_version=version,
        before=party.due_on.isoformat(),
        reason=command.reason,
    )
    return ends


def _open_hearing_of(draft: Draft, act: str) -> HearingFacts:
    hearing = current_hearing(draft.facts)
    if hearing is None or hearing.phase is not HearingPhase.OPEN:
        raise NotAllowed(act, draft.state, draft.allowed())
    return hearing


def close_by_hand(draft: Draft, command: CloseHearing) -> None:
    """Close before the deadline, with a reason."""
    draft.require(Trigger.CLOSE_HEARING)
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    close_hearing(draft, command.reason)


def close_hearing(draft: Draft, reason: str = "") -> None:
    """Close the round: note who was silent, collect the answers, draft the report, move on."""
    hearing = current_hearing(draft.facts)
    draft.move(
        Trigger.CLOSE_HEARING,
        Event.HEARING_CLOSED,
        {"hearing": hearing.id if hearing else None, "reason": reason},
    )
    if hearing is None:
        raise Incomplete(Missing(Lack.HEARING))
    draft.change(HearingClosed(hearing.id, HearingPhase.LATE, draft.now))
    silent = [p for p in hearing.parties if p.status is PartyStatus.INVITED]
    draft.change(*(PartyStatusSet(party.id, PartyStatus.SILENT) for party in silent))
    _collect(draft, hearing)
    draft.cancel_deadlines(DeadlineKind.REMINDER, DeadlineKind.HEARING_CLOSE, hearing=hearing.id)
    if split_state(draft.state)[0] is None:
        _seal_soon(draft, hearing)
    tell_officer(draft, MessageKind.CLOSING, "hearing_closed", hearing=hearing.id)


def _collect(draft: Draft, hearing: HearingFacts) -> None:
    """Make the answers attachments of the case, and the report after them."""
    _attach_answers(draft, hearing)
    draft.change(
        AttachmentAdded(
            draft.new_id(),
            draft.facts.id,
            AttachmentKind.REPORT,
            hearing.id,
            None,
            draft.facts.openness,
            draft.now,
        )
    )


def _attach_answers(draft: Draft, hearing: HearingFacts) -> None:
    """Each answer once, though it may be given for several parties."""
    for response in dict.fromkeys(p.response for p in hearing.parties if p.response is not None):
        attach_response(draft, hearing, response)


def attach_response(draft: Draft, hearing: HearingFacts, response: str) -> None:
    """Make an answer an attachment: closed to the public until an officer has checked it."""
    draft.change(
        AttachmentAdded(
            draft.new_id(),
            draft.facts.id,
            AttachmentKind.RESPONSE,
            hearing.id,
            response,
            Openness.CLOSED,
            draft.now,
        )
    )


def _seal_soon(draft: Draft, hearing: HearingFacts) -> None:
    """Where no body follows, late answers are taken until the next working day is over."""
    calendar = draft.facts.calendar
    tomorrow = calendar.local_date(draft.now) + timedelta(days=1)
    draft.set_deadline(
        DeadlineKind.HEARING_SEAL,
        calendar.end_of(calendar.next_working_day(tomorrow)),
        f"seal:{hearing.id}:end",
        hearing=hearing.id,
    )


def seal_hearing(draft: Draft, hearing: HearingFacts) -> None:
    """Take no more answers: the next body's agenda is closed."""
    draft.change(HearingPhaseSet(hearing.id, HearingPhase.SEALED))
    draft.cancel_deadlines(DeadlineKind.HEARING_SEAL, hearing=hearing.id)
    draft.tell(Event.HEARING_SEALED, hearing=hearing.id)


def late_hearings(facts: CaseFacts) -> tuple[HearingFacts, ...]:
    """The rounds that are over but still take answers."""
    return tuple(h for h in facts.hearings if h.phase is HearingPhase.LATE)


def withdraw_hearings(draft: Draft, reason: str) -> None:
    """End every round: what is over is sealed as it stands, what is not is withdrawn and told."""
    for hearing in late_hearings(draft.facts):
        seal_hearing(draft, hearing)
    for hearing in draft.facts.hearings:
        if hearing.phase not in (HearingPhase.PREPARING, HearingPhase.OPEN):
            continue
        draft.tell(Event.HEARING_WITHDRAWN, hearing=hearing.id, reason=reason)
        _end_withdrawn(draft, hearing, reason)


def withdraw_plans_off_route(draft: Draft, reason: str) -> None:
    """Withdraw what was planned for hearings that the route, written anew, does not have."""
    steps = {step.key for step in draft.route.steps if step.kind is StepKind.HEARING}
    for hearing in draft.facts.hearings:
        if hearing.phase is HearingPhase.PREPARING and hearing.step not in steps:
            draft.tell(Event.HEARING_WITHDRAWN, hearing=hearing.id, reason=reason)
            _end_withdrawn(draft, hearing, reason)


def withdraw_hearing(draft: Draft, command: WithdrawHearing) -> None:
    """Take back the open round alone: the parties are told, and the case goes on to what follows.

    What was answered already stays with the case as attachments, and no report is drafted. Raises
    NotAllowed unless the round is open: a plan that nobody has been sent is written anew instead.
    """
    hearing = _open_hearing_of(draft, "withdraw_hearing")
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    draft.move(
        Trigger.CLOSE_HEARING,
        Event.HEARING_WITHDRAWN,
        {"hearing": hearing.id, "reason": command.reason},
    )
    _end_withdrawn(draft, hearing, command.reason)
    _attach_answers(draft, hearing)
    draft.cancel_deadlines(DeadlineKind.REMINDER, DeadlineKind.HEARING_CLOSE, hearing=hearing.id)


def _end_withdrawn(draft: Draft, hearing: HearingFacts, reason: str) -> None:
    """End a round without a result, and write to those who had been invited."""
    draft.change(HearingPhaseSet(hearing.id, HearingPhase.WITHDRAWN))
    for party in hearing.parties:
        draft.change(PartyStatusSet(party.id, PartyStatus.WITHDRAWN))
        if hearing.phase is not HearingPhase.PREPARING:
            write_to_party(
                draft,
                MessageKind.WITHDRAWAL,
                hearing,
                party,
                due_version=party.due_version,
                reason=reason,
            )
