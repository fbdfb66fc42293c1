"""Decides on the plan of a round of hearing: what is asked, of whom, and until when."""

from collections import Counter
from dataclasses import replace

from workflows.engine.changes.documents import DocumentDropped
from workflows.engine.changes.hearings import (
    ContactAdded,
    HearingAdded,
    HearingRewritten,
    PartyAdded,
    PartyDropped,
)
from workflows.engine.commands.hearings import PartyPlan, PrepareHearing
from workflows.engine.definition import HearingRule
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.facts import CaseFacts, HearingFacts
from workflows.engine.naming import folded
from workflows.engine.outcome import Draft, Json
from workflows.engine.planned_documents import added
from workflows.engine.rounds import current_hearing, first_hearing_step, was_heard_before
from workflows.engine.route import split_state
from workflows.engine.vocabulary import Event, HearingPhase, PartyStatus, StepKind, Trigger
from workflows.engine.whom_to_hear import LeftOut, left_out_text


def prepare_hearing(draft: Draft, command: PrepareHearing) -> None:
    """Write the plan of the coming round, or write it anew while nobody is invited yet."""
    _refuse_double_parties(command)
    closes_early = _rule(draft.facts, command).close_when_all_answered
    command = replace(
        command, close_when_all_answered=command.close_when_all_answered or closes_early
    )
    hearing = current_hearing(draft.facts)
    left_out = _left_out(draft.facts, command)
    if hearing is None or hearing.phase is HearingPhase.LATE:
        hearing_id = _add_round(draft, command, left_out)
    elif hearing.phase is HearingPhase.PREPARING:
        hearing_id = hearing.id
        draft.change(*(PartyDropped(party.id) for party in hearing.parties))
        draft.change(_rewritten(draft.facts, hearing, command, left_out))
    else:
        raise NotAllowed("prepare_hearing", draft.state, (Trigger.CLOSE_HEARING,))
    for position, party in enumerate(command.parties, start=1):
        _add_party(draft, hearing_id, position, party, command)
    _set_documents(draft, hearing_id, command)
    draft.counts()
    draft.tell(
        Event.HEARING_PREPARED,
        hearing=hearing_id,
        due_on=command.due_on.isoformat(),
        parties=[party.name for party in command.parties],
        **_documents_told(command),
        **_left_out_told(left_out),
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


def _add_round(draft: Draft, command: PrepareHearing, left_out: tuple[LeftOut, ...]) -> str:
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
            changes=_changes(draft.facts, step, command),
            left_out=left_out_text(left_out),
        )
    )
    return hearing_id


def _changes(facts: CaseFacts, step: str, command: PrepareHearing) -> str:
    """What is another than before; in a first round there is no before."""
    return command.changes.strip() if was_heard_before(facts, step) else ""


def _rewritten(
    facts: CaseFacts,
    hearing: HearingFacts,
    command: PrepareHearing,
    left_out: tuple[LeftOut, ...],
) -> HearingRewritten:
    return HearingRewritten(
        hearing.id,
        command.rule,
        command.text,
        command.due_on,
        command.close_when_all_answered,
        _changes(facts, hearing.step, command),
        left_out_text(left_out),
    )


def _left_out(facts: CaseFacts, command: PrepareHearing) -> tuple[LeftOut, ...]:
    """Of those that must be heard the ones that are not, as far as a reason is given."""
    heard = {party.body for party in command.parties}
    reasons = {one.body: one.reason.strip() for one in command.not_heard}
    return tuple(
        LeftOut(one.body, one.name, one.sources, reasons[one.body])
        for one in facts.to_hear
        if one.body not in heard and reasons.get(one.body)
    )


def _left_out_told(left_out: tuple[LeftOut, ...]) -> dict[str, Json]:
    told: list[Json] = [{"name": one.name, "reason": one.reason} for one in left_out]
    return {"not_heard": told} if told else {}


def _hearing_step(facts: CaseFacts) -> str:
    key, _ = split_state(facts.state)
    if key is None:
        key = first_hearing_step(facts)
    if key is None or not any(
        step.key == key and step.kind is StepKind.HEARING for step in facts.route.steps
    ):
        raise NotAllowed("prepare_hearing", facts.state, ())
    return key


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


def _set_documents(draft: Draft, hearing_id: str, command: PrepareHearing) -> None:
    """Put the documents in place of those that the plan had, unless they are left as they are."""
    if command.documents is None:
        return
    draft.change(*(DocumentDropped(document) for document in command.documents_before))
    for position, document in enumerate(command.documents, start=1):
        draft.change(added(draft, hearing_id, position, document))


def _documents_told(command: PrepareHearing) -> dict[str, Json]:
    if command.documents is None:
        return {}
    told: list[Json] = [
        {"name": one.file.name, "sha256": one.file.sha256} for one in command.documents
    ]
    return {"documents": told}
