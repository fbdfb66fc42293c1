"""What an officer does with a mail that came in: registers it as an answer, or dismisses it."""

import io
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.answers import Answer
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import Channel, MailStatus, Stance
from workflows.records import inbox
from workflows.records.api_pages import AskedIn, place_of_party
from workflows.records.case_list import Viewer
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.inbox import ShownMail
from workflows.services.acting import act_within, existing_id, named
from workflows.services.answers import with_what_stands
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.mail_desk import WAITING, found_mail, held_in
from workflows.services.uploads import keep
from workflows.services.wording import acts as say

_REGISTERABLE = (*WAITING, MailStatus.AUTO, MailStatus.BOUNCE, MailStatus.DISMISSED)


@dataclass(frozen=True, slots=True)
class Placement:
    """How an officer registers a mail as an answer."""

    party: str
    stance: Stance
    text: str
    files: tuple[int, ...] = ()
    """Numbers of the mail's files that go with it."""


def register_mail(
    house: Installation,
    looks: Viewer,
    mail: str,
    placed: Placement,
    actor: Actor,
    *,
    request_id: str | None = None,
) -> AskedIn:
    """Register a mail as a party's answer, received when the mail was; where the party is heard.

    Raises NotFound, WrongInput for a file that is not taken or a mail that is registered already,
    and Incomplete: OPEN_FOR_ANSWERS, ANSWER_TEXT.
    """
    shown = found_mail(house, looks, mail)
    files = _kept(house, shown, placed.files)
    party = existing_id(placed.party)

    def work(connection: Transaction) -> AskedIn:
        place = place_of_party(connection, looks, party)
        if place is None:
            raise NotFound(party)

        def made(facts: CaseFacts, now: datetime) -> Answer:
            """Called once the case is locked: of two who register the mail, one is the first."""
            _settle(connection, shown, (place.case, party), actor, now)
            answered = _answer(shown, place, party, placed, files, facts, now)
            return with_what_stands(connection, facts, answered)

        act_within(connection, house, place.case, made, actor, request_id=request_id)
        return place

    return in_transaction(house.database, work)


def dismiss_mail(house: Installation, looks: Viewer, mail: str, reason: str, actor: Actor) -> None:
    """Put a mail aside as no answer; raises NotFound, Incomplete: REASON, and WrongInput."""
    shown = found_mail(house, looks, mail)
    if not reason.strip():
        raise Incomplete(Missing(Lack.REASON))

    def work(connection: Transaction) -> None:
        settled = inbox.settle_mail(
            connection,
            shown.id,
            WAITING,
            MailStatus.DISMISSED,
            at=house.now(read_clock(connection)),
            by=named(actor),
            note=reason.strip(),
        )
        if not settled:
            raise WrongInput(say.MAIL_IS_DONE_WITH)

    in_transaction(house.database, work)


def _kept(
    house: Installation, mail: ShownMail, numbers: tuple[int, ...]
) -> tuple[UploadedFile, ...]:
    files = held_in(house, mail).files
    chosen = [files[number] for number in dict.fromkeys(numbers) if 0 <= number < len(files)]
    return tuple(keep(house, file.name, io.BytesIO(file.content)) for file in chosen)


def _settle(
    connection: Transaction, mail: ShownMail, place: tuple[str, str], actor: Actor, now: datetime
) -> None:
    by = named(actor)
    status = MailStatus.REGISTERED
    if not inbox.settle_mail(
        connection, mail.id, _REGISTERABLE, status, at=now, by=by, place=place
    ):
        raise WrongInput(say.MAIL_IS_REGISTERED)


def _answer(
    mail: ShownMail,
    place: AskedIn,
    party: str,
    placed: Placement,
    files: tuple[UploadedFile, ...],
    facts: CaseFacts,
    now: datetime,
) -> Answer:
    hearing = answerable_hearing(facts, party)
    if hearing is None:
        raise Incomplete(Missing(Lack.OPEN_FOR_ANSWERS))
    if place.opened_at is not None and mail.received_at < place.opened_at:
        raise WrongInput(say.MAIL_CAME_BEFORE_THE_HEARING)
    asked = next(one for one in hearing.parties if one.id == party)
    known = (one.id for one in asked.contacts if one.email.lower() == mail.sender)
    return Answer(
        party=party,
        stance=placed.stance,
        text=placed.text,
        received_at=min(mail.received_at, now),
        submission_key=f"mail:{mail.id}",
        base_version=asked.answers,
        channel=Channel.MAIL,
        contact=next(known, None),
        files=files,
    )
