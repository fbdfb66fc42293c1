"""The officer's own page: who he or she is here, and how mail is to tell what happens."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page, signed_out
from web.refusals import Problem
from web.wording import forms as say
from workflows.engine.errors import WrongInput
from workflows.services.accounts import set_wants_digest
from workflows.services.digest_letters import ACCOUNT
from workflows.services.installation import Installation
from workflows.services.second_step import own_second_step
from workflows.services.secretaries import kept_bodies
from workflows.services.sessions import own_sessions, sign_out_everywhere
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)

_CHOICES = {"digest": True, "each": False}
"""How an officer can be told, by the word that the form sends."""


@router.get(ACCOUNT)
def show(request: Request, house: House, signed: Officer, gemt: str = "") -> Response:
    """What is known of the officer, and the choice that he or she has."""
    chosen = "digest" if signed.officer.wants_digest else "each"
    form = Form.of({"telling": chosen})
    return _shown(request, house, signed, form, saved=bool(gemt))


@router.post(ACCOUNT)
def choose(request: Request, house: House, signed: Officer, form: OfficersForm) -> Response:
    """Keep the choice."""
    done = attempted(lambda: set_wants_digest(house, signed.officer.id, wanted=_wanted(form)), form)
    if isinstance(done, Problem):
        return _shown(request, house, signed, form, done)
    return RedirectResponse(f"{ACCOUNT}?gemt=1", 303)


@router.post("/konto/log-ud-alle-steder")
def end_all(house: House, signed: Officer, form: OfficersForm) -> Response:
    """End all of the officer's sessions, this one too."""
    sign_out_everywhere(house, signed.officer.id)
    return signed_out(house)


def _wanted(form: Form) -> bool:
    chosen = form.line("telling")
    if chosen not in _CHOICES:
        raise WrongInput(say.CHOOSE_HOW_TO_BE_TOLD, "telling")
    return _CHOICES[chosen]


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    form: Form,
    problem: Problem | None = None,
    *,
    saved: bool = False,
) -> Response:
    return desk_page(
        request,
        signed,
        "account.html",
        problem.status if problem else 200,
        digest_at=f"{house.definitions.municipality.digest_at:%H.%M}",
        form=form,
        problem=problem,
        saved=saved,
        kept_bodies=kept_bodies(house, signed.officer.id),
        second_step=own_second_step(house, signed.officer),
        sessions=own_sessions(house, signed),
    )
