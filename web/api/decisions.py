"""Decisions in the API, as far as no trigger writes them: corrected and approved before effect."""

from fastapi import APIRouter
from starlette.responses import Response

from web.api.access import TokenFirst
from web.api.bodies import ApprovalBody, CorrectionBody
from web.api.cases import case_answer
from web.api.description import ACTING, CASE_HEADERS, refusals
from web.api.documents import CaseDocument
from web.api.posting import PostedToVersion
from workflows.services import api_acts
from workflows.services.api_acts import Call
from workflows.services.idempotency import Answer

router = APIRouter(tags=["cases"], route_class=TokenFirst)


@router.post(
    "/cases/{case}/decision/correct",
    response_model=CaseDocument,
    responses={200: {"headers": CASE_HEADERS}, **refusals(ACTING, 404, 409, 412, 428)},
)
def correct(post: PostedToVersion, case: str, body: CorrectionBody) -> Response:
    """Write a decision anew that was written wrong: the whole of it, and why.

    Possible until its meeting is closed (`take_effect`); the case stays `.decided`, and what was
    written before is kept as an earlier version. Afterwards it is refused with
    `decision_to_correct`: the body must decide again.
    """

    def work(call: Call) -> Answer:
        api_acts.correct(call, case, body.arguments())
        return case_answer(call, case)

    return post.carried_out(body, work)


@router.post(
    "/cases/{case}/decision/approve",
    response_model=CaseDocument,
    responses={200: {"headers": CASE_HEADERS}, **refusals(ACTING, 404, 409, 412, 428)},
)
def approve(post: PostedToVersion, case: str, body: ApprovalBody) -> Response:
    """Find right what another officer recorded.

    Whoever recorded it is refused with `another_officer`. Where the installation asks for four
    eyes, `take_effect` is refused with `approval` until this is done; a correction undoes it.
    """

    def work(call: Call) -> Answer:
        api_acts.approve(call, case)
        return case_answer(call, case)

    return post.carried_out(body, work)
