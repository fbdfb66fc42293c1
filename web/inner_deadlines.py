"""The page where a council sets its own members a day to be ready by."""

from datetime import date

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from web.answer_link import link_lost, opened, token_given
from web.answers import surroundings
from web.deps import House
from web.forms import NO_FILES, Form, read_form
from web.officers import by_link
from web.pages import page
from web.requests import request_id
from workflows.engine.errors import Incomplete, WrongInput
from workflows.engine.vocabulary import HearingPhase
from workflows.engine.workdays import read_date
from workflows.records.database import UNAVAILABLE
from workflows.services.answers import Grant
from workflows.services.errors import NotFound
from workflows.services.forms import form_token, is_form_token
from workflows.services.inner_deadlines import set_inner_deadline
from workflows.services.installation import Installation
from workflows.services.wording.lacks import lack_words

router = APIRouter(include_in_schema=False, dependencies=[Depends(by_link)])


@router.get("/svar/{party}/egen-frist")
def show(request: Request, house: House, party: str) -> Response:
    """The day as it is set now; the round itself once it is over."""
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request)
    if grant.asked.phase is not HearingPhase.OPEN:
        return RedirectResponse(f"/svar/{grant.asked.id}", 303)
    set_on = grant.asked.inner_due_on
    return _shown(request, house, grant, set_on.isoformat() if set_on else "")


@router.post("/svar/{party}/egen-frist")
async def choose(request: Request, house: House, party: str) -> Response:
    """Set the day, or take it away with an empty field."""
    form = await read_form(request, NO_FILES)
    return await run_in_threadpool(_choose, request, house, party, form)


def _choose(request: Request, house: Installation, party: str, form: Form) -> Response:
    written = form.text("due_on").strip()
    try:
        grant = opened(request, house, party)
        if not is_form_token(house.keys.form, form.text("csrf"), *_bound(request, house, grant)):
            raise HTTPException(403)
        set_inner_deadline(house, grant, _day(written), request_id=request_id(request))
    except NotFound:
        return link_lost(request)
    except UNAVAILABLE:
        return link_lost(request, written, 503)
    except WrongInput as wrong:
        return _shown(request, house, grant, written, f"{str(wrong).capitalize()}.")
    except Incomplete as incomplete:
        return _shown(request, house, grant, written, lack_words(incomplete.missing[0]))
    return RedirectResponse(f"/svar/{grant.asked.id}", 303)


def _day(written: str) -> date | None:
    return read_date(written) if written else None


def _shown(
    request: Request, house: Installation, grant: Grant, written: str, fault: str = ""
) -> Response:
    return page(
        request,
        "answers/inner_deadline.html",
        422 if fault else 200,
        **surroundings(house, grant),
        written=written,
        fault=fault,
        csrf=form_token(house.keys.form, *_bound(request, house, grant)),
    )


def _bound(request: Request, house: Installation, grant: Grant) -> tuple[str, ...]:
    """What the form's key is made for."""
    return ("inner", grant.asked.id, token_given(request, house, grant.asked.id))
