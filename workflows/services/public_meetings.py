"""What everybody may read of meetings: agendas as they were sent out, and minutes once closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflows.engine.daywords import day_words
from workflows.engine.definition import MeetingChange
from workflows.engine.vocabulary import AttachmentKind, FileStatus, Openness
from workflows.records.case_list import EVERYTHING
from workflows.records.decisions import ShownDecision
from workflows.records.given_answers import StoredFile
from workflows.records.public_meetings import (
    ListedMeeting,
    changed_last,
    public_meeting,
    public_meetings,
)
from workflows.services.acting import existing_id
from workflows.services.agenda_lines import AgendaLine, PageItem
from workflows.services.agendas import MeetingPage, meeting_page
from workflows.services.calendars import change_of
from workflows.services.desk import CasePage, case_page
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.item_papers import (
    attachment_words,
    decision_blocks,
    decisions_before,
    told_blocks,
)
from workflows.services.meeting_papers import LATE
from workflows.services.papers import Block, Heading, Numbered, Paper, Text
from workflows.services.sent_items import SentWords, item_kept
from workflows.services.wording import meetings as say

PER_PAGE = 50
"""Meetings on one page of the list."""

IN_FEEDS = 100
"""Meetings in the feeds."""


class LineKind(StrEnum):
    """What everybody is told of a line of an agenda."""

    STANDING = "standing"
    CASE = "case"
    CLOSED = "closed"
    """That there is a closed item, and no more."""
    GONE = "gone"
    """That it was taken off the agenda after that was sent out."""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line of the agenda as everybody may read it."""

    number: int
    kind: LineKind
    title: str
    """In Danish; of a closed item only that it is one."""
    case_number: str = ""
    decided: str = ""
    """The decision's word, once the meeting is closed."""
    late_reason: str = ""
    """Why it came on after the agenda's cut-off (styrelsesloven § 8, stk. 4)."""


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """A meeting with its agenda or minutes."""

    listed: ListedMeeting
    body: str
    """Its name."""
    lines: tuple[PublicLine, ...]
    change: MeetingChange | None
    """Set when it is not held on that day."""

    @property
    def has_minutes(self) -> bool:
        """Whether what was decided is told too."""
        return self.listed.closed_at is not None

    @property
    def title(self) -> str:
        """`Referat: Økonomiudvalget, tirsdag den 9. januar 2024`."""
        called = say.MINUTES if self.has_minutes else say.AGENDA
        return f"{called}: {self.body}, {day_words(self.listed.meets_on)}"


@dataclass(frozen=True, slots=True)
class PublicAttachment:
    """An attachment that everybody may know of."""

    name: str
    file: StoredFile | None
    """None for what is not fetched here: an answer, a report, one that the scanner holds back."""
    hearing: str | None
    """Id of the hearing whose public page has what may be read of it."""


@dataclass(frozen=True, slots=True)
class PublicItem:
    """An open case on the agenda, as it was sent out, with what was decided there."""

    line: PublicLine
    parts: tuple[Block, ...]
    """As they were sent out; headings of level 2."""
    decided: tuple[Block, ...]
    """What the meeting decided, once it is closed."""
    decision: ShownDecision | None
    """The same, as it was recorded."""
    attachments: tuple[PublicAttachment, ...]


@dataclass(frozen=True, slots=True)
class MeetingList:
    """One page of the list."""

    meetings: tuple[tuple[ListedMeeting, str, MeetingChange | None], ...]
    """Each with its body's name and what became of its day, the last day first."""
    more: bool


def meeting_list(house: Installation, page: int) -> MeetingList:
    """A page of the published meetings, the first being 1."""
    with house.database.connect() as connection:
        found = public_meetings(connection, (page - 1) * PER_PAGE, PER_PAGE + 1)
    named = tuple(
        (one, body_name(house, one.body), change_of(house, one.body, one.meets_on))
        for one in found[:PER_PAGE]
    )
    return MeetingList(named, len(found) > PER_PAGE)


def meetings_in_feeds(house: Installation) -> list[PublicMeeting]:
    """Those of which something came out last, the latest first."""
    with house.database.connect() as connection:
        found = changed_last(connection, IN_FEEDS)
    return [_meeting(house, one, meeting_page(house, EVERYTHING, one.id)) for one in found]


def published_meeting(house: Installation, meeting: str) -> PublicMeeting:
    """One meeting; raises NotFound alike for one that is not out and for none at all."""
    listed, page = _found(house, meeting)
    return _meeting(house, listed, page)


def published_item(house: Installation, meeting: str, number: int) -> PublicItem:
    """An open item of a meeting by its number on the agenda; raises NotFound for any other."""
    listed, page = _found(house, meeting)
    return _item(house, listed, page, number)


def published_items(house: Installation, meeting: str) -> tuple[PublicItem, ...]:
    """All open items of a meeting; raises NotFound."""
    listed, page = _found(house, meeting)
    told = _meeting(house, listed, page).lines
    open_ones = (line.number for line in told if line.kind is LineKind.CASE)
    return tuple(_item(house, listed, page, number) for number in open_ones)


def public_attachment(house: Installation, meeting: str, number: int, file: str) -> StoredFile:
    """A file of an open attachment of an open item; raises NotFound for any other."""
    for attachment in published_item(house, meeting, number).attachments:
        if attachment.file is not None and attachment.file.id == file:
            return attachment.file
    raise NotFound(file)


def published_paper(house: Installation, meeting: str) -> Paper:
    """What the pages of the meeting show, as one paper; raises NotFound."""
    told = published_meeting(house, meeting)
    items = {one.line.number: one for one in published_items(house, meeting)}
    municipality = house.definitions.municipality.name
    return Paper(
        title=told.title,
        author=municipality,
        foot=f"{municipality} · {told.title}",
        made_on=told.listed.meets_on,
        blocks=(Heading(1, told.title), *_paper_blocks(told, items)),
    )


def _paper_blocks(told: PublicMeeting, items: dict[int, PublicItem]) -> Iterator[Block]:
    for line in told.lines:
        yield Heading(2, f"{line.number}. {line.title}")
        item = items.get(line.number)
        if item is None:
            continue
        if line.late_reason:
            yield Heading(3, LATE)
            yield Text(line.late_reason)
        for block in (*item.parts, *item.decided):
            yield Heading(3, block.text) if isinstance(block, Heading) else block
        if item.attachments:
            yield Heading(3, say.ATTACHMENT)
            yield Numbered(tuple(attachment.name for attachment in item.attachments))


def body_name(house: Installation, code: str) -> str:
    """The body's name; the code of one that the definitions have no more."""
    known = house.around.bodies.get(code)
    return known.name if known else code


def _found(house: Installation, meeting: str) -> tuple[ListedMeeting, MeetingPage]:
    with house.database.connect() as connection:
        listed = public_meeting(connection, existing_id(meeting))
    if listed is None:
        raise NotFound(meeting)
    return listed, meeting_page(house, EVERYTHING, listed.id)


def _meeting(house: Installation, listed: ListedMeeting, page: MeetingPage) -> PublicMeeting:
    lines = (_line(line, listed) for line in page.lines if _is_told(line, listed, page))
    return PublicMeeting(listed, body_name(house, listed.body), tuple(lines), page.change)


def _is_told(line: AgendaLine, listed: ListedMeeting, page: MeetingPage) -> bool:
    """What came after the agenda was sent out waits for its supplement, or for the minutes."""
    sent = line.one is None or line.sent_in is not None or not page.dispatches
    return sent or listed.closed_at is not None


def _line(line: AgendaLine, listed: ListedMeeting) -> PublicLine:
    if line.one is None:
        return PublicLine(line.number, LineKind.STANDING, line.standing)
    item = line.one.item
    if item.is_gone:
        return PublicLine(line.number, LineKind.GONE, say.ITEM_IS_DROPPED)
    if _is_closed(line.one):
        return PublicLine(line.number, LineKind.CLOSED, say.CLOSED_ITEM)
    return PublicLine(
        number=line.number,
        kind=LineKind.CASE,
        title=item.sent_title or item.title,
        case_number=item.number,
        decided=line.one.decided if listed.closed_at and not item.active else "",
        late_reason=item.late_reason,
    )


def _is_closed(one: PageItem) -> bool:
    """Closed now, or when it was sent out: what was closed then has words that nobody may read."""
    return Openness.CLOSED in (one.item.openness, one.item.sent_openness)


def _item(house: Installation, listed: ListedMeeting, page: MeetingPage, number: int) -> PublicItem:
    told = {line.number: line for line in _meeting(house, listed, page).lines}
    shown = told.get(number)
    one = next((line.one for line in page.lines if line.number == number), None)
    if shown is None or shown.kind is not LineKind.CASE or one is None:
        raise NotFound(str(number))
    case = case_page(house, EVERYTHING, one.item.case)
    kept = item_kept(house, one.item.id)
    before = decisions_before(case.decisions, one.item.id)
    decision = _decision(listed, case, one)
    return PublicItem(
        line=shown,
        parts=kept.blocks if kept else tuple(told_blocks(house, case, before, 1)),
        decided=tuple(decision_blocks(house, case, decision, 2)) if decision else (),
        decision=decision,
        attachments=tuple(_attachments(case, kept)),
    )


def _decision(listed: ListedMeeting, case: CasePage, one: PageItem) -> ShownDecision | None:
    """The meeting's own, once it is closed: until then a member may stop it (§ 23)."""
    if listed.closed_at is None or one.item.active:
        return None
    return next((each for each in case.decisions if each.item == one.item.id), None)


def _attachments(case: CasePage, kept: SentWords | None) -> Iterator[PublicAttachment]:
    """Those that the item had; what came later is of a later meeting."""
    for attachment in case.attachments:
        if kept is not None and attachment.id not in kept.attachments:
            continue
        if attachment.openness is Openness.CLOSED:
            yield PublicAttachment(say.CLOSED_ATTACHMENT, None, None)
            continue
        file = attachment.file if attachment.kind is AttachmentKind.DOCUMENT else None
        if file is not None and file.status is not FileStatus.CLEAN:
            file = None
        yield PublicAttachment(attachment_words(case, attachment), file, attachment.hearing)
