"""The invitation before it is sent: shown as its recipient will see it, and sent to the officer."""

from dataclasses import dataclass, replace
from html import escape

from workflows.engine.commands.hearings import TryInvitation
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import MessageKind
from workflows.records.hearing_pages import ShownContact, ShownHearing, ShownParty
from workflows.records.letters import Addressee, LetterFacts
from workflows.records.outbox import Claimed
from workflows.records.tries import Tried, tries_of
from workflows.services.acting import Done, act
from workflows.services.desk import CasePage
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.letters import Content, compose, link_mark, one_line
from workflows.services.wording import letters as say

MARK = say.A_TRIAL
"""How the subject of a test begins."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An invitation as one contact will get it; where the link will be, an address that is none."""

    party: ShownParty
    contact: ShownContact
    content: Content

    @property
    def body(self) -> str:
        """What a program that shows HTML will show: the inside of the page."""
        return self.content.html.partition("<body")[2].partition(">")[2].partition("</body>")[0]


def preview(
    house: Installation, page: CasePage, hearing: ShownHearing, contact: str = ""
) -> Preview:
    """The invitation to a contact, the first one where none is named; raises NotFound."""
    found = (
        (party, one)
        for party in hearing.parties
        for one in party.contacts
        if contact in ("", one.id)
    )
    chosen = next(found, None)
    if chosen is None:
        raise NotFound(contact)
    message = _message(page, *chosen)
    content = compose(house, message, _facts(page, hearing, *chosen), page.now)
    return Preview(*chosen, _inert(house, message, content))


def try_invitation(
    house: Installation,
    page: CasePage,
    hearing: ShownHearing,
    contact: str,
    recipient: str,
    actor: Actor,
    *,
    request_id: str | None = None,
) -> Done:
    """Send an officer the invitation to a contact, marked as a test.

    Raises NotFound for a contact that the plan has not, NotAllowed once the hearing is sent.
    """
    shown = preview(house, page, hearing, contact)
    content = _as_test(shown, actor.name, recipient).stored()
    command = TryInvitation(shown.contact.id, recipient, content)
    return act(house, page.facts.id, command, actor, request_id=request_id)


def tests_sent(house: Installation, page: CasePage, hearing: ShownHearing) -> list[Tried]:
    """The tests that were sent, and how they fared, the newest first."""
    with house.database.connect() as connection:
        return tries_of(connection, page.facts.id, hearing.id)


def _message(page: CasePage, party: ShownParty, contact: ShownContact) -> Claimed:
    """The letter as it would be taken from the outbox, if it were sent now."""
    return Claimed(
        id=contact.id,
        case=page.facts.id,
        kind=MessageKind.INVITATION,
        recipient=contact.email,
        party=party.id,
        contact=contact.id,
        due_version=None,
        attempts=0,
        uncertain=False,
        created_at=page.now,
        payload="{}",
        content=None,
        lease=page.now,
    )


def _facts(
    page: CasePage, hearing: ShownHearing, party: ShownParty, contact: ShownContact
) -> LetterFacts:
    facts = page.facts
    return LetterFacts(
        case=facts.id,
        number=facts.number,
        title=facts.title,
        openness=facts.openness,
        officer_name=facts.officer.name,
        officer_email=facts.officer.email,
        officer_phone=facts.officer.phone,
        addressee=Addressee(
            party=party.id,
            party_name=party.name,
            due_at=party.due_at,
            due_version=1,
            contact=contact.id,
            contact_name=contact.name,
            generation=contact.generation,
            round=hearing.round,
            changes=hearing.changes,
            hearing_text=hearing.text,
            close_when_all_answered=hearing.close_when_all_answered,
            invitation=None,
        ),
        answer=None,
        tally=None,
    )


def _inert(house: Installation, message: Claimed, content: Content) -> Content:
    """The words with an address that opens nothing where the link will be."""
    mark = link_mark(message.id)
    shown = f"{house.settings.base_url.rstrip('/')}/svar/…"
    link = f'<a href="{escape(mark)}">{escape(mark)}</a>'
    return replace(
        content,
        text=content.text.replace(mark, shown),
        html=content.html.replace(link, f"<u>{escape(shown)}</u>"),
    )


def _as_test(shown: Preview, officer: str, address: str) -> Content:
    content, told = shown.content, say.THIS_IS_A_TRIAL.format(party=shown.party.name)
    begin, tag, rest = content.html.partition("<body")
    opening, _, inside = rest.partition(">")
    return replace(
        content,
        subject=f"{MARK}: {content.subject}",
        text=f"{told}\n\n{content.text}",
        html=f"{begin}{tag}{opening}>\n<p><strong>{escape(told)}</strong></p>\n<hr>{inside}",
        recipient_name=one_line(officer),
        reply_to=address,
        due_version=None,
    )
