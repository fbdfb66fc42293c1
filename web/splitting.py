"""The page on which a new case is made out of one that is under way."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import about, attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.steps import can_split
from web.wording import refusals as say
from workflows.engine.route import read_route
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn
from workflows.services.splitting import Split, split_case

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/udskil")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The form: a title, a route, and what the new case takes along."""
    page = case_page(house, viewer(signed.officer), case)
    form = Form.of(
        {
            "case_type": page.text.case_type,
            "route": page.facts.route.line,
            "text": page.text.text,
        }
    )
    return _shown(request, signed, page, form)


@router.post("/sager/{case}/udskil")
def split(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Make it, and go there."""
    page = case_page(house, viewer(signed.officer), case)
    done = attempted(lambda: split_case(house, _split(request, house, signed, page, form)), form)
    if isinstance(done, Problem):
        return _shown(request, signed, case_page(house, viewer(signed.officer), case), form, done)
    return RedirectResponse(f"/sager/{done}", 303)


def _split(
    request: Request, house: Installation, signed: SignedIn, page: CasePage, form: Form
) -> Split:
    with about("route"):
        read_route(form.line("route"), house.definitions.bodies)
    return Split(
        page.facts.id,
        form.line("title"),
        form.line("case_type"),
        form.line("route"),
        form.text("text"),
        tuple(form.all("attachments")),
        signed.actor,
        form.version,
        request_id(request),
    )


def _shown(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = can_split(page)
    problem = problem or (None if possible else Problem(409, say.NOT_NOW, ()))
    return desk_page(
        request,
        signed,
        "cases/split.html",
        problem.status if problem else 200,
        case=page,
        possible=possible,
        form=form,
        problem=problem,
    )
