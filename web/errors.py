"""Every way a request can fail, as a page in Danish or, for the API, as problem JSON."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from web import problems
from web.fields import kept_of, read_form
from web.pages import page
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
    400: "Det kunne vi ikke læse",
    401: "Du er ikke logget ind",
    403: "Siden er blevet for gammel",
    404: "Siden findes ikke",
    405: "Det kan siden ikke",
    409: "Det kan ikke gøres nu",
    413: "Det er for stort",
    422: "Noget skal rettes",
    503: "Vi kan ikke gemme lige nu",
    500: "Der skete en fejl hos os",
}

_EXPLANATIONS = {
    400: "Det, der blev sendt, kunne ikke læses. Gå tilbage, og prøv igen.",
    401: "Log ind i en ny fane, åbn siden igen der, og prøv en gang til.",
    403: "Åbn den igen, og prøv en gang til.",
    404: "Adressen er måske klippet over eller skrevet forkert.",
    405: "Siden kan læses, men ikke bruges på den måde.",
    413: "Det, der blev sendt, fylder mere, end vi kan tage imod.",
    422: "Noget af det, der blev sendt, kan ikke bruges.",
    503: "Intet er ændret. Vent et øjeblik, og prøv igen.",
    500: "Intet er ændret. Prøv igen, og skriv til os, hvis det bliver ved.",
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
        title="Sagen er ændret i mellemtiden",
        text=f"{who} har ændret sagen, siden du åbnede siden. Indlæs den igen, og se ændringen.",
        changed_at=error.changed_at,
    )


async def _not_allowed(request: Request, error: NotAllowed) -> Response:
    return _error(
        request,
        409,
        text="Sagen står et sted, hvor det ikke kan lade sig gøre. Det kan den derimod:",
        items=[trigger_words(Trigger(allowed)) for allowed in error.allowed],
    )


async def _incomplete(request: Request, error: Incomplete) -> Response:
    return _error(
        request,
        422,
        title="Der mangler noget",
        text="Det kan gøres, når dette er på plads:",
        items=[lack_words(missing) for missing in error.missing],
    )


async def _wrong(request: Request, error: WrongInput) -> Response:
    return _error(request, 422, items=str(error).splitlines())


async def _not_permitted(request: Request, error: NotPermitted) -> Response:
    return _error(
        request,
        403,
        title="Det kan kun en administrator",
        text="Spørg den, der passer systemet, hvis det også er din opgave.",
    )


async def _only_reads(request: Request, error: OnlyReads) -> Response:
    await read_form(request)  # what was written is not lost
    return _error(
        request,
        403,
        title="Du kan læse alt, men ikke ændre noget",
        text="Din konto er en revisors. Skal noget ændres, så sig det til den, der er ansvarlig"
        " for sagen. Er kontoen forkert, så sig det til den, der passer systemet.",
    )


async def _not_at_the_desk(request: Request, error: NotAtTheDesk) -> Response:
    if request.method == "GET":
        return RedirectResponse(FOR_MEMBERS, 303)
    return _error(
        request,
        403,
        title="Din konto er et medlems",
        text="Medlemmer læser ved det link, de har fået på mail. Er kontoen forkert, så sig det til"
        " den, der passer systemet.",
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
    title = title or _TITLES.get(status, "Det gik ikke")
    text = text or _EXPLANATIONS.get(status, "Gå tilbage, og prøv igen.")
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
