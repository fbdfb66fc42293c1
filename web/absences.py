"""The page on which an officer says when he or she is away, and who stands in."""

import secrets

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from workflows.services.absences import Away, be_away, be_back, coming_absences
from workflows.services.promises import responsible_officers

router = APIRouter(include_in_schema=False)

ADDRESS = "/konto/fravaer"


@router.get(ADDRESS)
def show(request: Request, house: House, signed: Officer) -> Response:
    """What is planned, and the form."""
    return _shown(request, house, signed, Form.of({}))


@router.post(ADDRESS)
def plan(request: Request, house: House, signed: Officer, form: OfficersForm) -> Response:
    """Keep one more."""

    def keep() -> None:
        days = form.day("first"), form.day("last")
        be_away(house, Away(signed.officer.id, form.line("stand_in"), *days), secrets.token_hex(8))

    done = attempted(keep, form)
    if isinstance(done, Problem):
        return _shown(request, house, signed, form, done)
    return RedirectResponse(ADDRESS, 303)


@router.post(f"{ADDRESS}/{{absence}}/fjern")
def drop(house: House, signed: Officer, absence: str, form: OfficersForm) -> Response:
    """Forget one of the officer's own."""
    be_back(house, signed.officer.id, absence)
    return RedirectResponse(ADDRESS, 303)


def _shown(
    request: Request, house: House, signed: Officer, form: Form, problem: Problem | None = None
) -> Response:
    return desk_page(
        request,
        signed,
        "absences.html",
        problem.status if problem else 200,
        absences=coming_absences(house, signed.officer.id),
        others=[one for one in responsible_officers(house) if one.id != signed.officer.id],
        form=form,
        problem=problem,
    )
