"""What anybody may read of meetings: agendas and minutes, as pages, paper, feed and documents."""

import re
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import orjson
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from web.caching import ASK_EACH_TIME, FOR_MINUTES, kept
from web.deps import House
from web.downloads import attachment
from web.officers import public
from web.pages import page
from web.papers import Ending, paper_file
from workflows.services.agenda_documents import index_document, meeting_document
from workflows.services.agenda_feed import agenda_feed
from workflows.services.errors import NotFound
from workflows.services.meeting_calendar import meeting_calendar
from workflows.services.public_meetings import (
    meeting_list,
    meetings_in_feeds,
    public_attachment,
    published_item,
    published_items,
    published_meeting,
    published_paper,
)

router = APIRouter(include_in_schema=False, dependencies=[Depends(public)])


@router.get("/dagsordener")
def show_list(request: Request, house: House, side: str = "1") -> Response:
    """The meetings whose agenda or minutes are out."""
    number = int(side) if re.fullmatch(r"[1-9][0-9]{0,4}", side) else 1
    found = meeting_list(house, number)
    bodies = [one for one in house.definitions.bodies if one.code in house.definitions.calendars]
    shown = page(request, "public/meetings.html", found=found, number=number, bodies=bodies)
    return kept(request, shown, FOR_MINUTES)


@router.get("/dagsordener.atom")
def show_feed(request: Request, house: House) -> Response:
    """Agendas, supplements and minutes as they come out."""
    written = agenda_feed(house, meetings_in_feeds(house))
    return kept(request, Response(written, media_type="application/atom+xml"), FOR_MINUTES)


@router.get("/dagsordener.ics")
def show_calendar(request: Request, house: House, udvalg: str = "") -> Response:
    """The days of the meetings, of all bodies or of one, as a calendar to subscribe to."""
    written = meeting_calendar(house, udvalg)
    shown = Response(written, media_type="text/calendar; charset=utf-8")
    shown.headers["Content-Disposition"] = 'inline; filename="moeder.ics"'
    return kept(request, shown, FOR_MINUTES)


@router.get("/dagsordener.json")
def show_index(request: Request, house: House) -> Response:
    """The meetings as a document for programs."""
    told = index_document(house, [one.listed for one in meetings_in_feeds(house)])
    return kept(request, _document(told), FOR_MINUTES)


@router.get("/dagsordener/{meeting}.json")
def show_document(request: Request, house: House, meeting: str) -> Response:
    """One meeting as a document for programs."""
    told = meeting_document(
        house, published_meeting(house, meeting), published_items(house, meeting)
    )
    return kept(request, _document(told), ASK_EACH_TIME)


@router.get("/dagsordener/{meeting}.pdf")
def fetch_paper(house: House, meeting: str) -> Response:
    """All that the pages of one meeting show, to be saved."""
    sent = paper_file(published_paper(house, meeting), Ending.PDF)
    sent.headers["Cache-Control"] = ASK_EACH_TIME
    return sent


@router.get("/dagsordener/{meeting}")
def show_meeting(request: Request, house: House, meeting: str) -> Response:
    """The agenda or the minutes of one meeting."""
    shown = page(request, "public/meeting.html", meeting=published_meeting(house, meeting))
    return kept(request, shown, ASK_EACH_TIME)


@router.get("/dagsordener/{meeting}/{number}")
def show_item(request: Request, house: House, meeting: str, number: str) -> Response:
    """One open item."""
    item = published_item(house, meeting, _number(number))
    told = published_meeting(house, meeting)
    shown = page(request, "public/item.html", meeting=told, item=item)
    return kept(request, shown, ASK_EACH_TIME)


@router.get("/dagsordener/{meeting}/{number}/bilag/{file}")
def fetch(house: House, meeting: str, number: str, file: str) -> Response:
    """A file of an open item, to be saved: a browser never shows it as a page."""
    sent = attachment(house, public_attachment(house, meeting, _number(number), file))
    sent.headers["Cache-Control"] = ASK_EACH_TIME
    return sent


@router.get("/dagsordener/{rest:path}")
def lose(rest: str) -> Response:
    """Whatever else looks like a meeting."""
    raise NotFound(rest)


def _number(told: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", told):
        raise NotFound(told)
    return int(told)


def _document(told: Any) -> Response:
    written = orjson.dumps(asdict(told), default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)
    return Response(written, media_type="application/json")


def _plain(value: Any) -> str:
    """Days as ISO 8601 writes them, instants in UTC to the second."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
