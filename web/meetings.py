"""The coming meetings with what is on their agendas, and the closing of a meeting."""

import re

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import Problem
from web.deps import House
from web.fields import OfficersForm
from web.officers import Officer, desk_page
from web.requests import request_id
from workflows.engine.errors import Incomplete, NotAllowed
from workflows.services.agendas import agendas, noted_meeting
from workflows.services.desk import viewer
from workflows.services.installation import Installation
from workflows.services.meetings import close_meeting
from workflows.services.reports import standing_reports
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/moeder")
def show(request: Request, house: House, signed: Officer) -> Response:
    """The meetings that are not closed, and those to come."""
    return _shown(request, house, signed)


@router.post("/moeder/{meeting}/luk")
def close(
    request: Request, house: House, signed: Officer, meeting: str, form: OfficersForm
) -> Response:
    """Close the meeting: every decision of it takes effect."""
    body, meets_on = noted_meeting(house, meeting)
    back = re.match(r"[0-9a-f-]{36}$", form.shown("tilbage"))
    try:
        close_meeting(house, body, meets_on, signed.actor, request_id=request_id(request))
    except Incomplete as incomplete:
        return _shown(request, house, signed, _undecided(house, signed, incomplete))
    except NotAllowed:
        lines = ("En sag på dagsordenen er netop flyttet. Se listen igennem, og prøv igen.",)
        return _shown(request, house, signed, Problem(409, "Mødet blev ikke lukket", lines))
    return RedirectResponse(f"/sager/{back[0]}" if back else "/moeder", 303)


def _undecided(house: Installation, signed: SignedIn, incomplete: Incomplete) -> Problem:
    """The cases that have no decision; of closed ones of others, only that there is one."""
    missing = {item.detail for item in incomplete.missing}
    seen = {
        item.number
        for meeting in agendas(house, viewer(signed.officer))
        for item in meeting.items
        if item.visible
    }
    lines = [f"Sag {number} har ingen beslutning endnu." for number in sorted(missing & seen)]
    if missing - seen:
        lines.append("En lukket sag på dagsordenen har ingen beslutning endnu.")
    return Problem(409, "Mødet kan ikke lukkes endnu", tuple(lines))


def _shown(
    request: Request, house: Installation, signed: SignedIn, problem: Problem | None = None
) -> Response:
    meetings = agendas(house, viewer(signed.officer))
    cases = {item.case for meeting in meetings for item in meeting.items if item.visible}
    return desk_page(
        request,
        signed,
        "meetings/list.html",
        problem.status if problem else 200,
        meetings=meetings,
        reports=standing_reports(house, sorted(cases)),
        problem=problem,
    )
