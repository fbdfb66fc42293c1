"""The month's page, an officer's own calendar to subscribe to, and its secret address."""

from datetime import date

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.deps import House
from web.fields import OfficersForm
from web.officers import Officer, by_link, desk_page
from workflows.services.desk import viewer
from workflows.services.local_days import today
from workflows.services.month import month
from workflows.services.own_calendar import (
    calendar_link_since,
    new_calendar_link,
    own_calendar,
    take_calendar_link_away,
)
from workflows.services.wording.next_steps import calendar_words

router = APIRouter(include_in_schema=False)

MINE = "mine"

ADDRESS = "/konto/kalender"


@router.get("/kalender")
def show_month(
    request: Request, house: House, signed: Officer, maaned: str = "", vis: str = ""
) -> Response:
    """Meetings, the days of their agendas and the deadlines of hearings, day by day."""
    codes = [body.code for body in house.definitions.bodies]
    shown = vis if vis in (MINE, *codes) else ""
    found = month(
        house,
        viewer(signed.officer),
        _first_day(maaned) or today(house),
        "" if shown == MINE else shown,
        mine=shown == MINE,
    )
    return desk_page(
        request,
        signed,
        "calendar.html",
        month=found,
        shown=shown,
        calendar_words=calendar_words,
    )


@router.get("/kalender/{secret}.ics", dependencies=[Depends(by_link)])
def show_own_calendar(house: House, secret: str) -> Response:
    """The days of one officer's cases, for a calendar program."""
    return Response(
        own_calendar(house, secret),
        media_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store"},
    )


@router.get(ADDRESS)
def show_link(request: Request, house: House, signed: Officer) -> Response:
    """What the own calendar is, and since when there is an address."""
    return _shown(request, house, signed, "")


@router.post(ADDRESS)
def make_link(request: Request, house: House, signed: Officer, form: OfficersForm) -> Response:
    """Make an address, or a new one in place of the old; it is shown this once."""
    return _shown(request, house, signed, new_calendar_link(house, signed.officer.id))


@router.post(f"{ADDRESS}/fjern")
def drop_link(house: House, signed: Officer, form: OfficersForm) -> Response:
    """Let the address open nothing more."""
    take_calendar_link_away(house, signed.officer.id)
    return RedirectResponse(ADDRESS, 303)


def _shown(request: Request, house: House, signed: Officer, link: str) -> Response:
    since = calendar_link_since(house, signed.officer.id)
    return desk_page(request, signed, "calendar_link.html", link=link, since=since)


def _first_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return day if 1970 <= day.year <= 2199 else None
