"""What a member of bodies reads behind the own link; each closed item that is read is noted."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflows.engine.definition import MeetingChange, Member
from workflows.engine.identity import ordered_id
from workflows.engine.member_access import is_out, may_read, readable_bodies
from workflows.engine.members import name_and_role
from workflows.engine.naming import folded
from workflows.engine.vocabulary import Openness, Reading
from workflows.records.case_list import EVERYTHING
from workflows.records.clock import read_clock
from workflows.records.closed_reads import ReadItem, note_reads
from workflows.records.database import in_transaction
from workflows.records.dispatches import dispatched
from workflows.records.given_answers import StoredFile
from workflows.records.meeting_pages import ShownMeeting, meetings_of_bodies
from workflows.records.member_links import link_by_id
from workflows.services.acting import existing_id
from workflows.services.agenda_lines import PageItem
from workflows.services.agendas import MeetingPage, meeting_page, noted_meeting
from workflows.services.calendars import change_of, meetings_after
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.item_papers import Readers
from workflows.services.links import is_members
from workflows.services.meeting_papers import MeetingPaper, meeting_paper
from workflows.services.papers import Paper
from workflows.services.seats import seats


@dataclass(frozen=True, slots=True)
class Reader:
    """A member whose link is good."""

    link: str
    """The link's id."""
    email: str
    name: str
    named: str
    """With the role, as the log names who read."""
    bodies: tuple[str, ...]
    """The codes of those whose agendas may be read."""
    now: datetime
    today: date
    seats: tuple[Member, ...]
    """Who sits where, those included who stand in at a meeting."""


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting in the member's list."""

    body: str
    """Its name."""
    meets_on: date
    dispatch_on: date
    meeting: str | None
    """Its id, where the agenda may be read."""
    closed: bool
    """Whether there are minutes."""
    change: MeetingChange | None = None
    """Set when it is not held on that day."""


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a member's bodies."""

    coming: tuple[ListedMeeting, ...]
    """The next one first."""
    held: tuple[ListedMeeting, ...]
    """The last one first."""


def open_member_link(house: Installation, link: str, token: str) -> Reader:
    """Whose link it is; changes nothing.

    Raises NotFound alike for a token that is foreign, withdrawn or none, and for somebody whose
    last period is over.
    """
    link = existing_id(link)
    with house.database.connect() as connection:
        held = link_by_id(connection, link)
        now = house.now(read_clock(connection))
        today = house.around.calendar.local_date(now)
        members = seats(house, connection, today)
    if held is None or not held.is_good or not is_members(house, link, held.generation, token):
        raise NotFound(link)
    bodies = readable_bodies(members, held.email, today)
    if not bodies:
        raise NotFound(link)
    own = [each for each in members if folded(each.email) == held.email]
    seat = next(each for each in own if each.body in bodies and each.last >= today)
    return Reader(link, held.email, seat.name, name_and_role(seat), bodies, now, today, members)


def member_meetings(house: Installation, reader: Reader) -> Meetings:
    """The meetings of the member's bodies, within the own periods: those to come, those held."""
    with house.database.connect() as connection:
        noted = meetings_of_bodies(connection, reader.bodies)
        sent = dispatched(connection, [meeting.id for meeting in noted])
    listed = [
        _listed(house, meeting)
        for meeting in noted
        if _may_read(reader, meeting.body, meeting.meets_on, is_dispatched=meeting.id in sent)
    ]
    coming = [one for one in listed if one.meets_on >= reader.today]
    held = [one for one in listed if one.meets_on < reader.today]
    coming += _not_sent(house, reader, {(one.body, one.meets_on) for one in coming})
    coming.sort(key=lambda one: (one.meets_on, one.body))
    return Meetings(tuple(coming), tuple(reversed(held)))


def _listed(house: Installation, meeting: ShownMeeting) -> ListedMeeting:
    body = house.around.bodies.get(meeting.body)
    return ListedMeeting(
        body.name if body else meeting.body,
        meeting.meets_on,
        meeting.dispatch_on,
        meeting.id,
        meeting.closed_at is not None,
        change_of(house, meeting.body, meeting.meets_on),
    )


def _not_sent(
    house: Installation, reader: Reader, sent: set[tuple[str, date]]
) -> Iterable[ListedMeeting]:
    """The next meeting of each body whose agenda has not gone out, with the day that it does."""
    for code in reader.bodies:
        name = house.around.bodies[code].name
        for meeting in meetings_after(house, code, reader.today, _LOOKED_AT):
            own = may_read(reader.seats, reader.email, code, meeting.meets_on, reader.today)
            if own and (name, meeting.meets_on) not in sent:
                yield ListedMeeting(name, meeting.meets_on, meeting.dispatch_on, None, closed=False)
                break


_LOOKED_AT = 3
"""Meetings of the calendar, of which the first may be sent already."""


def member_agenda(house: Installation, reader: Reader, meeting: str) -> MeetingPage:
    """The agenda of a meeting, closed items included, which is noted of each of them.

    Raises NotFound alike for a meeting of another body, of another time, not sent or unknown.
    """
    page = member_page(house, reader, meeting)
    _note(house, reader, page, _closed(page), Reading.TITLE)
    return page


def member_paper(house: Installation, reader: Reader, meeting: str, kind: MeetingPaper) -> Paper:
    """The whole agenda, or the minutes once the meeting is closed; raises NotFound."""
    page = member_page(house, reader, meeting)
    if kind is MeetingPaper.MINUTES and page.closed_at is None:
        raise NotFound(meeting)
    if kind is MeetingPaper.AGENDA and page.dispatches:
        # What was sent out is read as it was sent, and not as it would be made today.
        raise NotFound(meeting)
    paper = meeting_paper(house, EVERYTHING, page.id, kind, Readers())
    _note(house, reader, page, _closed(page), Reading.PAPER)
    return paper


def member_sent_file(house: Installation, reader: Reader, meeting: str, file: str) -> StoredFile:
    """The whole agenda as it was sent out, or a supplement to it; raises NotFound."""
    page = member_page(house, reader, meeting)
    papers = [paper for sent in page.dispatches for paper in sent.papers if not paper.everybody]
    found = next((paper.file for paper in papers if paper.file.id == file), None)
    if found is None:
        raise NotFound(file)
    _note(house, reader, page, _closed(page), Reading.PAPER)
    return found


def note_paper(house: Installation, reader: Reader, page: MeetingPage) -> None:
    """Write down that the member reads a paper with all the closed items of the meeting."""
    _note(house, reader, page, _closed(page), Reading.PAPER)


def read_item(
    house: Installation, reader: Reader, meeting: str, item: str
) -> tuple[MeetingPage, PageItem]:
    """One item of a meeting that the member may read, with the meeting; raises NotFound."""
    page = member_page(house, reader, meeting)
    found = next((one for one in page.items if one.item.id == item), None)
    if found is None:
        raise NotFound(item)
    return page, found


def note_item(
    house: Installation,
    reader: Reader,
    page: MeetingPage,
    item: PageItem,
    what: Reading,
    detail: str = "",
) -> None:
    """Write down that the member reads this item, or a file of it, if it is closed."""
    closed = item.item.openness is Openness.CLOSED
    _note(house, reader, page, [item] if closed else [], what, detail)


def member_page(house: Installation, reader: Reader, meeting: str) -> MeetingPage:
    """A meeting that the member may read, nothing noted; raises NotFound."""
    body, meets_on = noted_meeting(house, meeting)
    if body not in reader.bodies:
        raise NotFound(meeting)
    page = meeting_page(house, EVERYTHING, meeting)
    if not _may_read(reader, body, meets_on, is_dispatched=bool(page.dispatches)):
        raise NotFound(meeting)
    return page if reader.today >= meets_on else _as_sent(page)


def _as_sent(page: MeetingPage) -> MeetingPage:
    """Without what came on the agenda afterwards and was not sent out yet."""
    lines = (line for line in page.lines if line.one is None or line.sent_in is not None)
    return replace(page, lines=tuple(lines))


def _may_read(reader: Reader, body: str, meets_on: date, *, is_dispatched: bool) -> bool:
    own = may_read(reader.seats, reader.email, body, meets_on, reader.today)
    return own and is_out(meets_on, reader.today, dispatched=is_dispatched)


def _closed(page: MeetingPage) -> list[PageItem]:
    return [one for one in page.items if one.item.openness is Openness.CLOSED]


def _note(
    house: Installation,
    reader: Reader,
    page: MeetingPage,
    items: Iterable[PageItem],
    what: Reading,
    detail: str = "",
) -> None:
    reads = [
        ReadItem(
            id=ordered_id(reader.now, ordinal, secrets.token_hex(8)),
            case=one.item.case,
            meeting=page.id,
            link=reader.link,
            reader=reader.named,
            what=what,
            detail=detail,
            at=reader.now,
        )
        for ordinal, one in enumerate(items)
    ]
    if reads:
        in_transaction(house.database, lambda connection: note_reads(connection, reads))
