"""The bodies at the desk: who sits there, and the links by which members read."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.deps import House
from web.fields import OfficersForm
from web.officers import Officer, desk_page
from workflows.services.body_pages import bodies_with_members, body_page
from workflows.services.member_links import (
    ask_to_come,
    call_off,
    send_member_link,
    withdraw_member_link,
)

router = APIRouter(include_in_schema=False)


@router.get("/udvalg")
def show(request: Request, house: House, signed: Officer) -> Response:
    """Every body that has members."""
    return desk_page(request, signed, "bodies/list.html", bodies=bodies_with_members(house))


@router.get("/udvalg/{body}")
def show_one(
    request: Request, house: House, signed: Officer, body: str, gjort: str = ""
) -> Response:
    """The members of one body, each with the link that he or she reads by."""
    return desk_page(
        request,
        signed,
        "bodies/body.html",
        body=body_page(house, body),
        done=gjort,
    )


@router.post("/udvalg/{body}/send")
def send(house: House, signed: Officer, body: str, form: OfficersForm) -> Response:
    """Mail a member the own link."""
    send_member_link(house, body, form.shown("email"), signed.officer.id)
    return RedirectResponse(f"/udvalg/{body}?gjort=send", 303)


@router.post("/udvalg/{body}/traek-tilbage")
def withdraw(house: House, signed: Officer, body: str, form: OfficersForm) -> Response:
    """Let a member's link open nothing any more."""
    withdraw_member_link(house, body, form.shown("email"), signed.officer.id)
    return RedirectResponse(f"/udvalg/{body}?gjort=traek-tilbage", 303)


@router.post("/udvalg/{body}/kald-ind")
def ask(house: House, signed: Officer, body: str, form: OfficersForm) -> Response:
    """Let a substitute take a member's place at one meeting."""
    day = form.day("meets_on")
    ask_to_come(house, body, form.shown("email"), day, signed.officer.id)
    return RedirectResponse(f"/udvalg/{body}?gjort=kald-ind", 303)


@router.post("/udvalg/{body}/kald-af")
def take_off(house: House, signed: Officer, body: str, form: OfficersForm) -> Response:
    """Let the substitute stay away from the meeting after all."""
    day = form.day("meets_on")
    call_off(house, body, form.shown("email"), day, signed.officer.id)
    return RedirectResponse(f"/udvalg/{body}?gjort=kald-af", 303)
