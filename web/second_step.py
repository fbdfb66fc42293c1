"""The pages where an officer sets up the second step of signing in, and switches it off."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.wording import signing_in as say
from workflows.engine.errors import WrongInput
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.second_step import (
    TooManyCodes,
    WrongCode,
    begin_setup,
    confirm_setup,
    drawing,
    own_second_step,
    switch_off,
)
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)

PAGE = "/konto/totrin"


@router.get(PAGE)
def show(request: Request, house: House, signed: Officer) -> Response:
    """How far the officer is, and what to do next."""
    return _shown(request, house, signed)


@router.get("/konto/totrin.svg")
def show_drawing(house: House, signed: Officer) -> Response:
    """The secret to be read by the app, while it is being set up."""
    drawn = drawing(house, signed.officer)
    if drawn is None:
        raise NotFound(PAGE)
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@router.post(PAGE)
def begin(house: House, signed: Officer, form: OfficersForm) -> Response:
    """Draw a secret for the app."""
    begin_setup(house, signed.officer.id)
    return RedirectResponse(PAGE, 303)


@router.post("/konto/totrin/bekraeft")
def confirm(request: Request, house: House, signed: Officer, form: OfficersForm) -> Response:
    """Confirm the app by a first code; the codes for a lost phone are shown this once."""

    def act() -> tuple[str, ...]:
        try:
            return confirm_setup(house, signed.officer.id, form.line("code"))
        except (WrongCode, TooManyCodes) as refused:
            raise _told(refused) from None

    done = attempted(act, form)
    if isinstance(done, Problem):
        return _shown(request, house, signed, problem=done)
    return _shown(request, house, signed, codes=done)


@router.post("/konto/totrin/fra")
def end(request: Request, house: House, signed: Officer, form: OfficersForm) -> Response:
    """Switch it off, with a code."""

    def act() -> None:
        try:
            switch_off(house, signed.officer.id, form.line("code"))
        except (WrongCode, TooManyCodes) as refused:
            raise _told(refused) from None

    done = attempted(act, form)
    if isinstance(done, Problem):
        return _shown(request, house, signed, problem=done)
    return RedirectResponse(PAGE, 303)


def _told(refused: WrongCode | TooManyCodes) -> WrongInput:
    return WrongInput(
        say.TOO_MANY_WRONG_CODES
        if isinstance(refused, TooManyCodes)
        else say.CODE_IS_WRONG_OR_USED,
        "code",
    )


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    codes: Sequence[str] = (),
    problem: Problem | None = None,
) -> Response:
    return desk_page(
        request,
        signed,
        "second_step.html",
        problem.status if problem else 200,
        step=own_second_step(house, signed.officer),
        codes=codes,
        form=Form(),
        problem=problem,
    )
