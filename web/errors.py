"""Every way a request can fail, as a page in Danish or, for the API, as problem JSON."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from web import problems
from web.fields import kept_of, read_form
from web.methods import methods_taken
from web.pages import page
from web.wording import refusals as say
from workflows.engine.errors import EnvironmentMissing, Incomplete, NotAllowed, WrongInput
from workflows.engine.faults import FaultyDefinitions
from workflows.engine.vocabulary import Trigger
from workflows.records.api_keys import KeyBusy
from workflows.records.database import UNAVAILABLE
from workflows.services.blobs import FULL_DISK
from workflows.services.errors import (
    NotAtTheDesk,
    NotFound,
    NotPermitted,
    OnlyReads,
    StaleVersion,
)
from workflows.services.idempotency import KeyReused
from workflows.services.wording.cases import trigger_words
from workflows.services.wording.lacks import lack_words

Page: TypeAlias = Callable[[Request, Any], Awaitable[Response]]
"""How people are answered."""

Problem: TypeAlias = Callable[[Any], Response]
"""How programs are answered."""

FOR_MEMBERS = "/medlem/send-igen"
"""Where a member's link is mailed anew."""

_TITLES = {
    400: say.COULD_NOT_READ,
    401: say.NOT_SIGNED_IN,
    403: say.PAGE_IS_TOO_OLD,
    404: say.NO_SUCH_PAGE,
    405: say.PAGE_CANNOT,
    409: say.NOT_NOW,
    413: say.TOO_LARGE,
    422: say.SOMETHING_IS_WRONG,
    503: say.CANNOT_BE_KEPT_NOW,
    500: say.OUR_FAULT,
}

_EXPLANATIONS = {
    400: say.GO_BACK_COULD_NOT_READ,
    401: say.SIGN_IN_IN_A_TAB,
    403: say.OPEN_IT_AGAIN,
    404: say.ADDRESS_IS_PERHAPS_CUT,
    405: say.CAN_BE_READ_NOT_USED_SO,
    413: say.MORE_THAN_IS_TAKEN,
    422: say.SOME_OF_IT_CANNOT_BE_USED,
    503: say.NOTHING_CHANGED_WAIT,
    500: say.NOTHING_CHANGED_WRITE_TO_US,
}


def add_error_pages(app: FastAPI) -> None:
    """Let the application answer every failure in its own words."""
    answers: dict[type[Exception], tuple[Page, Problem]] = {
        HTTPException: (_http, problems.http),
        RequestValidationError: (_unreadable, problems.unreadable),
        NotFound: (_not_found, problems.not_found),
        StaleVersion: (_stale, problems.stale),
        NotAllowed: (_not_allowed, problems.not_allowed),
        Incomplete: (_incomplete, problems.incomplete),
        WrongInput: (_wrong, problems.wrong),
        FaultyDefinitions: (_wrong, problems.wrong),
        NotPermitted: (_not_permitted, problems.not_found),
        OnlyReads: (_only_reads, problems.forbidden),
        NotAtTheDesk: (_not_at_the_desk, problems.forbidden),
        EnvironmentMissing: (_unavailable, problems.unavailable),
        **dict.fromkeys(UNAVAILABLE, (_unavailable, problems.unavailable)),
        KeyReused: (_conflict, problems.key_reused),
        KeyBusy: (_conflict, problems.key_busy),
    }
    for kind, (as_page, as_problem) in answers.items():
        app.add_exception_handler(kind, _answering(as_page, as_problem))


def _answering(as_page: Page, as_problem: Problem) -> Page:
    async def answer(request: Request, error: Any) -> Response:
        if isinstance(error, HTTPException) and error.status_code == 405:
            error.headers = {"Allow": methods_taken(request)}
        return as_problem(error) if _is_api(request) else await as_page(request, error)

    return answer


def failure(request: Request, error: Exception) -> Response:
    """The answer when something went wrong that nobody foresaw; a full disk is 503."""
    full = getattr(error, "errno", None) in FULL_DISK
    if _is_api(request):
        return problems.unavailable(error) if full else problems.failure()
    return _error(request, 503 if full else 500)


async def _http(request: Request, error: HTTPException) -> Response:
    if error.status_code == 401 and request.method == "POST":
        await read_form(request)  # who has to sign in again does not lose what was written
    return _error(request, error.status_code, headers=dict(error.headers or {}))


async def _unreadable(request: Request, error: RequestValidationError) -> Response:
    # Only the places: what was sent may hold what no JSON can (NaN, lone surrogates).
    fields = [".".join(str(part) for part in fault["loc"][1:]) for fault in error.errors()]
    return _error(request, 422, items=[field for field in fields if field])


async def _not_found(request: Request, error: NotFound) -> Response:
    return _error(request, 404)


async def _stale(request: Request, error: StaleVersion) -> Response:
    who = error.changed_by.partition(":")[2] or error.changed_by
    return _error(
        request,
        409,
        title=say.CASE_WAS_CHANGED,
        text=say.has_changed_it_load_again(who),
        changed_at=error.changed_at,
    )


async def _not_allowed(request: Request, error: NotAllowed) -> Response:
    return _error(
        request,
        409,
        text=say.STANDS_WHERE_IT_CANNOT,
        items=[trigger_words(Trigger(allowed)) for allowed in error.allowed],
    )


async def _incomplete(request: Request, error: Incomplete) -> Response:
    return _error(
        request,
        422,
        title=say.SOMETHING_IS_MISSING,
        text=say.CAN_BE_DONE_WHEN,
        items=[lack_words(missing) for missing in error.missing],
    )


async def _wrong(request: Request, error: WrongInput) -> Response:
    return _error(request, 422, items=str(error).splitlines())


async def _not_permitted(request: Request, error: NotPermitted) -> Response:
    return _error(
        request,
        403,
        title=say.ONLY_AN_ADMINISTRATOR,
        text=say.ASK_WHO_MINDS_THE_SYSTEM,
    )


async def _only_reads(request: Request, error: OnlyReads) -> Response:
    await read_form(request)  # what was written is not lost
    return _error(
        request,
        403,
        title=say.READS_ONLY,
        text=say.ACCOUNT_IS_AN_AUDITORS,
    )


async def _not_at_the_desk(request: Request, error: NotAtTheDesk) -> Response:
    if request.method == "GET":
        return RedirectResponse(FOR_MEMBERS, 303)
    return _error(
        request,
        403,
        title=say.ACCOUNT_IS_A_MEMBERS,
        text=say.MEMBERS_READ_BY_A_LINK,
    )


async def _conflict(request: Request, error: Exception) -> Response:
    return _error(request, 409)


async def _unavailable(request: Request, error: Exception) -> Response:
    return _error(request, 503, headers={"Retry-After": "5"})


def _error(
    request: Request,
    status: int,
    *,
    title: str | None = None,
    text: str | None = None,
    items: list[str] | None = None,
    headers: dict[str, str] | None = None,
    changed_at: Any = None,
) -> Response:
    title = title or _TITLES.get(status, say.DID_NOT_WORK)
    text = text or _EXPLANATIONS.get(status, say.GO_BACK)
    return page(
        request,
        "error.html",
        status,
        headers=headers,
        title=title,
        text=text,
        items=items or [],
        changed_at=changed_at,
        kept=kept_of(request),
        request_id=request.scope["request_id"] if status == 500 else None,
    )


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
