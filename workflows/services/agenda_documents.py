"""Published meetings as documents for programs; docs/agendas.md tells of each field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workflows.records.decisions import ShownDecision
from workflows.records.public_meetings import ListedMeeting
from workflows.services.calendars import change_of
from workflows.services.installation import Installation
from workflows.services.papers import Block, Heading, Numbered, Text
from workflows.services.public_meetings import (
    LineKind,
    PublicAttachment,
    PublicItem,
    PublicMeeting,
    body_name,
)

FORM = 1
"""Raised when a field changes its meaning or goes; a new field does not raise it."""


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting in the list."""

    id: str
    body: str
    body_name: str
    meets_on: date
    status: str
    """`agenda` or `minutes`."""
    cancelled: bool
    """Whether it is not held, on that day or any other."""
    moved_to: date | None
    """The day that it is held on instead."""
    published_at: datetime
    changed_at: datetime
    page: str
    document: str
    """Address of the meeting's own document."""


@dataclass(frozen=True, slots=True)
class MeetingIndex:
    """The meetings, the one that changed last coming first."""

    form: int
    municipality: str
    meetings: tuple[MeetingEntry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item, such as its recommendation."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecidedPoint:
    """What was decided on one point of the recommendation."""

    number: int
    text: str
    word: str | None


@dataclass(frozen=True, slots=True)
class SaidAtIt:
    """A remark, by the whole body where `members` is empty; `dissent`: a minority's statement."""

    text: str
    members: str
    dissent: bool


@dataclass(frozen=True, slots=True)
class DecisionDocument:
    """What the meeting decided, as it was recorded."""

    decided_on: date
    word: str
    text: str
    points: tuple[DecidedPoint, ...]
    remarks: tuple[SaidAtIt, ...]
    absentees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttachmentDocument:
    """An attachment; `address` where it can be fetched, or where it can be read."""

    name: str
    address: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class ItemDocument:
    """A line of the agenda; only those of the kind `case` have more than number and title."""

    number: int
    kind: LineKind
    title: str
    case_number: str = ""
    late_reason: str = ""
    parts: tuple[Part, ...] = ()
    decision: DecisionDocument | None = None
    attachments: tuple[AttachmentDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingDocument:
    """A meeting with all that everybody may read of it."""

    form: int
    municipality: str
    meeting: MeetingEntry
    items: tuple[ItemDocument, ...]


def index_document(house: Installation, listed: Iterable[ListedMeeting]) -> MeetingIndex:
    """The list of meetings."""
    entries = tuple(_entry(house, one) for one in listed)
    return MeetingIndex(FORM, house.definitions.municipality.name, entries)


def meeting_document(
    house: Installation, told: PublicMeeting, items: Iterable[PublicItem]
) -> MeetingDocument:
    """One meeting with its open items in full."""
    full = {item.line.number: item for item in items}
    entry = _entry(house, told.listed)
    lines = tuple(
        _item(entry.page, full[line.number])
        if line.number in full
        else ItemDocument(line.number, line.kind, line.title)
        for line in told.lines
    )
    return MeetingDocument(FORM, house.definitions.municipality.name, entry, lines)


def _entry(house: Installation, listed: ListedMeeting) -> MeetingEntry:
    page = f"{house.settings.base_url.rstrip('/')}/dagsordener/{listed.id}"
    change = change_of(house, listed.body, listed.meets_on)
    return MeetingEntry(
        id=listed.id,
        body=listed.body,
        body_name=body_name(house, listed.body),
        meets_on=listed.meets_on,
        status="minutes" if listed.closed_at else "agenda",
        cancelled=change is not None and change.to is None,
        moved_to=change.to if change else None,
        published_at=listed.published_at,
        changed_at=listed.changed_at,
        page=page,
        document=f"{page}.json",
    )


def _item(page: str, item: PublicItem) -> ItemDocument:
    line = item.line
    own = item.decision
    return ItemDocument(
        number=line.number,
        kind=line.kind,
        title=line.title,
        case_number=line.case_number,
        late_reason=line.late_reason,
        parts=tuple(_parts(item.parts)),
        decision=_decision(own) if own else None,
        attachments=tuple(_attachment(page, line.number, one) for one in item.attachments),
    )


def _parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """The blocks under each heading; what stands before the first is told by other fields."""
    title = ""
    paragraphs: list[str] = []
    points: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            if title:
                yield Part(title, tuple(paragraphs), tuple(points))
            title, paragraphs, points = block.text, [], []
        elif isinstance(block, Text):
            paragraphs.append(block.text)
        elif isinstance(block, Numbered):
            points.extend(block.items)
    if title:
        yield Part(title, tuple(paragraphs), tuple(points))


def _decision(decision: ShownDecision) -> DecisionDocument:
    return DecisionDocument(
        decided_on=decision.decided_on,
        word=decision.word,
        text=decision.text,
        points=tuple(DecidedPoint(one.number, one.text, one.word) for one in decision.points),
        remarks=tuple(SaidAtIt(one.text, one.members, one.dissent) for one in decision.remarks),
        absentees=decision.absentees,
    )


def _attachment(page: str, number: int, attachment: PublicAttachment) -> AttachmentDocument:
    file = attachment.file
    if file is not None:
        address = f"{page}/{number}/bilag/{file.id}"
        return AttachmentDocument(attachment.name, address, file.sha256)
    base = page.partition("/dagsordener/")[0]
    heard = f"{base}/hoeringer/{attachment.hearing}" if attachment.hearing else None
    return AttachmentDocument(attachment.name, heard, None)
