"""Sending an agenda out: it is kept as it was sent, and each member is mailed a link to it."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from workflows.engine.daywords import day_figures
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.engine.identity import ordered_id
from workflows.engine.members import sitting
from workflows.engine.vocabulary import FileStatus, MessageKind
from workflows.records.agendas import items_on, lock_meeting
from workflows.records.case_list import EVERYTHING, Viewer
from workflows.records.clock import read_clock
from workflows.records.database import Transaction, in_transaction
from workflows.records.dispatches import (
    SentPaper,
    ShownDispatch,
    add_dispatch,
    dispatches_of,
)
from workflows.records.given_answers import StoredFile
from workflows.services.agendas import MeetingPage, meeting_page
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.item_papers import Readers
from workflows.services.meeting_papers import MeetingPaper, meeting_paper, supplement
from workflows.services.member_mailing import (
    MeetingLetter,
    Recipients,
    mail_members,
    recipients,
)
from workflows.services.papers import Paper
from workflows.services.pdf_papers import pdf
from workflows.services.seats import seats
from workflows.services.secretaries import require_secretary
from workflows.services.sent_items import words_to_send
from workflows.services.uploads import keep
from workflows.services.wording import meetings as say


@dataclass(frozen=True, slots=True)
class Sending:
    """What the sending out of a meeting's agenda would be."""

    seen: str
    """All that is to be sent, so that nothing else is."""
    recipients: Recipients


def sending_of(house: Installation, meeting: str) -> Sending:
    """What would be sent out now, and to whom; raises NotFound."""
    page = meeting_page(house, EVERYTHING, meeting)
    with house.database.connect() as connection:
        return Sending(_seen(page), _recipients(house, connection, page))


def sent_file(house: Installation, looks: Viewer, meeting: str, file: str) -> StoredFile:
    """A paper that was sent out; raises NotFound, also where it has what is not to be seen."""
    page = meeting_page(house, looks, meeting)
    sees_all = all(line.one.item.visible for line in page.lines if line.one)
    for paper in (paper for sent in page.dispatches for paper in sent.papers):
        if paper.file.id == file and (paper.everybody or sees_all):
            return paper.file
    raise NotFound(file)


def dispatch_agenda(house: Installation, meeting: str, seen: str, actor: Actor) -> int:
    """Send out what of the agenda was not sent yet; 0 for the agenda, else the supplement's number.

    The agenda is kept as it is sent: its papers, and the words of each item. `seen` is the agenda
    that the officer saw, as `sending_of` told it. Raises NotFound, and WrongInput when there is
    nothing to send, when the meeting is over or was moved, and when the agenda is another by now.
    """
    page = meeting_page(house, EVERYTHING, meeting)
    _refuse(page, seen)
    number = len(page.dispatches)
    # Before the transaction that names them, so that no row is without its bytes.
    papers = tuple(_kept(house, page, number, readers) for readers in _READERS)
    items = [words_to_send(house, line) for line in page.unsent]

    def work(connection: Transaction) -> None:
        lock_meeting(connection, page.id)
        require_secretary(connection, page.code, actor)
        there = [one.item.id for one in page.items]
        sent_by_now = len(dispatches_of(connection, page.id))
        if sorted(items_on(connection, page.id)) != sorted(there) or sent_by_now != number:
            raise WrongInput(say.AGENDA_WAS_CHANGED)
        now = house.now(read_clock(connection))
        sent = ShownDispatch(
            _new_id(now),
            number,
            page.opening_items,
            page.closing_items,
            str(actor.id),
            actor.name,
            now,
            papers,
        )
        add_dispatch(connection, page.id, sent, items)
        letter = MeetingLetter(MessageKind.AGENDA, sent.id, page.id, number)
        to = _recipients(house, connection, page).mailed
        mail_members(connection, to, letter, sent.officer, now)

    in_transaction(house.database, work)
    return number


_READERS = (Readers(), Readers(everybody=True))


def _seen(page: MeetingPage) -> str:
    return " ".join(line.one.item.id for line in page.unsent if line.one)


def _refuse(page: MeetingPage, seen: str) -> None:
    if page.closed_at is not None or page.is_past:
        raise WrongInput(say.MEETING_IS_HELD)
    if page.change is not None:
        raise WrongInput(say.MEETING_WAS_MOVED_OR_CANCELLED)
    if not page.unsent:
        raise WrongInput(say.NOTHING_LEFT_TO_SEND)
    if _seen(page) != seen:
        raise WrongInput(say.AGENDA_WAS_CHANGED)


def _kept(house: Installation, page: MeetingPage, number: int, readers: Readers) -> SentPaper:
    paper = _paper(house, page, number, readers)
    called = say.AGENDA if number == 0 else say.supplement_number(number)
    part = say.THE_OPEN_ITEMS if readers.everybody else ""
    name = f"{called} {page.body} {day_figures(page.meets_on)}{part}.pdf"
    file = keep(house, name, BytesIO(pdf(paper)))
    kept = StoredFile(
        _new_id(house.real_clock()),
        file.name,
        file.size,
        file.sha256,
        file.media_type,
        FileStatus.CLEAN,
    )
    return SentPaper(readers.everybody, kept)


def _paper(house: Installation, page: MeetingPage, number: int, readers: Readers) -> Paper:
    if number == 0:
        return meeting_paper(house, EVERYTHING, page.id, MeetingPaper.AGENDA, readers)
    return supplement(house, EVERYTHING, page, number, readers)


def _recipients(house: Installation, connection: Transaction, page: MeetingPage) -> Recipients:
    """Those who sit in the body on its day, and the substitutes asked to come."""
    today = house.around.calendar.local_date(house.now(read_clock(connection)))
    there = sitting(seats(house, connection, today), page.code, page.meets_on)
    return recipients(connection, there)


def _new_id(now: datetime) -> str:
    return ordered_id(now, 0, secrets.token_hex(8))
