"""The attachments of a case at the desk: files laid on it, fetched, and taken off again."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.downloads import attachment as download
from web.fields import Form, OfficersForm
from web.kept_files import gathered, kept_file
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.sent_files import SentWithFiles, sent_to_be_kept
from web.steps import can_edit
from web.wording import refusals as say
from workflows.engine.commands.files import UploadedFile
from workflows.engine.vocabulary import Openness
from workflows.records.given_answers import StoredFile
from workflows.services.attaching import attach_files, attached_file, remove_attachment
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.publishing import standing
from workflows.services.reports import standing_reports
from workflows.services.signin import SignedIn
from workflows.services.sniffing import ACCEPTED, ACCEPTED_WORDS

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/bilag")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """What lies on the case, and the form to lay files on it."""
    page = case_page(house, viewer(signed.officer), case)
    return _shown(request, house, signed, page, Form())


@router.post("/sager/{case}/bilag")
def attach(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    sent: Annotated[SentWithFiles, Depends(sent_to_be_kept)],
) -> Response:
    """Lay the files on the case; a good one is kept in the form when another is refused."""
    looks, form = viewer(signed.officer), sent.form
    page = case_page(house, looks, case)
    files, wrong = gathered(house, case, form.shown_all("kept"), sent.files)
    if wrong:
        faults = tuple(("file", words) for words in wrong)
        done: object = Problem(422, say.SOMETHING_IS_WRONG, (), faults=faults)
    else:
        done = attempted(
            lambda: attach_files(
                house,
                case,
                files,
                Openness.CLOSED if form.line("closed") else Openness.OPEN,
                signed.actor,
                expected_version=form.version,
                request_id=request_id(request),
            ),
            form,
            also=("file",),
        )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return _shown(request, house, signed, page, form, files, done)
    return RedirectResponse(f"/sager/{case}/bilag", 303)


@router.get("/sager/{case}/bilag/{attachment}")
def fetch(house: House, signed: Officer, case: str, attachment: str) -> Response:
    """A file that lies on the case, to be saved."""
    return download(house, attached_file(house, viewer(signed.officer), case, attachment))


@router.get("/sager/{case}/bilag/{attachment}/fjern")
def show_removing(
    request: Request, house: House, signed: Officer, case: str, attachment: str
) -> Response:
    """The form to take a file off the case."""
    page = case_page(house, viewer(signed.officer), case)
    return _removed(request, signed, page, _file(page, attachment), Form())


@router.post("/sager/{case}/bilag/{attachment}/fjern")
def remove(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    attachment: str,
    form: OfficersForm,
) -> Response:
    """Take it off; the reason is journalised."""
    page = case_page(house, viewer(signed.officer), case)
    file = _file(page, attachment)
    done = attempted(
        lambda: remove_attachment(
            house,
            case,
            attachment,
            form.text("reason").strip(),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, viewer(signed.officer), case)
        return _removed(request, signed, page, file, form, done)
    return RedirectResponse(f"/sager/{case}/bilag", 303)


def _file(page: CasePage, attachment: str) -> StoredFile:
    for one in page.attachments:
        if one.id == attachment and one.file is not None:
            return one.file
    raise NotFound(attachment)


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    files: Sequence[UploadedFile] = (),
    problem: Problem | None = None,
) -> Response:
    return desk_page(
        request,
        signed,
        "cases/attachments.html",
        problem.status if problem else 200,
        case=page,
        may_edit=can_edit(page),
        reports=standing_reports(house, [page.facts.id])[page.facts.id],
        published=standing(house, page.facts.id),
        kept=[(file, kept_file(house, page.facts.id, file)) for file in files],
        accepted=",".join(ACCEPTED),
        accepted_words=ACCEPTED_WORDS,
        form=form,
        problem=problem,
    )


def _removed(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    file: StoredFile,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = can_edit(page)
    problem = problem or (None if possible else Problem(409, say.NOT_NOW, ()))
    return desk_page(
        request,
        signed,
        "cases/detach.html",
        problem.status if problem else 200,
        case=page,
        file=file,
        possible=possible,
        form=form,
        problem=problem,
    )
