"""Decides on opening a round: whether it is ready, and who is invited."""

from datetime import date, datetime

from workflows.engine.changes.hearings import HearingOpened, PartyStatusSet
from workflows.engine.commands.hearings import OpenHearing
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import CaseFacts, HearingFacts
from workflows.engine.hearing_times import set_closing, set_reminders
from workflows.engine.notices import write_to_party
from workflows.engine.outcome import Draft
from workflows.engine.rounds import current_hearing, was_heard_before
from workflows.engine.vocabulary import Event, HearingPhase, MessageKind, PartyStatus, Trigger
from workflows.engine.whom_to_hear import unexplained


def missing_before_opening(facts: CaseFacts, now: datetime) -> tuple[Missing, ...]:
    """What must be in place before the invitations can go out."""
    hearing = current_hearing(facts)
    if hearing is None or hearing.phase is not HearingPhase.PREPARING:
        return (Missing(Lack.HEARING),)
    heard = {party.body for party in hearing.parties}
    missing = [] if hearing.text.strip() else [Missing(Lack.HEARING_TEXT)]
    if was_heard_before(facts, hearing.step) and not hearing.changes.strip():
        missing.append(Missing(Lack.CHANGES))
    if not hearing.parties:
        missing.append(Missing(Lack.PARTIES))
    missing += [Missing(Lack.CONTACT, p.name) for p in hearing.parties if not p.contacts]
    missing += [
        Missing(Lack.WHY_NOT_HEARD, f"{one.name} ({one.sources})")
        for one in unexplained(facts.to_hear, heard, hearing.left_out)
    ]
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
        set_reminders(draft, hearing, party, party.due_on, party.due_version)
    set_closing(draft, hearing, max(p.due_at for p in hearing.parties), hearing.due_version)
