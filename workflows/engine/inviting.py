"""Decides on invitations besides the first: tried on an officer, and sent again to who asks."""

from datetime import date

from workflows.engine.commands.hearings import TryInvitation
from workflows.engine.commands.parties import SendLinkAgain
from workflows.engine.errors import NotAllowed
from workflows.engine.facts import ContactFacts, HearingFacts, PartyFacts
from workflows.engine.outcome import Draft
from workflows.engine.rounds import current_hearing
from workflows.engine.vocabulary import Event, HearingPhase, MessageKind, PartyStatus


def send_link_again(draft: Draft, command: SendLinkAgain) -> None:
    """Send the contacts named their links once more, as far as their rounds take answers."""
    for hearing in draft.facts.hearings:
        if hearing.phase not in (HearingPhase.OPEN, HearingPhase.LATE):
            continue
        for party in hearing.parties:
            for contact in party.contacts:
                if contact.id in command.contacts and party.status is not PartyStatus.WITHDRAWN:
                    _send(draft, hearing, party, contact)


def again_key(contact: str, day: date) -> str:
    """The unique key of a contact's link sent again on a local day."""
    return f"{MessageKind.INVITATION}:again:{contact}:{day.isoformat()}"


def _send(draft: Draft, hearing: HearingFacts, party: PartyFacts, contact: ContactFacts) -> None:
    draft.send(
        MessageKind.INVITATION,
        contact.email,
        again_key(contact.id, draft.facts.calendar.local_date(draft.now)),
        party=party.id,
        contact=contact.id,
        hearing=hearing.id,
        due_version=party.due_version,
        payload={"again": True},
    )
    draft.tell(Event.PARTY_LINK_SENT, hearing=hearing.id, party=party.id, contact=contact.id)


def try_invitation(draft: Draft, command: TryInvitation) -> None:
    """Send an officer what a contact will get; it belongs to no party, so it invites nobody.

    Raises NotAllowed once the hearing is sent, and for a contact that the plan has no more.
    """
    hearing = current_hearing(draft.facts)
    contacts = [one.id for party in (hearing.parties if hearing else ()) for one in party.contacts]
    preparing = hearing is not None and hearing.phase is HearingPhase.PREPARING
    if hearing is None or not preparing or command.contact not in contacts:
        raise NotAllowed("try_invitation", draft.state, draft.allowed())
    draft.send(
        MessageKind.TEST,
        command.recipient,
        f"{MessageKind.TEST}:{draft.facts.id}:{draft.facts.seq}",
        hearing=hearing.id,
        content=command.content,
    )
    draft.tell(Event.HEARING_TRIED, hearing=hearing.id, recipient=command.recipient)
