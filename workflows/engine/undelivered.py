"""Decides on mail that gets through late or never: who is not written to, what officers hear."""

from workflows.engine.changes.hearings import ContactReachSet, PartyStatusSet
from workflows.engine.commands.parties import MarkUnreachable, NoteLateInvitations, NoteUndelivered
from workflows.engine.facts import HearingFacts, PartyFacts
from workflows.engine.notices import tell_officer
from workflows.engine.outcome import Draft
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import (
    DeadlineKind,
    Event,
    HearingPhase,
    MessageKind,
    PartyStatus,
)


def mark_unreachable(draft: Draft, command: MarkUnreachable) -> None:
    """A mail came back for good: write there no more, and tell the officer, who knows another way.

    A party is unreachable once mail to every one of its contacts has come back.
    """
    hearing = answerable_hearing(draft.facts, command.party)
    if hearing is None:
        return
    party = next(p for p in hearing.parties if p.id == command.party)
    reached = [contact for contact in party.contacts if not contact.unreachable]
    dead = [contact for contact in reached if contact.email == command.recipient]
    if party.status is not PartyStatus.INVITED or not dead:
        return
    draft.change(*(ContactReachSet(contact.id, unreachable=True) for contact in dead))
    cut_off = len(dead) == len(reached)
    if cut_off:
        draft.change(PartyStatusSet(party.id, PartyStatus.UNREACHABLE))
        draft.cancel_deadlines(DeadlineKind.REMINDER, party=party.id)
    draft.tell(Event.PARTY_UNREACHABLE, party=party.id, recipient=command.recipient)
    tell_officer(
        draft,
        MessageKind.OFFICER,
        "party_unreachable",
        hearing=hearing.id,
        urgent=cut_off and _time_runs(draft, hearing, party),
        party=party.name,
        recipient=command.recipient,
    )


def note_undelivered(draft: Draft, command: NoteUndelivered) -> None:
    """A letter was given up: the officer, who knows another way, is told.

    The address may be a good one all the same, so it is written to again.
    """
    for hearing in draft.facts.hearings:
        for party in hearing.parties:
            if party.id == command.party:
                _tell_of_undelivered(draft, hearing, party, command)


def _tell_of_undelivered(
    draft: Draft, hearing: HearingFacts, party: PartyFacts, command: NoteUndelivered
) -> None:
    draft.tell(
        Event.OFFICER_NOTIFIED,
        party=party.id,
        recipient=command.recipient,
        letter=command.letter,
    )
    invited = command.letter is not MessageKind.INVITATION
    tell_officer(
        draft,
        MessageKind.OFFICER,
        "not_sent",
        hearing=hearing.id,
        urgent=not invited and _time_runs(draft, hearing, party),
        party=party.name,
        recipient=command.recipient,
        letter=command.letter,
    )


def note_late_invitations(draft: Draft, command: NoteLateInvitations) -> None:
    """Ask the officer to extend where less than the minimum period is left since the invitation.

    The minimum runs from when those heard know of it; which law gives it stands with the rule.
    """
    calendar = draft.facts.calendar
    for hearing in draft.facts.hearings:
        rule = draft.facts.case_type.hearing_rule(hearing.rule)
        if rule is None or rule.minimum is None or hearing.phase is not HearingPhase.OPEN:
            continue
        earliest = calendar.add(calendar.local_date(draft.now), rule.minimum)
        late = [p for p in hearing.parties if p.id in command.parties and p.due_on < earliest]
        if not late:
            continue
        names = [party.name for party in late]
        draft.tell(Event.OFFICER_NOTIFIED, parties=tuple(names))
        tell_officer(
            draft,
            MessageKind.OFFICER,
            "invited_late",
            hearing=hearing.id,
            urgent=True,
            parties=", ".join(names),
            rule=rule.title,
            extend_to=earliest.isoformat(),
        )


def _time_runs(draft: Draft, hearing: HearingFacts, party: PartyFacts) -> bool:
    """Whether the party still has days to answer in, of which it does not know."""
    return hearing.phase is HearingPhase.OPEN and draft.now < party.due_at
