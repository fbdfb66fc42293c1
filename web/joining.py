"""The page on which a case that is drafted is joined into another."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.steps import can_join
from web.wording import refusals as say
from workflows.services.desk import case_page, viewer
from workflows.services.installation import Installation
from workflows.services.joining import join_cases
from workflows.services.relating import Relating
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/laeg-sammen")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The form: with which, and what becomes of this one."""
    return _shown(request, house, signed, case, Form())


@router.post("/sager/{case}/laeg-sammen")
def join(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Join it, and go to the other."""
    looks = viewer(signed.officer)
    page = case_page(house, looks, case)
    relating = Relating(page.facts.id, looks, signed.actor, request_id(request))
    done = attempted(lambda: join_cases(house, relating, form.line("number"), form.version), form)
    if isinstance(done, Problem):
        return _shown(request, house, signed, case, form, done)
    return RedirectResponse(f"/sager/{done.id}", 303)


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    case: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    page = case_page(house, viewer(signed.officer), case)
    possible = can_join(page)
    problem = problem or (None if possible else Problem(409, say.NOT_NOW, ()))
    return desk_page(
        request,
        signed,
        "cases/join.html",
        problem.status if problem else 200,
        case=page,
        possible=possible,
        form=form,
        problem=problem,
    )
