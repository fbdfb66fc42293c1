"""The documents of a hearing at the desk: fetched, and a wrong one replaced while it is open."""

from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import about, attempted
from web.deps import House
from web.downloads import attachment
from web.fields import Form
from web.officers import Officer, desk_page
from web.publishing import Sent, sent_with_files
from web.refusals import Problem
from web.requests import request_id
from web.wording import refusals as say
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import HearingPhase
from workflows.records.documents import ShownDocument
from workflows.records.hearing_pages import ShownHearing
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.replacing import replace_document
from workflows.services.signin import SignedIn
from workflows.services.sniffing import ACCEPTED, ACCEPTED_WORDS
from workflows.services.uploads import keep

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/hoeringer/{hearing}/dokumenter/{document}")
def fetch(house: House, signed: Officer, case: str, hearing: str, document: str) -> Response:
    """A document that is or was heard about, to be saved."""
    found = case_page(house, viewer(signed.officer), case).hearing_by_id(hearing)
    return attachment(house, _document(found, document))


@router.get("/sager/{case}/hoeringer/{hearing}/dokumenter/{document}/skift")
def show_replacing(
    request: Request, house: House, signed: Officer, case: str, hearing: str, document: str
) -> Response:
    """The form to put the right document in its place."""
    page = case_page(house, viewer(signed.officer), case)
    found = page.hearing_by_id(hearing)
    return _replaced(request, signed, page, found, _document(found, document), Form())


@router.post("/sager/{case}/hoeringer/{hearing}/dokumenter/{document}/skift")
def replace(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    hearing: str,
    document: str,
    sent: Annotated[Sent, Depends(sent_with_files)],
) -> Response:
    """Put it in its place; all who are heard are told why."""
    looks = viewer(signed.officer)
    found = _document(case_page(house, looks, case).hearing_by_id(hearing), document)
    done = attempted(lambda: _replace(request, house, signed, case, found, sent), sent.form)
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        heard = page.hearing_by_id(hearing)
        return _replaced(request, signed, page, heard, _document(heard, document), sent.form, done)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}", 303)


def _replace(
    request: Request,
    house: Installation,
    signed: SignedIn,
    case: str,
    document: ShownDocument,
    sent: Sent,
) -> None:
    reason = sent.form.text("reason").strip()
    replace_document(
        house,
        case,
        document,
        _file(house, sent),
        reason,
        signed.actor,
        expected_version=sent.form.version,
        request_id=request_id(request),
    )


def _document(hearing: ShownHearing, document: str) -> ShownDocument:
    for candidate in hearing.documents:
        if candidate.id == document:
            return candidate
    raise NotFound(document)


def _file(house: Installation, sent: Sent) -> UploadedFile:
    file = sent.files.get("file")
    if file is None:
        raise WrongInput(say.CHOOSE_THE_RIGHT_DOCUMENT, "file")
    with about("file"):
        return keep(house, file.name, cast(BinaryIO, file.content))


def _replaced(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    document: ShownDocument,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = hearing.phase is HearingPhase.OPEN and document.replaced_at is None
    problem = problem or (None if possible else Problem(409, say.NOT_NOW, ()))
    return desk_page(
        request,
        signed,
        "cases/replace.html",
        problem.status if problem else 200,
        case=page,
        hearing=hearing,
        document=document,
        possible=possible,
        accepted=",".join(ACCEPTED),
        accepted_words=ACCEPTED_WORDS,
        form=form,
        problem=problem,
    )
