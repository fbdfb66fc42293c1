"""Decides on the day that a body sets its own members, within the deadline that it was given."""

from workflows.engine.changes.hearings import PartyInnerDueSet
from workflows.engine.commands.parties import SetInnerDeadline
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.outcome import Draft
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import Event, HearingPhase


def set_inner_deadline(draft: Draft, command: SetInnerDeadline) -> None:
    """Set a body's inner deadline, or take it away; it reminds of nothing and closes nothing.

    Raises Incomplete: OPEN_FOR_ANSWERS once the round is over, INNER_DEADLINE with the last day
    that it can be for a day that is past or after the body's own deadline.
    """
    hearing = answerable_hearing(draft.facts, command.party)
    if hearing is None or hearing.phase is not HearingPhase.OPEN:
        raise Incomplete(Missing(Lack.OPEN_FOR_ANSWERS))
    party = next(one for one in hearing.parties if one.id == command.party)
    today = draft.facts.calendar.local_date(draft.now)
    if command.due_on is not None and not today <= command.due_on <= party.due_on:
        raise Incomplete(Missing(Lack.INNER_DEADLINE, party.due_on.isoformat()))
    draft.change(PartyInnerDueSet(party.id, command.due_on))
    draft.tell(
        Event.PARTY_INNER_DEADLINE,
        party=party.id,
        due_on=command.due_on.isoformat() if command.due_on else None,
    )
