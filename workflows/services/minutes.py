"""Laying out the minutes of a closed meeting, and signing them (styrelsesloven § 13)."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from workflows.engine.daywords import day_figures
from workflows.engine.definition import Member
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.engine.identity import ordered_id
from workflows.engine.members import name_and_role, sitting
from workflows.engine.naming import folded
from workflows.engine.vocabulary import FileStatus, MessageKind
from workflows.records.agendas import lock_meeting
from workflows.records.case_list import EVERYTHING, Viewer
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.given_answers import StoredFile
from workflows.records.minutes import ShownMinutes, SignedBy, lay_out, minutes_of, sign
from workflows.services.agendas import MeetingPage, meeting_page
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.item_papers import Readers
from workflows.services.meeting_papers import MeetingPaper, meeting_paper
from workflows.services.member_mailing import MeetingLetter, mail_members, recipients
from workflows.services.member_reading import Reader, member_page, note_paper
from workflows.services.pdf_papers import pdf
from workflows.services.seats import seats
from workflows.services.secretaries import require_secretary
from workflows.services.uploads import keep
from workflows.services.wording import meetings as say


@dataclass(frozen=True, slots=True)
class Signing:
    """How far the signing of a meeting's minutes has come."""

    minutes: ShownMinutes | None
    """None until they are laid out."""
    waiting: tuple[Member, ...]
    """Who sits in the body and has not signed."""

    def signature_of(self, email: str) -> SignedBy | None:
        """That of the member with this address, folded."""
        signatures = self.minutes.signatures if self.minutes else ()
        return next((one for one in signatures if one.email == email), None)

    def waits_for(self, email: str) -> bool:
        """Whether the member with this address, folded, is to sign."""
        return any(folded(each.email) == email for each in self.waiting)


def signing_of(house: Installation, page: MeetingPage) -> Signing:
    """The minutes of a meeting and who has not signed them."""
    with house.database.connect() as connection:
        minutes = minutes_of(connection, page.id)
        there = _sitting(house, connection, page)
    signed = {one.email for one in minutes.signatures} if minutes else set()
    return Signing(minutes, tuple(each for each in there if folded(each.email) not in signed))


def lay_minutes_out(house: Installation, meeting: str, actor: Actor) -> None:
    """Keep the minutes as they stand, and mail those who are to sign; done once, it stays so.

    Raises NotFound, and WrongInput before the meeting is closed.
    """
    page = meeting_page(house, EVERYTHING, meeting)
    if page.closed_at is None:
        raise WrongInput(say.MEETING_IS_NOT_CLOSED)
    # Before the transaction that names it, so that no row is without its bytes.
    file = _kept(house, page)

    def work(connection: Transaction) -> None:
        lock_meeting(connection, page.id)
        require_secretary(connection, page.code, actor)
        if minutes_of(connection, page.id) is not None:
            return
        now = house.now(read_clock(connection))
        laid = ShownMinutes(_new_id(now), str(actor.id), actor.name, now, file)
        lay_out(connection, page.id, laid)
        to = recipients(connection, _sitting(house, connection, page)).mailed
        letter = MeetingLetter(MessageKind.MINUTES, laid.id, page.id)
        mail_members(connection, to, letter, laid.officer, now)

    in_transaction(house.database, work)


def _kept(house: Installation, page: MeetingPage) -> StoredFile:
    paper = meeting_paper(house, EVERYTHING, page.id, MeetingPaper.MINUTES, Readers())
    name = say.file_of_minutes(page.body, day_figures(page.meets_on))
    file = keep(house, name, BytesIO(pdf(paper)))
    return StoredFile("", file.name, file.size, file.sha256, file.media_type, FileStatus.CLEAN)


def sign_minutes(house: Installation, reader: Reader, meeting: str, remark: str) -> None:
    """Sign as a member behind the own link; raises NotFound for what is not to be signed."""
    page = member_page(house, reader, meeting)
    _sign(house, page, reader.email, remark.strip(), noted_by=None)


def note_signature(house: Installation, meeting: str, email: str, actor: Actor) -> None:
    """Write down that a member has signed on paper; raises NotFound for anybody else."""
    page = meeting_page(house, EVERYTHING, meeting)
    with house.database.connect() as connection:
        require_secretary(connection, page.code, actor)
    _sign(house, page, email, "", noted_by=actor.name)


def _sign(
    house: Installation, page: MeetingPage, email: str, remark: str, *, noted_by: str | None
) -> None:
    def work(connection: Transaction) -> None:
        minutes = minutes_of(connection, page.id)
        own = folded(email)
        there = (each for each in _sitting(house, connection, page) if folded(each.email) == own)
        member = next(there, None)
        if minutes is None or member is None:
            raise NotFound(page.id)
        now = house.now(read_clock(connection))
        signed = SignedBy(own, name_and_role(member), now, noted_by, remark)
        sign(connection, _new_id(now), minutes.id, signed)

    in_transaction(house.database, work)


def minutes_file(house: Installation, looks: Viewer, meeting: str) -> StoredFile:
    """The paper that is signed; raises NotFound, also where it has what is not to be seen."""
    page = meeting_page(house, looks, meeting)
    sees_all = all(line.one.item.visible for line in page.lines if line.one)
    minutes = signing_of(house, page).minutes
    if minutes is None or not sees_all:
        raise NotFound(meeting)
    return minutes.file


def member_minutes_file(house: Installation, reader: Reader, meeting: str) -> StoredFile:
    """The paper that is signed, for a member; its closed items are noted. Raises NotFound."""
    page = member_page(house, reader, meeting)
    minutes = signing_of(house, page).minutes
    if minutes is None:
        raise NotFound(meeting)
    note_paper(house, reader, page)
    return minutes.file


def _sitting(house: Installation, connection: Transaction, page: MeetingPage) -> tuple[Member, ...]:
    """The members on the day of the meeting, and who stood in."""
    return sitting(seats(house, connection, page.meets_on), page.code, page.meets_on)


def _new_id(now: datetime) -> str:
    return ordered_id(now, 0, secrets.token_hex(8))
