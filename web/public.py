"""What anybody may read without signing in: hearings of open cases, as pages, feed and calendar."""

import re

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from web.caching import ASK_EACH_TIME, FOR_MINUTES, kept
from web.deps import House
from web.downloads import attachment
from web.officers import public
from web.pages import page
from workflows.services.errors import NotFound
from workflows.services.feeds import atom, icalendar
from workflows.services.public_reading import (
    document_to_fetch,
    file_to_fetch,
    public_list,
    public_page,
    told_in_feeds,
)
from workflows.services.wording.hearings import phase_words, stance_words

router = APIRouter(include_in_schema=False, dependencies=[Depends(public)])


@router.get("/hoeringer")
def show_list(request: Request, house: House, side: str = "1") -> Response:
    """The hearings: those that are open, then those that are over."""
    number = int(side) if re.fullmatch(r"[1-9][0-9]{0,4}", side) else 1
    found = public_list(house, number)
    shown = page(request, "public/list.html", found=found, number=number, phase_words=phase_words)
    return kept(request, shown, FOR_MINUTES)


@router.get("/hoeringer.atom")
def show_feed(request: Request, house: House) -> Response:
    """The hearings as a feed to follow."""
    written = atom(house, told_in_feeds(house))
    return kept(request, Response(written, media_type="application/atom+xml"), FOR_MINUTES)


@router.get("/hoeringer.ics")
def show_calendar(request: Request, house: House) -> Response:
    """The deadlines as a calendar to subscribe to."""
    written = icalendar(house, told_in_feeds(house))
    shown = Response(written, media_type="text/calendar; charset=utf-8")
    shown.headers["Content-Disposition"] = 'inline; filename="hoeringer.ics"'
    return kept(request, shown, FOR_MINUTES)


@router.get("/hoeringer/{hearing}")
def show_hearing(request: Request, house: House, hearing: str) -> Response:
    """One hearing: what is asked, who is heard, until when, and the answers published."""
    found = public_page(house, hearing)
    shown = page(
        request,
        "public/hearing.html",
        found=found,
        hearing=found.listed,
        stance_words=stance_words,
    )
    return kept(request, shown, ASK_EACH_TIME)


@router.get("/hoeringer/{hearing}/filer/{file}")
def fetch(house: House, hearing: str, file: str) -> Response:
    """A file of a published answer, to be saved: a browser never shows it as a page."""
    sent = attachment(house, file_to_fetch(house, hearing, file))
    sent.headers["Cache-Control"] = ASK_EACH_TIME
    return sent


@router.get("/hoeringer/{hearing}/dokumenter/{document}")
def fetch_document(house: House, hearing: str, document: str) -> Response:
    """A document that is heard about, to be saved."""
    sent = attachment(house, document_to_fetch(house, hearing, document))
    sent.headers["Cache-Control"] = ASK_EACH_TIME
    return sent


@router.get("/hoeringer/{rest:path}")
def lose(rest: str) -> Response:
    """Whatever else looks like a hearing."""
    raise NotFound(rest)
