"""The page of a case's internal comments: read, written, and struck by who wrote them."""

from uuid import uuid4

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from workflows.services.commenting import (
    MOST,
    Written,
    comments_page,
    strike_comment,
    write_comment,
)
from workflows.services.desk import case_page, require_visible, viewer
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/noter")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The comments, the newest first, below the form for one more."""
    return _shown(request, house, signed, case, Form())


@router.post("/sager/{case}/noter")
def write(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Write one; what two officers write at once stands side by side."""
    require_visible(house, viewer(signed.officer), case)
    done = attempted(
        lambda: write_comment(
            house,
            Written(
                case,
                form.text("text"),
                tuple(form.all("told")),
                form.line("submission_key") or str(uuid4()),
                signed.actor,
                request_id(request),
            ),
        ),
        form,
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, case, form, done)
    return RedirectResponse(f"/sager/{case}/noter", 303)


@router.post("/sager/{case}/noter/{comment}/streg")
def strike(
    request: Request, house: House, signed: Officer, case: str, comment: str, form: OfficersForm
) -> Response:
    """Take the text of one's own comment away."""
    require_visible(house, viewer(signed.officer), case)
    done = attempted(
        lambda: strike_comment(house, case, comment, signed.actor, request_id(request)), form
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, case, Form(), done)
    return RedirectResponse(f"/sager/{case}/noter", 303)


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    case: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    page = case_page(house, viewer(signed.officer), case)
    found = comments_page(house, page.facts, signed.officer.id)
    return desk_page(
        request,
        signed,
        "cases/comments.html",
        problem.status if problem else 200,
        case=page,
        comments=found.comments,
        colleagues=found.colleagues,
        is_cut=len(found.comments) == MOST,
        key=form.shown("submission_key") or str(uuid4()),
        form=form,
        problem=problem,
    )
