"""What a council has behind its link besides the form: its other hearings, its deadline's entry."""

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from web.answer_link import link_lost, opened, token_given
from web.answers import surroundings
from web.deps import House
from web.downloads import attachment
from web.forms import NO_FILES, Form, read_form
from web.officers import by_link
from web.pages import page
from web.requests import request_id
from workflows.records.database import UNAVAILABLE
from workflows.services.answers import Grant
from workflows.services.council import council_hearings, entry_of
from workflows.services.errors import NotFound
from workflows.services.forms import form_token, is_form_token
from workflows.services.installation import Installation
from workflows.services.resending import send_links_again

router = APIRouter(include_in_schema=False, dependencies=[Depends(by_link)])


@router.get("/svar/{party}/frist.ics")
def fetch_entry(request: Request, house: House, party: str) -> Response:
    """The deadline for the council's own calendar, the same entry as in its mails."""
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request)
    return Response(
        entry_of(house, grant),
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="frist.ics"'},
    )


@router.get("/svar/{party}/dokument/{document}")
def fetch_document(request: Request, house: House, party: str, document: str) -> Response:
    """A document that is heard about, as a download."""
    try:
        asked = opened(request, house, party).asked
        found = next((one for one in asked.documents if one.id == document), None)
        return attachment(house, found) if found else link_lost(request)
    except NotFound:
        return link_lost(request)


@router.get("/svar/{party}/hoeringer")
def show_hearings(request: Request, house: House, party: str, sendt: str = "") -> Response:
    """Every hearing that the council was asked in by this contact; only this one is opened."""
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request)
    running, past = council_hearings(house, grant)
    return page(
        request,
        "answers/hearings.html",
        **surroundings(house, grant),
        running=running,
        past=past,
        now=grant.now,
        sent=bool(sendt),
        others_run=any(one.party != grant.asked.id for one in running),
        csrf=form_token(house.keys.form, *_bound(request, house, grant)),
    )


@router.post("/svar/{party}/hoeringer")
async def send_again(request: Request, house: House, party: str) -> Response:
    """Mail the contact its links to the hearings that still take answers."""
    form = await read_form(request, NO_FILES)
    return await run_in_threadpool(_send_again, request, house, party, form)


def _send_again(request: Request, house: Installation, party: str, form: Form) -> Response:
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request)
    except UNAVAILABLE:
        return link_lost(request, status=503)
    if not is_form_token(house.keys.form, form.text("csrf"), *_bound(request, house, grant)):
        raise HTTPException(403)
    send_links_again(house, grant.contact.email, request_id=request_id(request))
    return RedirectResponse(f"/svar/{grant.asked.id}/hoeringer?sendt=ja", 303)


def _bound(request: Request, house: Installation, grant: Grant) -> tuple[str, ...]:
    """What the form's key is made for."""
    return ("again", grant.asked.id, token_given(request, house, grant.asked.id))
