"""The page behind a link that a council passes to its members: everything but the form."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.answer_link import link_lost, opened_to_read, reading_cookie, set_link_cookie, token_in
from web.answers import surroundings
from web.deps import House
from web.downloads import attachment
from web.officers import by_link
from web.pages import page
from workflows.services.answers import open_reading
from workflows.services.errors import NotFound

router = APIRouter(include_in_schema=False, dependencies=[Depends(by_link)])


@router.get("/svar/{party}/laes/{token}")
def land(request: Request, house: House, party: str, token: str) -> Response:
    """Move the token from the address into a cookie of its own; nothing else happens."""
    try:
        token = token_in(token)
        reading = open_reading(house, party, token)
    except NotFound:
        return link_lost(request)
    party = reading.asked.id
    response = RedirectResponse(f"/svar/{party}/laes", 303)
    lasts = reading.ends_at - reading.now
    set_link_cookie(response, house, reading_cookie(house, party), token, lasts)
    return response


@router.get("/svar/{party}/laes")
def show(request: Request, house: House, party: str) -> Response:
    """Who is asked about what and until when, and what was answered."""
    try:
        reading = opened_to_read(request, house, party)
    except NotFound:
        return link_lost(request)
    return page(request, "answers/reading.html", **surroundings(house, reading))


@router.get("/svar/{party}/laes/fil/{file}")
def fetch(request: Request, house: House, party: str, file: str) -> Response:
    """A file of the answer that stands, as a download."""
    try:
        asked = opened_to_read(request, house, party).asked
        answers = (*asked.versions[-1:], asked.joint) if asked.joint else asked.versions[-1:]
        found = next((one for each in answers for one in each.files if one.id == file), None)
        return attachment(house, found) if found else link_lost(request)
    except NotFound:
        return link_lost(request)


@router.get("/svar/{party}/laes/dokument/{document}")
def fetch_document(request: Request, house: House, party: str, document: str) -> Response:
    """A document that is heard about, as a download."""
    try:
        asked = opened_to_read(request, house, party).asked
        found = next((one for one in asked.documents if one.id == document), None)
        return attachment(house, found) if found else link_lost(request)
    except NotFound:
        return link_lost(request)
