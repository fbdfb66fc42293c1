"""Hearings in the API: read, extended, taken back and closed."""

from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from web import problems
from web.api.access import Caller, TokenFirst
from web.api.bodies import ExtensionBody, ReasonBody
from web.api.description import ACTING, READING, refusals
from web.api.documents import HearingDocument
from web.api.posting import Post, PostedOnCase, answered, as_response
from web.deps import House
from workflows.engine.advising import Caution
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.errors import Incomplete, Lack
from workflows.services import api_acts
from workflows.services.api_acts import Call
from workflows.services.api_reading import read_hearing
from workflows.services.desk import viewer
from workflows.services.idempotency import Answer

router = APIRouter(tags=["hearings"], route_class=TokenFirst)

Cautions = tuple[Caution, ...]

_NO_LATER_DAY = {Lack.DEADLINE_IN_FUTURE, Lack.DEADLINE_LATER_THAN_BEFORE}

_REFUSALS = refusals(ACTING, 404, 409, 412)


@router.get("/hearings/{hearing}", response_model=HearingDocument, responses=refusals(READING, 404))
def show(house: House, caller: Caller, hearing: str) -> Response:
    """The hearing with its parties, how far each has come, and the letters to them."""
    with house.database.connect() as connection:
        read = read_hearing(connection, house, viewer(caller), hearing)
    return as_response(answered(HearingDocument.of(read)))


@router.post("/hearings/{hearing}/extend", response_model=HearingDocument, responses=_REFUSALS)
def extend(post: PostedOnCase, hearing: str, body: ExtensionBody) -> Response:
    """Give all parties of an open hearing, or one, until a later day; the parties are told.

    A day that is past, or no later than the one before, conflicts with what was promised: 409.
    """
    extension = ExtendHearing(body.due_on, body.reason, body.party)
    try:
        return _acted(post, hearing, body, lambda call: api_acts.extend(call, hearing, extension))
    except Incomplete as lacking:
        if {missing.code for missing in lacking.missing} <= _NO_LATER_DAY:
            return problems.incomplete(lacking, 409)
        raise


@router.post("/hearings/{hearing}/withdraw", response_model=HearingDocument, responses=_REFUSALS)
def withdraw(post: PostedOnCase, hearing: str, body: ReasonBody) -> Response:
    """Take back an open hearing alone: the parties are told, and the case goes on without it.

    What was answered already stays with the case. A hearing that nobody has been invited to is
    prepared anew instead.
    """
    return _acted(post, hearing, body, lambda call: api_acts.withdraw(call, hearing, body.reason))


@router.post("/hearings/{hearing}/close", response_model=HearingDocument, responses=_REFUSALS)
def close(post: PostedOnCase, hearing: str, body: ReasonBody) -> Response:
    """Close an open hearing before its deadline; the case goes on with what was answered."""
    return _acted(post, hearing, body, lambda call: api_acts.close(call, hearing, body.reason))


def _acted(
    post: Post, hearing: str, body: BaseModel, act: Callable[[Call], Cautions | None]
) -> Response:
    def work(call: Call) -> Answer:
        found = act(call)
        read = read_hearing(call.connection, call.house, call.looks, hearing)
        read = replace(read, cautions=found or read.cautions)
        return answered(HearingDocument.of(read))

    return post.carried_out(body, work)
