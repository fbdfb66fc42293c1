"""Correcting and approving what was written of a decision, and adding to it once it has effect."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.actions import choices, given_in
from web.attempts import attempted
from web.decision_forms import vote_fields
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.wording import refusals as say
from workflows.engine.commands.meetings import AddToDecision
from workflows.engine.errors import Lack, Missing
from workflows.engine.vocabulary import Trigger
from workflows.records.decisions import ShownDecision
from workflows.services.approving import add_to_decision, approve_decision
from workflows.services.correcting import correct_decision
from workflows.services.desk import CasePage, case_page, require_visible, viewer
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn
from workflows.services.wording.lacks import lack_words

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/beslutning")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The decision as it is written, to be written right."""
    page = case_page(house, viewer(signed.officer), case)
    form = _written(page, page.to_correct) if page.to_correct else Form()
    return _shown(request, house, signed, page, form)


@router.post("/sager/{case}/beslutning")
def correct(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Keep the corrected decision; what cannot be kept comes back as it was written."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: correct_decision(
            house,
            case,
            given_in(form, Trigger.DECIDE),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        return _shown(request, house, signed, case_page(house, looks, case), form, done)
    return RedirectResponse(f"/sager/{case}", 303)


@router.post("/sager/{case}/beslutning/godkend")
def approve(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Find right what another officer wrote."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: approve_decision(
            house,
            case,
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return desk_page(
            request, signed, "cases/approve.html", done.status, case=page, problem=done
        )
    return RedirectResponse(f"/sager/{case}", 303)


@router.get("/sager/{case}/beslutninger/{decision}/tilfoej")
def show_addition(
    request: Request, house: House, signed: Officer, case: str, decision: str
) -> Response:
    """The form for what is to be added to a decision that has taken effect."""
    page = case_page(house, viewer(signed.officer), case)
    return _addition(request, house, signed, page, decision, Form())


@router.post("/sager/{case}/beslutninger/{decision}/tilfoej")
def add(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    decision: str,
    form: OfficersForm,
) -> Response:
    """Add to the decision; what cannot be kept comes back as it was written."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: add_to_decision(
            house,
            case,
            AddToDecision(decision, form.text("text"), form.text("reason")),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return _addition(request, house, signed, page, decision, form, done)
    return RedirectResponse(f"/sager/{case}/beslutninger", 303)


def _addition(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    decision: str,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    found = next((one for one in page.decisions if one.id == decision and one.in_effect), None)
    if found is None:
        raise NotFound(decision)
    return desk_page(
        request,
        signed,
        "cases/add.html",
        problem.status if problem else 200,
        case=page,
        decision=found,
        form=form,
        problem=problem,
    )


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    if page.to_correct is None and problem is None:
        why = lack_words(Missing(Lack.DECISION_TO_CORRECT))
        problem = Problem(409, say.DECISION_CANNOT_BE_CORRECTED, (why,))
    return desk_page(
        request,
        signed,
        "cases/correct.html",
        problem.status if problem else 200,
        case=page,
        form=form,
        problem=problem,
        choices=choices(house, page),
    )


def _written(page: CasePage, decision: ShownDecision) -> Form:
    """The form filled in with the decision as it stands."""
    said_words = (decision.word, *(point.word for point in decision.points if point.word))
    known = map(page.facts.case_type.word, said_words)
    effects = {word.effect for word in known if word is not None}
    points = {point.number: point for point in decision.points}
    numbers = range(1, max([len(page.text.points), *points]) + 1)
    said = [points.get(number) for number in numbers]
    return Form.of(
        {
            "word": decision.word,
            "text": decision.text,
            "point_text": [point.text if point else "" for point in said],
            "point_word": [(point.word or "") if point else "" for point in said],
            "remark_text": [remark.text for remark in decision.remarks],
            "remark_members": [remark.members for remark in decision.remarks],
            "remark_kind": ["dissent" if r.dissent else "remark" for r in decision.remarks],
            "absentees": "\n".join(decision.absentees),
            "partial": "\n".join(decision.partial),
            "substitutes": "\n".join(decision.substitutes),
            **vote_fields(decision.votes),
            "refer_to": decision.target or "",
            "deferred_to": decision.deferred_to.isoformat() if decision.deferred_to else "",
            "effect": "" if effects == {decision.effect} else decision.effect,
        }
    )
