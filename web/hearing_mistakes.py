"""Taking back at the desk: an open hearing alone, and an answer that was registered by mistake."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.wording import refusals as say
from workflows.engine.commands.hearings import WithdrawHearing
from workflows.engine.vocabulary import Channel, HearingPhase
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.errors import NotFound
from workflows.services.hearings import withdraw_hearing
from workflows.services.signin import SignedIn
from workflows.services.undoing import undo_response

router = APIRouter(include_in_schema=False)

_NOT_NOW = Problem(409, say.NOT_NOW, ())


@router.get("/sager/{case}/hoeringer/{hearing}/traek-tilbage")
def show_withdrawal(
    request: Request, house: House, signed: Officer, case: str, hearing: str
) -> Response:
    """The form to take the open hearing back alone; the case goes on."""
    page = case_page(house, viewer(signed.officer), case)
    return _withdrawn(request, signed, page, page.hearing_by_id(hearing), Form())


@router.post("/sager/{case}/hoeringer/{hearing}/traek-tilbage")
def withdraw(
    request: Request, house: House, signed: Officer, case: str, hearing: str, form: OfficersForm
) -> Response:
    """Take it back; those heard are told why."""
    looks = viewer(signed.officer)
    found = case_page(house, looks, case).hearing_by_id(hearing)
    done = (
        attempted(
            lambda: withdraw_hearing(
                house,
                case,
                WithdrawHearing(form.text("reason").strip()),
                signed.actor,
                expected_version=form.version,
                request_id=request_id(request),
            ),
            form,
        )
        if found.phase is HearingPhase.OPEN
        else _NOT_NOW
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return _withdrawn(request, signed, page, page.hearing_by_id(hearing), form, done)
    return RedirectResponse(f"/sager/{case}", 303)


def _withdrawn(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = hearing.phase is HearingPhase.OPEN
    problem = problem or (None if possible else _NOT_NOW)
    return desk_page(
        request,
        signed,
        "cases/withdraw.html",
        problem.status if problem else 200,
        case=page,
        hearing=hearing,
        possible=possible,
        form=form,
        problem=problem,
    )


@router.get("/sager/{case}/hoeringer/{hearing}/fortryd/{response}")
def show_undoing(
    request: Request, house: House, signed: Officer, case: str, hearing: str, response: str
) -> Response:
    """The form to undo an answer that an officer registered."""
    page = case_page(house, viewer(signed.officer), case)
    found = page.hearing_by_id(hearing)
    return _undone(request, signed, page, found, _response(found, response), Form())


@router.post("/sager/{case}/hoeringer/{hearing}/fortryd/{response}")
def undo(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    hearing: str,
    response: str,
    form: OfficersForm,
) -> Response:
    """Undo it; it stays in the record, marked, and counts for nobody."""
    looks = viewer(signed.officer)
    found = case_page(house, looks, case).hearing_by_id(hearing)
    given = _response(found, response)
    done = attempted(
        lambda: undo_response(
            house,
            case,
            found,
            given,
            form.text("reason").strip(),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        found = page.hearing_by_id(hearing)
        return _undone(request, signed, page, found, _response(found, response), form, done)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}#svar-{response}", 303)


def _response(hearing: ShownHearing, response: str) -> ShownResponse:
    found = hearing.responses.get(response)
    if found is None:
        raise NotFound(response)
    return found


def _undone(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    response: ShownResponse,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    answerable = hearing.phase in (HearingPhase.OPEN, HearingPhase.LATE)
    by_hand = response.channel is not Channel.LINK and response.undone is None
    possible = answerable and by_hand
    problem = problem or (None if possible else _NOT_NOW)
    return desk_page(
        request,
        signed,
        "cases/undo.html",
        problem.status if problem else 200,
        case=page,
        hearing=hearing,
        response=response,
        possible=possible,
        form=form,
        problem=problem,
    )
