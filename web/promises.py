"""The pages of promises: written after a decision, moved, ended, and found in an imported text."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.promise_forms import promise_choices, promise_form, promise_in
from web.refusals import Problem
from web.requests import request_id
from web.wording import forms as say
from workflows.services.desk import CasePage, case_page, require_visible, viewer
from workflows.services.installation import Installation
from workflows.services.promises import (
    Change,
    PagePromise,
    decline_proposal,
    end_promise,
    make_promise,
    move_promise,
)
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/opfoelgning")
def show_new(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The form to write what was promised."""
    page = case_page(house, viewer(signed.officer), case)
    return _new(request, house, signed, page, Form())


@router.post("/sager/{case}/opfoelgning")
def make(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Keep the promise; what cannot be kept comes back as it was written."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: make_promise(
            house,
            _change(request, signed, case, form),
            promise_in(form),
            form.text("proposal"),
        ),
        form,
    )
    if isinstance(done, Problem):
        return _new(request, house, signed, case_page(house, looks, case), form, done)
    return _back(case)


@router.post("/sager/{case}/opfoelgning/ingen")
def decline(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Note that what was found is no promise."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: decline_proposal(
            house, _change(request, signed, case, form), form.text("proposal")
        ),
        form,
    )
    if isinstance(done, Problem):
        return _new(request, house, signed, case_page(house, looks, case), form, done)
    return _back(case)


@router.get("/sager/{case}/opfoelgning/{promise}/flyt")
def show_move(request: Request, house: House, signed: Officer, case: str, promise: str) -> Response:
    """The form to keep a promise at other times."""
    page = case_page(house, viewer(signed.officer), case)
    found = page.promise_by_id(promise)
    next_on = found.next.planned.isoformat() if found.next else ""
    form = promise_form(found.shown.facts, next_on)
    return _changed(request, house, signed, page, found, "cases/move_promise.html", form)


@router.post("/sager/{case}/opfoelgning/{promise}/flyt")
def move(
    request: Request, house: House, signed: Officer, case: str, promise: str, form: OfficersForm
) -> Response:
    """Plan it anew from its next time on."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: move_promise(
            house,
            _change(request, signed, case, form),
            promise,
            promise_in(form),
            form.text("reason").strip(),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        found = page.promise_by_id(promise)
        return _changed(request, house, signed, page, found, "cases/move_promise.html", form, done)
    return _back(case)


@router.get("/sager/{case}/opfoelgning/{promise}/afslut")
def show_end(request: Request, house: House, signed: Officer, case: str, promise: str) -> Response:
    """The form to keep a promise no more."""
    page = case_page(house, viewer(signed.officer), case)
    found = page.promise_by_id(promise)
    return _changed(request, house, signed, page, found, "cases/end_promise.html", Form())


@router.post("/sager/{case}/opfoelgning/{promise}/afslut")
def end(
    request: Request, house: House, signed: Officer, case: str, promise: str, form: OfficersForm
) -> Response:
    """Keep it no more, for the reason given."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: end_promise(
            house,
            _change(request, signed, case, form),
            promise,
            form.text("reason").strip(),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        found = page.promise_by_id(promise)
        return _changed(request, house, signed, page, found, "cases/end_promise.html", form, done)
    return _back(case)


def _change(request: Request, signed: SignedIn, case: str, form: Form) -> Change:
    return Change(case, signed.actor, form.version, request_id(request))


def _back(case: str) -> Response:
    return RedirectResponse(f"/sager/{case}#promises-title", 303)


def _new(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    return desk_page(
        request,
        signed,
        "cases/new_promise.html",
        problem.status if problem else 200,
        case=page,
        form=form,
        problem=problem,
        promising=promise_choices(house, page),
    )


def _changed(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    promise: PagePromise,
    template: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = promise.shown.facts.deadline is not None
    if not possible and problem is None:
        problem = Problem(409, say.FOLLOW_UP_HAS_ENDED, ())
    return desk_page(
        request,
        signed,
        template,
        problem.status if problem else 200,
        case=page,
        promise=promise,
        possible=possible,
        form=form,
        problem=problem,
        promising=promise_choices(house, page),
    )
