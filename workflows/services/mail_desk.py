"""What an officer does with mails that came in: reads, registers as answers, dismisses."""

import io
from dataclasses import dataclass
from datetime import datetime

from workflows.engine.commands.answers import Answer
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import Incomplete, Lack, Missing, WrongInput
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.rounds import answerable_hearing
from workflows.engine.vocabulary import Channel, FileStatus, MailStatus, Stance
from workflows.records import inbox
from workflows.records.api_pages import AskedIn, place_of_party
from workflows.records.case_list import Viewer
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.inbox import OpenParty, ShownMail
from workflows.services.acting import act_within, existing_id, named
from workflows.services.answers import with_what_stands
from workflows.services.blobs import place_in
from workflows.services.errors import NotFound
from workflows.services.inbox import inbox_folder
from workflows.services.installation import Installation
from workflows.services.reading_mail import MailFile, read_mail
from workflows.services.sniffing import media_type_of
from workflows.services.uploads import MOST_BYTES, checked, keep

MOST_MAILS = 200
MOST_PARTIES = 50

WAITING = (MailStatus.MATCHED, MailStatus.UNPLACED)
"""Mails that wait for a person."""

_REGISTERABLE = (*WAITING, MailStatus.AUTO, MailStatus.BOUNCE, MailStatus.DISMISSED)


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file in a mail; why it is not taken, where it is not."""

    number: int
    name: str
    size: int
    fault: str


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail with all that its page shows."""

    mail: ShownMail
    text: str
    files: tuple[ShownFile, ...]
    parties: tuple[OpenParty, ...]
    """Those that it may be registered on, the proposed one first."""

    @property
    def is_waiting(self) -> bool:
        """Whether a person is to look at it."""
        return self.mail.status in WAITING

    @property
    def is_registered(self) -> bool:
        """Whether it has become an answer."""
        return self.mail.status is MailStatus.REGISTERED


@dataclass(frozen=True, slots=True)
class Placement:
    """How an officer registers a mail as an answer."""

    party: str
    stance: Stance
    text: str
    files: tuple[int, ...] = ()
    """Numbers of the mail's files that go with it."""


def mails(house: Installation, looks: Viewer, *, waiting: bool) -> list[ShownMail]:
    """The newest mails that wait for a person, or those that do not any more."""
    others = [status for status in MailStatus if status not in WAITING]
    with house.database.connect() as connection:
        return inbox.list_mails(connection, looks, WAITING if waiting else others, MOST_MAILS)


def opened_mail(house: Installation, looks: Viewer, mail: str, search: str = "") -> OpenedMail:
    """One mail; raises NotFound, also for one in a closed case that is not to be seen."""
    shown = _found(house, looks, mail)
    read = read_mail(_raw(house, shown), "")
    with house.database.connect() as connection:
        parties = inbox.open_parties(connection, looks, search, MOST_PARTIES, shown.party)
    files = tuple(_shown(number, file) for number, file in enumerate(read.files))
    return OpenedMail(shown, read.text, files, tuple(parties))


def mail_file(house: Installation, looks: Viewer, mail: str, number: int) -> MailFile:
    """A file of a mail that has passed every check of an upload; raises NotFound for others."""
    shown = _found(house, looks, mail)
    files = read_mail(_raw(house, shown), "").files
    if not 0 <= number < len(files):
        raise NotFound(mail)
    file = files[number]
    try:
        passed = checked(house, file.name, io.BytesIO(file.content))
    except WrongInput:
        raise NotFound(mail) from None
    if passed.status is not FileStatus.CLEAN:
        raise NotFound(mail)
    return MailFile(passed.name, file.content)


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
    shown = _found(house, looks, mail)
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
    shown = _found(house, looks, mail)
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
            raise WrongInput("mailen er allerede behandlet")

    in_transaction(house.database, work)


def _found(house: Installation, looks: Viewer, mail: str) -> ShownMail:
    mail = existing_id(mail)
    with house.database.connect() as connection:
        found = inbox.find_mail(connection, looks, mail)
    if found is None:
        raise NotFound(mail)
    return found


def _raw(house: Installation, mail: ShownMail) -> bytes:
    try:
        return place_in(inbox_folder(house.settings), mail.sha256).read_bytes()
    except FileNotFoundError:
        return b""


def _shown(number: int, file: MailFile) -> ShownFile:
    return ShownFile(number, file.name, len(file.content), _fault(file))


def _fault(file: MailFile) -> str:
    if not file.content or len(file.content) > MOST_BYTES:
        return "Filen er tom eller fylder mere end 20 MB"
    try:
        media_type_of(file.name, io.BytesIO(file.content))
    except WrongInput as wrong:
        return str(wrong)
    return ""


def _kept(
    house: Installation, mail: ShownMail, numbers: tuple[int, ...]
) -> tuple[UploadedFile, ...]:
    files = read_mail(_raw(house, mail), "").files
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
        raise WrongInput("mailen er allerede skrevet ind som svar")


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
        raise WrongInput("mailen kom, før høringen blev åbnet")
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
