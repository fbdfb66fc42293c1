"""Finishes the report of a hearing: a numbered version as accessible PDF and as a Word file."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from workflows.engine.commands.files import UploadedFile
from workflows.engine.commands.reports import FinishReport
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed
from workflows.engine.facts import Actor, CaseFacts
from workflows.engine.vocabulary import FileStatus
from workflows.records.case_list import Viewer
from workflows.records.case_pages import is_visible
from workflows.records.database import Transaction, in_transaction
from workflows.records.given_answers import StoredFile
from workflows.records.reports import ReportState, state_of
from workflows.services.acting import act_within, existing_id
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.pdf_papers import pdf
from workflows.services.report_papers import report_paper
from workflows.services.reports import ReportPage, report_page
from workflows.services.uploads import keep
from workflows.services.word_papers import word
from workflows.services.wording import papers as say


class _AlreadyFinished(Exception):
    """This very report is a version already."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}")
        self.version = version


def finish_report(
    house: Installation,
    looks: Viewer,
    case: str,
    hearing: str,
    seen: str,
    actor: Actor,
    *,
    request_id: str | None = None,
) -> int:
    """Keep the report, with the contents that were seen, as a version of two files; its number.

    What is finished already is not finished again, so that a double click gives one version.
    Raises NotFound, NotAllowed, and Incomplete: STALE_REPORT when it has other contents by now.
    """
    page = report_page(house, looks, case, hearing)
    if page.state is None or not page.may_write:
        raise NotAllowed("finish_report", page.case.facts.state, ())
    if page.state.contents != seen:
        raise Incomplete(Missing(Lack.STALE_REPORT))
    number = _next_number(page.state)
    # Before the transaction that names them, so that no row is without its bytes.
    files = _kept(house, page, number, actor)

    def work(connection: Transaction) -> int:
        made = _command(connection, page, number, files)
        act_within(connection, house, page.case.facts.id, made, actor, request_id=request_id)
        return number

    try:
        return in_transaction(house.database, work)
    except _AlreadyFinished as already:
        return already.version


def _next_number(state: ReportState) -> int:
    return state.latest.version + 1 if state.latest else 1


def _command(
    connection: Transaction, page: ReportPage, number: int, files: tuple[UploadedFile, ...]
) -> Callable[[CaseFacts, datetime], FinishReport]:
    seen = page.state.contents if page.state else ""

    def made(facts: CaseFacts, _now: datetime) -> FinishReport:
        """Called once the case is locked, so that what is read here stays true."""
        state = state_of(connection, facts.id, page.hearing.id)
        if state is not None and state.latest is not None and state.latest.contents == seen:
            raise _AlreadyFinished(state.latest.version)
        if state is None or _next_number(state) != number:
            raise Incomplete(Missing(Lack.STALE_REPORT))
        return FinishReport(page.hearing.id, number, seen, state.contents, files)

    return made


def _kept(
    house: Installation, page: ReportPage, number: int, actor: Actor
) -> tuple[UploadedFile, ...]:
    paper = report_paper(house, page, number, actor.name)
    return tuple(
        keep(
            house,
            f"{say.file_of_report(page.case.facts.number.replace('/', '-'), number)}.{ending}",
            BytesIO(made(paper)),
        )
        for ending, made in (("pdf", pdf), ("docx", word))
    )


def report_file(
    house: Installation, looks: Viewer, case: str, hearing: str, version: int, ending: str
) -> StoredFile:
    """A file of a finished version, by the ending of its name; raises NotFound."""
    case, hearing = existing_id(case), existing_id(hearing)
    with house.database.connect() as connection:
        state = state_of(connection, case, hearing) if is_visible(connection, looks, case) else None
    for finished in state.versions if state else ():
        for file in finished.files:
            if finished.version == version and file.name.endswith(f".{ending}"):
                # What the house made itself needs no scanner to let it through.
                return StoredFile(
                    file.id, file.name, file.size, file.sha256, file.media_type, FileStatus.CLEAN
                )
    raise NotFound(hearing)
