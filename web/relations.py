"""The page on which a case is related to another, and relations are taken away."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.wording import forms as say
from workflows.engine.errors import WrongInput
from workflows.engine.relating import BY_HAND, opposite
from workflows.engine.vocabulary import Tie
from workflows.services.desk import case_page, require_visible, viewer
from workflows.services.installation import Installation
from workflows.services.relating import Relating, is_by_hand, relate, related_cases, unrelate
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)

TIES = tuple(dict.fromkeys((*BY_HAND, *map(opposite, BY_HAND))))
"""What can be chosen, from either side."""


@router.get("/sager/{case}/tilknyt")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """What the case is related to, and the form for one more."""
    return _shown(request, house, signed, case, Form())


@router.post("/sager/{case}/tilknyt")
def add(request: Request, house: House, signed: Officer, case: str, form: OfficersForm) -> Response:
    """Relate it to the case with the number that was written."""
    relating = _relating(request, house, signed, case)
    done = attempted(
        lambda: relate(house, relating, form.line("number"), _tie(form)),
        form,
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, case, form, done)
    return RedirectResponse(f"/sager/{case}/tilknyt", 303)


@router.post("/sager/{case}/tilknyt/fjern")
def remove(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Take a relation away."""
    unrelate(house, _relating(request, house, signed, case), form.line("relation"))
    return RedirectResponse(f"/sager/{case}/tilknyt", 303)


def _tie(form: Form) -> Tie:
    tie = form.line("tie")
    if tie not in TIES:
        raise WrongInput(say.CHOOSE_HOW_THEY_BELONG, "tie")
    return Tie(tie)


def _relating(request: Request, house: Installation, signed: SignedIn, case: str) -> Relating:
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    return Relating(case, looks, signed.actor, request_id(request))


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    case: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    looks = viewer(signed.officer)
    page = case_page(house, looks, case)
    return desk_page(
        request,
        signed,
        "cases/relate.html",
        problem.status if problem else 200,
        case=page,
        related=related_cases(house, looks, page.facts.id),
        is_by_hand=is_by_hand,
        ties=TIES,
        form=form,
        problem=problem,
    )
