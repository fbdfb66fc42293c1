"""The page of who sees a closed case: officers are named on it, and taken off again."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from workflows.services.case_readers import Naming, case_readers, name_reader, remove_reader
from workflows.services.desk import case_page, require_visible, viewer
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/adgang")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """Who sees the case, with a form for the responsible officer."""
    return _shown(request, house, signed, case, Form())


@router.post("/sager/{case}/adgang")
def name(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Name an officer."""
    require_visible(house, viewer(signed.officer), case)
    naming = _naming(request, signed, case, form, form.line("officer"))
    done = attempted(lambda: name_reader(house, naming), form)
    return _answer(request, house, signed, case, form, done)


@router.post("/sager/{case}/adgang/fjern")
def remove(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Take a named officer off."""
    require_visible(house, viewer(signed.officer), case)
    naming = _naming(request, signed, case, form, form.line("reader"))
    done = attempted(lambda: remove_reader(house, naming), form)
    return _answer(request, house, signed, case, form, done)


def _naming(request: Request, signed: SignedIn, case: str, form: Form, who: str) -> Naming:
    return Naming(case, who, signed.actor, form.version, request_id(request))


def _answer(
    request: Request,
    house: Installation,
    signed: SignedIn,
    case: str,
    form: Form,
    done: object,
) -> Response:
    if isinstance(done, Problem):
        return _shown(request, house, signed, case, form, done)
    return RedirectResponse(f"/sager/{case}/adgang", 303)


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    case: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    page = case_page(house, viewer(signed.officer), case)
    return desk_page(
        request,
        signed,
        "cases/readers.html",
        problem.status if problem else 200,
        case=page,
        readers=case_readers(house, page.facts),
        is_responsible=page.facts.officer.id == signed.officer.id,
        form=form,
        problem=problem,
    )
