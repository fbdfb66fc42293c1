"""The plan of a hearing at the officers' desk: written, looked at, and kept before it is sent."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.downloads import attachment
from web.fields import Form
from web.officers import Officer, desk_page
from web.plan_forms import (
    CarriedDocument,
    documents_in,
    documents_kept,
    first_plan,
    plan_in,
    register,
)
from web.refusals import Problem
from web.remedies import Shown, own_deadline, seen_mark, shown, taken, why_not_heard
from web.requests import request_id
from web.sent_files import SentWithFiles, sent_to_be_kept
from web.steps import can_prepare_hearing
from web.wording import refusals as say
from workflows.engine.commands.hearings import PrepareHearing
from workflows.engine.vocabulary import Openness
from workflows.services.advice import proposed_deadline
from workflows.services.desk import CasePage, case_document, case_page, viewer
from workflows.services.hearings import prepare_hearing
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn
from workflows.services.sniffing import ACCEPTED, ACCEPTED_WORDS
from workflows.services.wording.cautions import cautions_of_plan

router = APIRouter(include_in_schema=False)

_TICKED = ("rule", "bodies")
"""Fields that a browser leaves out while nothing is ticked."""


@router.get("/sager/{case}/hoering")
def show_plan(
    request: Request, house: House, signed: Officer, case: str, tag: str = ""
) -> Response:
    """The plan of the coming hearing: as it is kept, or proposed, or with one remedy taken."""
    page = case_page(house, viewer(signed.officer), case)
    form = taken(first_plan(house, page), tag)
    return _shown(request, house, signed, page, form, documents_kept(house, page))


@router.post("/sager/{case}/hoering")
def plan(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    sent: Annotated[SentWithFiles, Depends(sent_to_be_kept)],
) -> Response:
    """Keep the plan, once all that is poor about it has been seen; nobody is invited by that."""
    looks = viewer(signed.officer)
    page, form = case_page(house, looks, case), sent.form
    documents, wrong = documents_in(house, page, form, sent.files)
    if form.shown("take"):
        chosen = taken(form, form.shown("take"))
        return _shown(request, house, signed, page, chosen, documents)
    if wrong:
        problem = Problem(422, say.SOMETHING_IS_WRONG, (), faults=tuple(("file", w) for w in wrong))
        return _shown(request, house, signed, page, form, documents, problem)
    done = attempted(
        lambda: _keep(request, house, signed, page, form, documents), form, also=_TICKED
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return _shown(request, house, signed, page, form, documents, done)
    if done:
        return _shown(request, house, signed, page, form, documents, _UNSEEN)
    return RedirectResponse(f"/sager/{case}", 303)


_UNSEEN = Problem(422, say.PLAN_IS_NOT_KEPT_YET, (say.SEE_WHAT_STANDS_BELOW,))


def _keep(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    documents: Sequence[CarriedDocument],
) -> list[Shown]:
    """Keep the plan, unless there is something to be seen first; then that, and nothing is kept."""
    planned = plan_in(house, page, form, documents)
    unseen = _cautions(house, page, planned)
    if form.line("seen") == seen_mark(unseen) and not any(one.unlawful for one in unseen):
        unseen = []
    if not unseen:
        prepare_hearing(
            house,
            page.facts.id,
            planned,
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        )
    return unseen


def _cautions(house: Installation, page: CasePage, planned: PrepareHearing) -> list[Shown]:
    return shown(cautions_of_plan(house, page.facts, page.today, planned))


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    documents: Sequence[CarriedDocument],
    problem: Problem | None = None,
) -> Response:
    possible = can_prepare_hearing(page)
    if not possible and problem is None:
        problem = Problem(409, say.NOT_NOW, ())
    readable = attempted(lambda: _cautions(house, page, plan_in(house, page, form, documents)))
    cautions = [] if isinstance(readable, Problem) else readable
    named = {one.body for one in page.facts.to_hear}
    return desk_page(
        request,
        signed,
        "cases/plan.html",
        problem.status if problem else 200,
        case=page,
        possible=possible,
        form=form,
        problem=problem,
        cautions=cautions,
        seen=seen_mark(cautions),
        documents=documents,
        is_open_case=page.facts.openness is Openness.OPEN,
        accepted=",".join(ACCEPTED),
        accepted_words=ACCEPTED_WORDS,
        proposals=[
            (rule, proposed_deadline(house, rule, page.today))
            for rule in page.facts.case_type.hearings
        ],
        earliest={
            rule.code: page.facts.calendar.add(page.today, rule.minimum)
            for rule in page.facts.case_type.hearings
            if rule.minimum
        },
        register=[body for body in register(house) if body.code not in named],
        everybody=register(house),
        own_deadline=own_deadline,
        why_not_heard=why_not_heard,
    )


@router.get("/sager/{case}/dokumenter/{document}")
def fetch_document(house: House, signed: Officer, case: str, document: str) -> Response:
    """A document that is heard about, replaced ones too, to be saved."""
    return attachment(house, case_document(house, viewer(signed.officer), case, document))
