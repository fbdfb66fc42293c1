"""Decides on giving those heard longer than they were told."""

from dataclasses import replace
from datetime import date, datetime

from workflows.engine.changes.answers import ResponseInTime
from workflows.engine.changes.hearings import HearingDueSet, PartyAnswered, PartyDueSet
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.counting import counts_for
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import HearingFacts, PartyFacts
from workflows.engine.hearing_times import set_closing, set_reminders
from workflows.engine.ladder import QUIET
from workflows.engine.notices import tell_who_was_not_reached, write_to_party
from workflows.engine.outcome import Draft, Json
from workflows.engine.rounds import open_round
from workflows.engine.vocabulary import DeadlineKind, Event, MessageKind, PartyStatus


def extend_hearing(draft: Draft, command: ExtendHearing) -> None:
    """Move the deadline of all parties or one to a later day; same round, same links.

    A party that has longer already keeps what it has.
    """
    hearing = open_round(draft, "extend_hearing")
    extended = _extended(draft, hearing, command)
    version = hearing.due_version + 1
    draft.change(HearingDueSet(hearing.id, _own_due_on(hearing, extended, command), version))
    last_due = [
        _extend_party(draft, hearing, party, command) if party in extended else party.due_at
        for party in hearing.parties
    ]
    draft.cancel_deadlines(DeadlineKind.HEARING_CLOSE, hearing=hearing.id)
    set_closing(draft, hearing, max(last_due), version)
    in_time = _take_as_in_time(draft, hearing, extended, command)
    tell_who_was_not_reached(draft, MessageKind.EXTENSION, hearing, extended)
    draft.counts()
    draft.tell(
        Event.HEARING_EXTENDED,
        hearing=hearing.id,
        party=command.party,
        before=hearing.due_on.isoformat(),
        due_on=command.due_on.isoformat(),
        reason=command.reason,
        **({"in_time": in_time} if in_time else {}),
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
        first = min(asked, key=lambda party: party.due_on)
        whose = f" {first.name}" if command.party or first.due_on != hearing.due_on else ""
        raise Incomplete(
            Missing(Lack.DEADLINE_LATER_THAN_BEFORE, f"{first.due_on.isoformat()}{whose}")
        )
    return extended


def _own_due_on(
    hearing: HearingFacts, extended: tuple[PartyFacts, ...], command: ExtendHearing
) -> date:
    """The hearing's own deadline; never a day that no party has any more."""
    due_on = max(hearing.due_on, command.due_on) if command.party is None else hearing.due_on
    days = [command.due_on if p in extended else p.due_on for p in hearing.parties]
    return due_on if due_on in days else min(days)


def _extend_party(
    draft: Draft, hearing: HearingFacts, party: PartyFacts, command: ExtendHearing
) -> datetime:
    version = party.due_version + 1
    ends = draft.facts.calendar.end_of(command.due_on)
    draft.change(PartyDueSet(party.id, command.due_on, ends, version))
    draft.cancel_deadlines(DeadlineKind.REMINDER, party=party.id)
    if party.status is PartyStatus.INVITED:
        # The letter of extension reminds, and so may a rung of the old ladder have just done.
        set_reminders(draft, hearing, party, command.due_on, version, quiet=QUIET)
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


def _take_as_in_time(
    draft: Draft,
    hearing: HearingFacts,
    extended: tuple[PartyFacts, ...],
    command: ExtendHearing,
) -> list[Json]:
    """The answers that are late no more, by id; what counts for a party may be one of them now.

    An answer is late when it came after the deadline that its party has.
    """
    longer, ends = {party.id for party in extended}, draft.facts.calendar.end_of(command.due_on)
    standing = [
        replace(one, late=one.late and not (one.party in longer and one.received_at < ends))
        for one in command.standing
    ]
    came = [now for was, now in zip(command.standing, standing, strict=True) if was != now]
    draft.change(*(ResponseInTime(one.id) for one in came))
    concerned = {party for one in came for party in (one.party, *one.jointly_with)}
    for party in hearing.parties:
        counting = counts_for(standing, party.id) if party.id in concerned else party.response
        if counting is not None and counting != party.response:
            draft.change(PartyAnswered(party.id, PartyStatus.ANSWERED, party.answers, counting))
    return [one.id for one in came]
