"""One item of an agenda as a member reads it: its parts, the answers, the report, the files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflows.engine.vocabulary import AttachmentKind, FileStatus, Openness, Reading
from workflows.records.case_list import EVERYTHING
from workflows.records.case_pages import ShownAttachment
from workflows.records.documents import ShownDocument
from workflows.records.given_answers import ShownResponse, StoredFile
from workflows.records.reports import ReportState
from workflows.services.agenda_lines import PageItem
from workflows.services.agendas import MeetingPage
from workflows.services.desk import CasePage, case_page
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.item_papers import (
    attachment_words,
    decision_blocks,
    decisions_before,
    told_blocks,
)
from workflows.services.member_reading import Reader, note_item, read_item
from workflows.services.papers import Block
from workflows.services.reports import standing_reports
from workflows.services.sent_items import SentWords, item_kept, item_sent

File = StoredFile | ShownDocument


@dataclass(frozen=True, slots=True)
class ItemAttachment:
    """An attachment as a member reads it."""

    name: str
    openness: Openness
    answer: ShownResponse | None
    files: tuple[File, ...]
    came_after: bool
    """Whether it was laid on the case after the agenda was sent out."""


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item on the agenda of one meeting."""

    meeting: MeetingPage
    item: PageItem
    number: int
    """On the agenda."""
    blocks: tuple[Block, ...]
    """Its parts, in the order of the printed ones, as they were sent out if they were."""
    rewritten: bool
    """Whether the case was written differently after it was sent out."""
    attachments: tuple[ItemAttachment, ...]
    taken_off: int
    """How many attachments it had when it was sent out, and has no more."""
    documents: tuple[ShownDocument, ...]
    """What was sent with the hearings."""


def member_item(house: Installation, reader: Reader, meeting: str, item: str) -> ItemPage:
    """The item with all that belongs to it; a closed one is noted. Raises NotFound."""
    page = _item(house, reader, meeting, item)
    note_item(house, reader, page.meeting, page.item, Reading.ITEM)
    return page


def member_file(house: Installation, reader: Reader, meeting: str, item: str, file: str) -> File:
    """A file of the item; of a closed one it is noted. Raises NotFound."""
    page = _item(house, reader, meeting, item)
    files = (*page.documents, *(one for each in page.attachments for one in each.files))
    found = next((one for one in files if one.id == file), None)
    if found is None:
        raise NotFound(file)
    note_item(house, reader, page.meeting, page.item, Reading.FILE, found.name)
    return found


def _item(house: Installation, reader: Reader, meeting: str, item: str) -> ItemPage:
    on, one = read_item(house, reader, meeting, item)
    case = case_page(house, EVERYTHING, one.item.case)
    reports = standing_reports(house, [one.item.case])[one.item.case]
    before = decisions_before(case.decisions, one.item.id)
    stands = tuple(told_blocks(house, case, before, 1))
    sent, kept = item_sent(house, one.item.id), item_kept(house, one.item.id)
    return ItemPage(
        meeting=on,
        item=one,
        number=next(line.number for line in on.lines if line.one is one),
        blocks=((kept.blocks if kept else stands) + _decided(house, case, on, one)),
        rewritten=sent is not None and sent.blocks != stands,
        attachments=tuple(_attachments(case, reports, sent)),
        taken_off=len(sent.attachments - {each.id for each in case.attachments}) if sent else 0,
        documents=tuple(
            document
            for hearing in case.hearings
            if hearing.opened_at is not None
            for document in hearing.standing_documents
        ),
    )


def _decided(
    house: Installation, case: CasePage, on: MeetingPage, one: PageItem
) -> tuple[Block, ...]:
    """What the meeting itself decided, once it has effect."""
    if on.closed_at is None or one.item.active:
        return ()
    own = (decision for decision in case.decisions if decision.item == one.item.id)
    return tuple(block for each in own for block in decision_blocks(house, case, each, 2))


def _attachments(
    case: CasePage, reports: Sequence[ReportState], sent: SentWords | None
) -> Iterator[ItemAttachment]:
    for attachment in case.attachments:
        answer = case.answer_of(attachment)
        files = answer.files if answer else tuple(_report_files(attachment, reports))
        files += (attachment.file,) if attachment.file else ()
        yield ItemAttachment(
            attachment_words(case, attachment),
            attachment.openness,
            answer,
            files,
            came_after=sent is not None and attachment.id not in sent.attachments,
        )


def _report_files(
    attachment: ShownAttachment, reports: Sequence[ReportState]
) -> Iterator[StoredFile]:
    if attachment.kind is not AttachmentKind.REPORT:
        return
    for report in reports:
        if report.hearing == attachment.hearing and report.latest is not None:
            for file in report.latest.files:
                # What the house made itself needs no scanner to let it through.
                yield StoredFile(
                    file.id, file.name, file.size, file.sha256, file.media_type, FileStatus.CLEAN
                )
