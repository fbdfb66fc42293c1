"""The invitation before it is sent: looked at as each recipient will see it, tried on oneself."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from workflows.engine.vocabulary import HearingPhase
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.installation import Installation
from workflows.services.previewing import preview, tests_sent, try_invitation
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/hoeringer/{hearing}/invitation")
def show_invitation(
    request: Request, house: House, signed: Officer, case: str, hearing: str, til: str = ""
) -> Response:
    """The invitation to one contact; once it is sent, the hearing tells of the letters."""
    page = case_page(house, viewer(signed.officer), case)
    return _shown(request, house, signed, page, hearing, til)


@router.post("/sager/{case}/hoeringer/{hearing}/invitation")
def send_test(
    request: Request, house: House, signed: Officer, case: str, hearing: str, form: OfficersForm
) -> Response:
    """Send the officer the invitation, marked as a test, its link leading nowhere."""
    page = case_page(house, viewer(signed.officer), case)
    found, contact = page.hearing_by_id(hearing), form.shown("til")
    done = attempted(
        lambda: try_invitation(
            house,
            page,
            found,
            contact,
            signed.officer.email,
            signed.actor,
            request_id=request_id(request),
        )
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, page, hearing, contact, done)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}/invitation?til={contact}", 303)


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    hearing: str,
    contact: str,
    problem: Problem | None = None,
) -> Response:
    found = page.hearing_by_id(hearing)
    if found.phase is not HearingPhase.PREPARING and problem is None:
        return RedirectResponse(f"/sager/{page.facts.id}/hoeringer/{found.id}", 303)
    contacts = any(party.contacts for party in found.parties)
    return desk_page(
        request,
        signed,
        "cases/invitation.html",
        problem.status if problem else 200,
        case=page,
        hearing=found,
        shown=preview(house, page, found, contact) if contacts else None,
        tests=tests_sent(house, page, found),
        problem=problem,
        form=Form(),
    )
