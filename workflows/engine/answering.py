"""Decides on an answer: whether it is taken, whether it is late, and what it sets going."""

from collections.abc import Collection, Mapping
from datetime import datetime

from workflows.engine.changes.answers import FileAdded, JointPartyAdded, ResponseAdded
from workflows.engine.changes.hearings import ContactReachSet, PartyAnswered
from workflows.engine.closing import attach_response
from workflows.engine.commands.answers import Answer, StandingAnswer
from workflows.engine.counting import counts_for
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import ContactFacts, HearingFacts, PartyFacts
from workflows.engine.hearing_times import close_early_when_all_answered
from workflows.engine.identity import receipt_number
from workflows.engine.link_secrets import without_link_secrets
from workflows.engine.notices import tell_officer, tell_watchers
from workflows.engine.outcome import Draft
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import (
    Channel,
    DeadlineKind,
    Event,
    HearingPhase,
    MessageKind,
    PartyStatus,
    Stance,
)
from workflows.engine.wording import casework as say
from workflows.engine.workdays import WorkCalendar

_NEEDS_TEXT = (Stance.SUPPORTS_WITH_REMARKS, Stance.OPPOSES)


def came_before(calendar: WorkCalendar, opened_at: datetime | None, received_at: datetime) -> bool:
    """Whether an answer is said to have come on a day before it was asked for: a slip of the pen.

    It would stand in the report, and decide whether the answer was in time.
    """
    day = calendar.local_date
    return opened_at is not None and day(received_at) < day(opened_at)


def answer(draft: Draft, command: Answer) -> None:
    """Take an answer, or a new version of one; late ones too, until the hearing is sealed.

    An answer is an official document received (offentlighedsloven § 15): it is journalised with
    the instant it was received, which alone decides whether it is late.
    """
    hearing = answerable_hearing(draft.facts, command.party)
    if hearing is None:
        raise Incomplete(Missing(Lack.OPEN_FOR_ANSWERS))
    party = _party(hearing, command.party)
    _refuse_stale_or_empty(party, command)
    _refuse_strangers(hearing, command)
    _refuse_those_who_have_answered(hearing, command)
    late = command.received_at >= party.due_at
    response = _store(draft, hearing, party, command, late)
    counting = _mark_answered(draft, hearing, party, command, response, late)
    _journal(draft, hearing, party, command, response, late, counting[party.id])
    _send_receipt(draft, hearing, party, command, response, counting[party.id])
    _tell_joined(draft, hearing, party, command, response, counting)
    if counting[party.id] == response:
        _tell_who_is_left_with_the_old_one(draft, hearing, party, command, response)
    if late or hearing.phase is HearingPhase.LATE:
        _tell_of_answer_after_closing(draft, hearing, party, command, late)
    if hearing.phase is HearingPhase.LATE:
        attach_response(draft, hearing, response)
    elif hearing.close_when_all_answered and _all_answered(hearing, counting):
        close_early_when_all_answered(draft, hearing)


def _party(hearing: HearingFacts, party: str) -> PartyFacts:
    return next(p for p in hearing.parties if p.id == party)


def _refuse_stale_or_empty(party: PartyFacts, command: Answer) -> None:
    if command.base_version != party.answers:
        raise Incomplete(Missing(Lack.STALE_ANSWER, str(party.answers)))
    if command.stance in _NEEDS_TEXT and not command.text.strip() and not command.files:
        raise Incomplete(Missing(Lack.ANSWER_TEXT))


def _refuse_strangers(hearing: HearingFacts, command: Answer) -> None:
    strangers = set(command.jointly_with) - {party.id for party in hearing.parties}
    if strangers:
        raise WrongInput(say.ONLY_WITH_PARTIES_HEARD, "jointly_with")


def _refuse_those_who_have_answered(hearing: HearingFacts, command: Answer) -> None:
    """Nobody is answered for by a second, be it after an answer of its own or another's for it."""
    givers = {one.id: one.party for one in command.standing}
    taken = [
        party.name
        for party in hearing.parties
        if party.id in command.jointly_with
        and party.id != command.party
        and (
            party.has_own_answer or givers.get(party.response or "", command.party) != command.party
        )
    ]
    if taken:
        raise WrongInput(say.have_answered(", ".join(taken)), "jointly_with")


def _store(
    draft: Draft, hearing: HearingFacts, party: PartyFacts, command: Answer, late: bool
) -> str:
    response = draft.new_id()
    draft.change(
        ResponseAdded(
            id=response,
            party_id=party.id,
            hearing_id=hearing.id,
            case_id=draft.facts.id,
            version=party.answers + 1,
            stance=command.stance,
            text=without_link_secrets(command.text),
            received_at=command.received_at,
            late=late,
            receipt=receipt_number(response),
            submission_key=command.submission_key,
            channel=command.channel,
            contact_id=command.contact,
        )
    )
    for file in command.files:
        draft.change(
            FileAdded(
                draft.new_id(),
                response,
                file.name,
                file.size,
                file.sha256,
                file.media_type,
                file.status,
            )
        )
    return response


def _mark_answered(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    command: Answer,
    response: str,
    late: bool,
) -> dict[str, str]:
    """Mark the party, and those it answered for, and let nobody remind them.

    Gives the answer that counts for each of them now. That need not be the new one: what was
    received last counts, and a letter is registered days after it came.
    """
    others = tuple(other for other in command.jointly_with if other != party.id)
    given = StandingAnswer(response, party.id, command.received_at, late, others)
    standing = sorted((*command.standing, given), key=lambda one: one.received_at)
    counting: dict[str, str] = {}
    for one in (party, *(p for p in hearing.parties if p.id in others)):
        if one.id in others:
            draft.change(JointPartyAdded(draft.new_id(), response, one.id))
        counting[one.id] = counts_for(standing, one.id) or response
        answers = one.answers + (one.id == party.id)
        draft.change(PartyAnswered(one.id, PartyStatus.ANSWERED, answers, counting[one.id]))
        draft.cancel_deadlines(DeadlineKind.REMINDER, party=one.id)
    return counting


def _all_answered(hearing: HearingFacts, answered: Collection[str]) -> bool:
    return all(p.status is PartyStatus.ANSWERED or p.id in answered for p in hearing.parties)


def _journal(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    command: Answer,
    response: str,
    late: bool,
    counting: str,
) -> None:
    replaces = party.has_own_answer and counting == response
    draft.tell(
        Event.RESPONSE_REPLACED if replaces else Event.RESPONSE_RECEIVED,
        hearing=hearing.id,
        party=party.id,
        response=response,
        jointly_with=list(command.jointly_with),
        received_at=command.received_at.isoformat(),
        late=late,
        channel=command.channel,
        files=[file.sha256 for file in command.files],
        **({} if counting == response else {"beside": True}),
    )


def _send_receipt(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    command: Answer,
    response: str,
    counting: str,
) -> None:
    contact = _contact(party, command.contact)
    if contact is None:
        return
    if contact.unreachable:
        draft.change(ContactReachSet(contact.id, unreachable=False))
    draft.send(
        MessageKind.RECEIPT,
        contact.email,
        f"receipt:{response}",
        party=party.id,
        contact=contact.id,
        hearing=hearing.id,
        payload={"response": response, **({} if counting == response else {"beside": True})},
    )


def _tell_joined(
    draft: Draft,
    hearing: HearingFacts,
    party: PartyFacts,
    command: Answer,
    response: str,
    counting: Mapping[str, str],
) -> None:
    """Tell those who were answered for what was said in their name; they may answer themselves.

    Whoever has an answer of its own is told nothing: that one counts still.
    """
    for other in hearing.parties:
        if other.id not in command.jointly_with or other.id == party.id or other.has_own_answer:
            continue
        beside = {} if counting.get(other.id, response) == response else {"beside": True}
        for contact in other.contacts:
            draft.send(
                MessageKind.RECEIPT,
                contact.email,
                f"receipt:{response}:{contact.id}",
                party=other.id,
                contact=contact.id,
                hearing=hearing.id,
                payload={"response": response, **beside},
            )


def _tell_who_is_left_with_the_old_one(
    draft: Draft, hearing: HearingFacts, party: PartyFacts, command: Answer, response: str
) -> None:
    """Tell those whose joint answer its giver has replaced without them: it counts for them still.

    What was said in their name with a receipt is not taken back behind their back; they may
    want another.
    """
    if not party.has_own_answer or party.response is None:
        return
    for other in hearing.parties:
        left = other.response == party.response and other.id not in command.jointly_with
        if other.id == party.id or not left or other.has_own_answer:
            continue
        for contact in other.contacts:
            draft.send(
                MessageKind.LEFT_WITH_JOINT,
                contact.email,
                f"left_with_joint:{response}:{contact.id}",
                party=other.id,
                contact=contact.id,
                hearing=hearing.id,
                payload={"response": party.response},
            )


def _tell_of_answer_after_closing(
    draft: Draft, hearing: HearingFacts, party: PartyFacts, command: Answer, late: bool
) -> None:
    """Nobody looks for answers any more; what an officer has written in is known already."""
    if command.channel is Channel.LINK:
        about = "late_answer" if late else "answer_after_closing"
        tell_officer(draft, MessageKind.OFFICER, about, hearing=hearing.id, party=party.name)
        tell_watchers(draft, about, hearing=hearing.id, party=party.name)


def _contact(party: PartyFacts, contact: str | None) -> ContactFacts | None:
    return next((c for c in party.contacts if c.id == contact), None)
