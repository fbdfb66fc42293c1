"""The meetings that are not closed, each with its agenda, and the closing of a meeting."""

import re

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.downloads import attachment
from web.fields import OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.wording import meetings as say
from workflows.engine.errors import Incomplete, Lack, NotAllowed
from workflows.engine.vocabulary import Trigger
from workflows.services.agendas import meeting_page, noted_meeting
from workflows.services.cases import advance
from workflows.services.desk import require_visible, viewer
from workflows.services.dispatching import dispatch_agenda, sending_of, sent_file
from workflows.services.installation import Installation
from workflows.services.meeting_list import agendas, changed_meetings
from workflows.services.meetings import close_meeting
from workflows.services.minutes import lay_minutes_out, minutes_file, note_signature, signing_of
from workflows.services.moving_along import move_items_along
from workflows.services.ordering import move_item
from workflows.services.ready import ready_bodies, ready_cases
from workflows.services.reports import standing_reports
from workflows.services.secretaries import kept_by_others
from workflows.services.signin import SignedIn
from workflows.services.triggers import Arguments
from workflows.services.wording.lacks import lack_words

router = APIRouter(include_in_schema=False)


@router.get("/moeder")
def show(request: Request, house: House, signed: Officer) -> Response:
    """The meetings that are not closed, and those to come."""
    looks = viewer(signed.officer)
    meetings = agendas(house, looks)
    cases = {item.case for meeting in meetings for item in meeting.items if item.visible}
    return desk_page(
        request,
        signed,
        "meetings/list.html",
        meetings=meetings,
        reports=standing_reports(house, sorted(cases)),
        changed=changed_meetings(house),
        ready=ready_bodies(house, looks, meetings),
        problem=None,
    )


@router.get("/moeder/{meeting}")
def show_one(
    request: Request, house: House, signed: Officer, meeting: str, tilbage: str = ""
) -> Response:
    """One meeting: its agenda, its days, and what its closing will do."""
    return _shown(request, house, signed, meeting, tilbage)


@router.post("/moeder/{meeting}/luk")
def close(
    request: Request, house: House, signed: Officer, meeting: str, form: OfficersForm
) -> Response:
    """Close the meeting: every decision of it takes effect."""
    body, meets_on = noted_meeting(house, meeting)
    back = form.shown("tilbage")
    try:
        close_meeting(house, body, meets_on, signed.actor, request_id=request_id(request))
    except Incomplete as incomplete:
        problem = _too_early(house, signed, meeting, incomplete)
        return _shown(request, house, signed, meeting, back, problem)
    except NotAllowed:
        lines = (say.CASE_WAS_JUST_MOVED,)
        problem = Problem(409, say.NOT_CLOSED, lines)
        return _shown(request, house, signed, meeting, back, problem)
    case = re.match(r"[0-9a-f-]{36}$", back)
    return RedirectResponse(f"/sager/{case[0]}" if case else f"/moeder/{meeting}", 303)


@router.post("/moeder/{meeting}/flyt")
def move_along(
    request: Request, house: House, signed: Officer, meeting: str, form: OfficersForm
) -> Response:
    """Put the cases of a meeting that was moved on the day that it was moved to."""
    body, meets_on = noted_meeting(house, meeting)
    try:
        new = move_items_along(house, body, meets_on, signed.actor, request_id=request_id(request))
    except (Incomplete, NotAllowed):
        lines = (say.MEETING_OR_CASE_WAS_JUST_CHANGED,)
        problem = Problem(409, say.CASES_NOT_MOVED, lines)
        return _shown(request, house, signed, meeting, "", problem)
    return RedirectResponse(f"/moeder/{new}", 303)


@router.post("/moeder/{meeting}/saet-paa")
def put_on(
    request: Request, house: House, signed: Officer, meeting: str, form: OfficersForm
) -> Response:
    """Put a case that is ready on the meeting, while that needs no reason."""
    page, case = meeting_page(house, viewer(signed.officer), meeting), form.line("case")
    require_visible(house, viewer(signed.officer), case)
    done = attempted(
        lambda: advance(
            house,
            case,
            Trigger.PUT_ON_AGENDA,
            Arguments(meets_on=page.meets_on),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, meeting, "", done)
    return RedirectResponse(f"/moeder/{page.id}#items-title", 303)


@router.post("/moeder/{meeting}/udsend")
def send_out(
    request: Request, house: House, signed: Officer, meeting: str, form: OfficersForm
) -> Response:
    """Send out the agenda, or what came on it after that."""
    done = attempted(lambda: dispatch_agenda(house, meeting, form.line("seen"), signed.actor), form)
    if isinstance(done, Problem):
        return _shown(request, house, signed, meeting, "", done)
    return RedirectResponse(f"/moeder/{meeting}#dispatch-title", 303)


@router.get("/moeder/{meeting}/udsendt/{file}")
def fetch_sent(house: House, signed: Officer, meeting: str, file: str) -> Response:
    """A paper of the agenda as it was sent out, to be saved."""
    return attachment(house, sent_file(house, viewer(signed.officer), meeting, file))


@router.post("/moeder/{meeting}/referat")
def lay_out(
    request: Request, house: House, signed: Officer, meeting: str, form: OfficersForm
) -> Response:
    """Lay the minutes out to be signed."""
    done = attempted(lambda: lay_minutes_out(house, meeting, signed.actor), form)
    if isinstance(done, Problem):
        return _shown(request, house, signed, meeting, "", done)
    return RedirectResponse(f"/moeder/{meeting}#minutes-title", 303)


@router.get("/moeder/{meeting}/referat/underskrevet")
def fetch_minutes(house: House, signed: Officer, meeting: str) -> Response:
    """The minutes as they are signed, to be saved."""
    return attachment(house, minutes_file(house, viewer(signed.officer), meeting))


@router.post("/moeder/{meeting}/referat/papir")
def note_on_paper(house: House, signed: Officer, meeting: str, form: OfficersForm) -> Response:
    """Write down that a member has signed on paper; raises NotFound."""
    note_signature(house, meeting, form.line("email"), signed.actor)
    return RedirectResponse(f"/moeder/{meeting}#minutes-title", 303)


@router.post("/moeder/{meeting}/raekkefoelge")
def order(
    request: Request, house: House, signed: Officer, meeting: str, form: OfficersForm
) -> Response:
    """An item of the agenda one place up or down."""
    up = form.line("retning") == "op"
    done = attempted(
        lambda: move_item(house, meeting, form.line("item"), signed.actor, up=up), form
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, meeting, "", done)
    return RedirectResponse(f"/moeder/{meeting}#items-title", 303)


def _too_early(
    house: Installation, signed: SignedIn, meeting: str, incomplete: Incomplete
) -> Problem:
    """Why it cannot be closed; of closed cases of others, only that there is one."""
    shown = {one.item.number for one in meeting_page(house, viewer(signed.officer), meeting).items}
    told = [
        lack_words(missing)
        for missing in incomplete.missing
        if missing.code not in (Lack.DECISION_TEXT, Lack.APPROVAL) or missing.detail in shown
    ]
    if len(told) < len(incomplete.missing):
        approval = incomplete.missing[0].code is Lack.APPROVAL
        lacks = say.IS_NOT_APPROVED if approval else say.HAS_NO_DECISION
        told.append(say.a_closed_case(lacks))
    return Problem(409, say.CANNOT_BE_CLOSED_YET, tuple(told))


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    meeting: str,
    back: str,
    problem: Problem | None = None,
) -> Response:
    page = meeting_page(house, viewer(signed.officer), meeting)
    cases = {one.item.case for one in page.items if one.item.visible}
    return desk_page(
        request,
        signed,
        "meetings/meeting.html",
        problem.status if problem else 200,
        meeting=page,
        sending=sending_of(house, meeting),
        signing=signing_of(house, page),
        sees_all=all(line.one.item.visible for line in page.lines if line.one),
        back=back,
        reports=standing_reports(house, sorted(cases)),
        ready=ready_cases(house, viewer(signed.officer), page),
        kept_by=kept_by_others(house, page.code, signed.actor),
        problem=problem,
    )
