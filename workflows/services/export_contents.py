"""What a case consists of, document by document, as it is handed to whoever may read it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from functools import partial

from workflows.engine.daywords import day_figures
from workflows.engine.vocabulary import AttachmentKind, FileStatus, Openness
from workflows.records.case_list import Viewer
from workflows.records.documents import ShownDocument
from workflows.records.given_answers import StoredFile
from workflows.records.hearing_pages import ShownHearing
from workflows.records.reports import ReportState
from workflows.services.desk import CasePage
from workflows.services.export_comments import comment_documents
from workflows.services.export_journal import journal_documents
from workflows.services.export_mails import mail_documents
from workflows.services.export_marks import Review, marks_of
from workflows.services.export_papers import answer_paper, corrected_paper, hearing_paper
from workflows.services.exported import CaseExport, Exported, LeftOut
from workflows.services.installation import Installation
from workflows.services.item_papers import decided_words, extract, item_paper
from workflows.services.papers import Paper
from workflows.services.pdf_papers import pdf
from workflows.services.report_papers import answered_for
from workflows.services.reports import standing_reports
from workflows.services.uploads import path_of
from workflows.services.wording import exporting as say

CASE, HEARINGS, DECISIONS, ATTACHMENTS = (
    say.FOLDER_OF_THE_CASE,
    say.FOLDER_OF_HEARINGS,
    "3 Beslutninger",
    say.FOLDER_OF_ATTACHMENTS,
)

Found = Exported | LeftOut


def contents(house: Installation, looks: Viewer, page: CasePage) -> CaseExport:
    """All of the case; what belongs to a closed case is marked so, document by document."""
    found = [*_found(house, looks, page)]
    is_closed = page.facts.openness is Openness.CLOSED
    documents = (one for one in found if isinstance(one, Exported))
    return CaseExport(
        number=page.facts.number,
        title=page.facts.title,
        documents=tuple(map(_closed, documents) if is_closed else documents),
        left_out=tuple(one for one in found if isinstance(one, LeftOut)),
    )


def _found(house: Installation, looks: Viewer, page: CasePage) -> Iterator[Found]:
    case = page.facts.id
    yield _paper(CASE, say.THE_CASE, item_paper(house, looks, case), page.today)
    yield from comment_documents(house, page)
    reports = standing_reports(house, [case])[case]
    for hearing in page.hearings:
        if hearing.opened_at is not None:
            yield from _hearing(house, page, hearing, reports)
    for decision in page.decisions:
        named = decided_words(house, decision.body, decision.decided_on)
        made = extract(house, looks, case, decision.id)
        yield _paper(DECISIONS, say.extract_of(named), made, decision.decided_on)
    if page.corrected:
        made = corrected_paper(house, page)
        yield _paper(DECISIONS, say.DECISIONS_BEFORE_CORRECTION, made, None)
    for attachment in page.attachments:
        if attachment.kind is AttachmentKind.DOCUMENT and attachment.file is not None:
            day = page.facts.calendar.local_date(attachment.added_at)
            yield _file(
                house, ATTACHMENTS, attachment.file, say.ATTACHMENT, day, attachment.openness
            )
    yield from mail_documents(house, looks, page)
    yield from journal_documents(house, page)


def _hearing(
    house: Installation, page: CasePage, hearing: ShownHearing, reports: list[ReportState]
) -> Iterator[Found]:
    calendar = page.facts.calendar
    folder = say.folder_of_round(HEARINGS, _step_number(page, hearing), hearing.round)
    assert hearing.opened_at is not None
    opened = calendar.local_date(hearing.opened_at)
    yield _paper(
        folder, say.hearing_round(hearing.round), hearing_paper(house, page, hearing), opened
    )
    for document in hearing.documents:
        day = calendar.local_date(document.added_at)
        yield _file(house, folder, document, say.HEARING_DOCUMENT, day, document.openness)
    for party in hearing.parties:
        for answer in reversed(party.versions):
            day = calendar.local_date(answer.received_at)
            given = answered_for(hearing, answer)
            yield _paper(
                folder,
                say.answer_from(given, answer.version),
                answer_paper(house, page, hearing, answer),
                day,
            )
            for file in answer.files:
                yield _file(
                    house,
                    folder,
                    file,
                    say.attachment_to_the_answer_of(party.name),
                    day,
                    Openness.OPEN,
                )
    for state in reports:
        if state.hearing != hearing.id:
            continue
        for version in reversed(state.versions):
            day = calendar.local_date(version.finished_at)
            for made in version.files:
                kept = StoredFile(
                    made.id, made.name, made.size, made.sha256, made.media_type, FileStatus.CLEAN
                )
                yield _file(house, folder, kept, say.HEARING_REPORT, day, Openness.OPEN)


def _step_number(page: CasePage, hearing: ShownHearing) -> int:
    """Which of the case's hearings it is, whatever its round."""
    steps = dict.fromkeys(one.step for one in page.hearings)
    return [*steps].index(hearing.step) + 1


def _paper(folder: str, title: str, paper: Paper, day: date | None) -> Exported:
    text = json.dumps([asdict(block) for block in paper.blocks], ensure_ascii=False)
    dated = f" {day_figures(day)}" if day and folder.startswith(HEARINGS) else ""
    return Exported(folder, f"{title}{dated}.pdf", title, day, marks_of(text), partial(pdf, paper))


def _file(
    house: Installation,
    folder: str,
    file: StoredFile | ShownDocument,
    kind: str,
    day: date,
    openness: Openness,
) -> Found:
    title, path = f"{kind}: {file.name}", path_of(house, file.sha256)
    if file.status is not FileStatus.CLEAN:
        return LeftOut(title, say.STOPPED_OR_NOT_SCANNED)
    if not path.is_file():
        return LeftOut(title, say.FILE_IS_DELETED)
    found = Exported(folder, file.name, title, day, (Review.NOT_READ,), path)
    return _closed(found) if openness is Openness.CLOSED else found


def _closed(document: Exported) -> Exported:
    return replace(document, marks=tuple(dict.fromkeys((Review.CLOSED, *document.marks))))
