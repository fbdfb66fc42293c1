"""The page on which a case is handed over to another officer."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from workflows.records.case_list import Viewer
from workflows.services.desk import case_page, require_visible, viewer
from workflows.services.errors import NotFound
from workflows.services.handing_over import hand_over
from workflows.services.installation import Installation
from workflows.services.promises import responsible_officers
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/overdrag")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The form: to whom, and a word of why."""
    return _shown(request, house, signed, case, Form())


@router.post("/sager/{case}/overdrag")
def hand(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Hand it over; whoever does not see the case any more is led to the list."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: hand_over(
            house,
            case,
            form.line("officer"),
            form.text("reason"),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, case, form, done)
    return RedirectResponse(f"/sager/{case}" if _is_seen(house, looks, case) else "/sager", 303)


def _is_seen(house: Installation, looks: Viewer, case: str) -> bool:
    try:
        require_visible(house, looks, case)
    except NotFound:
        return False
    return True


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    case: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    page = case_page(house, viewer(signed.officer), case)
    responsible = page.facts.officer.id
    return desk_page(
        request,
        signed,
        "cases/hand_over.html",
        problem.status if problem else 200,
        case=page,
        others=[one for one in responsible_officers(house) if one.id != responsible],
        form=form,
        problem=problem,
    )
