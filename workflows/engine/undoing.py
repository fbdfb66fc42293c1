"""Decides on undoing an answer registered by mistake: it stays, and counts no more."""

from workflows.engine.changes.answers import PublicationEnded, ResponseUndone
from workflows.engine.changes.hearings import PartyFallsBack
from workflows.engine.closing import attach_response
from workflows.engine.commands.answers import UndoResponse
from workflows.engine.errors import Incomplete, Lack, Missing
from workflows.engine.facts import HearingFacts, PartyFacts
from workflows.engine.hearing_times import close_at_deadline_again, set_reminders
from workflows.engine.outcome import Draft
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import Event, HearingPhase, MessageKind, PartyStatus


def undo_response(draft: Draft, command: UndoResponse) -> None:
    """Let each party that it counted for have the answer that it had before, or none.

    Raises Incomplete: REASON, or OPEN_FOR_ANSWERS once the round is sealed or withdrawn, for by
    then others have built upon what was collected.
    """
    hearing = answerable_hearing(draft.facts, command.party)
    if hearing is None:
        raise Incomplete(Missing(Lack.OPEN_FOR_ANSWERS))
    if not command.reason.strip():
        raise Incomplete(Missing(Lack.REASON))
    draft.change(
        ResponseUndone(command.response, draft.now, draft.actor.name, command.reason.strip())
    )
    if command.publication is not None:
        draft.change(PublicationEnded(command.publication, draft.now, draft.actor.name))
    parties = {party.id: party for party in hearing.parties}
    for party, response in command.falls_back:
        _fall_back(draft, hearing, parties[party], response, command)
        if party != command.party:
            _tell_joined(draft, hearing, parties[party], command, answered=response is not None)
    for response in command.to_attach if hearing.phase is HearingPhase.LATE else ():
        attach_response(draft, hearing, response)
    waits_again = any(response is None for _, response in command.falls_back)
    if waits_again and hearing.phase is HearingPhase.OPEN and hearing.close_when_all_answered:
        close_at_deadline_again(draft, hearing)
    _journal(draft, hearing, command)


def _fall_back(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    response: str | None,
    command: UndoResponse,
) -> None:
    status = _status(hearing, party, response)
    undone = party.undone + (party.id == command.party)
    draft.change(PartyFallsBack(party.id, status, response, undone))
    if status is PartyStatus.INVITED:
        set_reminders(draft, hearing, party, party.due_on, party.due_version, anew=True)


def _tell_joined(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    command: UndoResponse,
    *,
    answered: bool,
) -> None:
    """Tell those who were answered for: they have a receipt, and would wait for nothing more."""
    for contact in party.contacts:
        if not contact.unreachable:
            draft.send(
                MessageKind.UNDONE,
                contact.email,
                f"undone:{command.response}:{contact.id}",
                party=party.id,
                contact=contact.id,
                hearing=hearing.id,
                payload={
                    "response": command.response,
                    "answered": answered,
                    "reason": command.reason.strip(),
                },
            )


def _status(hearing: HearingFacts, party: PartyFacts, response: str | None) -> PartyStatus:
    if response is not None:
        return PartyStatus.ANSWERED
    if party.is_cut_off:
        return PartyStatus.UNREACHABLE
    return PartyStatus.INVITED if hearing.phase is HearingPhase.OPEN else PartyStatus.SILENT


def _journal(draft: Draft, hearing: HearingFacts, command: UndoResponse) -> None:
    draft.counts()
    draft.tell(
        Event.RESPONSE_UNDONE,
        hearing=hearing.id,
        party=command.party,
        response=command.response,
        jointly_with=[party for party, _ in command.falls_back if party != command.party],
        reason=command.reason.strip(),
    )
