"""Hearing parties in the API: an officer registers the answer of one."""

from fastapi import APIRouter
from starlette.responses import Response

from web.api.access import TokenFirst
from web.api.bodies import ResponseBody
from web.api.description import ACTING, refusals
from web.api.documents import ResponseDocument
from web.api.posting import PostedOnCase, answered
from workflows.services.api_acts import Call
from workflows.services.idempotency import Answer
from workflows.services.registering import Registered, register

router = APIRouter(tags=["parties"], route_class=TokenFirst)


@router.post(
    "/parties/{party}/responses",
    status_code=201,
    response_model=ResponseDocument,
    responses=refusals(ACTING, 404, 409, 412),
)
def create(post: PostedOnCase, party: str, body: ResponseBody) -> Response:
    """Register an answer that came by letter, mail or telephone; files are not taken here."""
    given = Registered(
        channel=body.channel,
        stance=body.stance,
        text=body.text,
        received_at=body.received_at,
        base_version=body.base_version,
        jointly_with=body.jointly_with,
    )

    def work(call: Call) -> Answer:
        return answered(ResponseDocument.model_validate(register(call, party, given)), 201)

    return post.carried_out(body, work)
