"""Signing in at the municipality's provider: the way there, and the way back."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.deps import House
from web.officers import cookie_name, is_encrypted, public
from web.pages import page
from web.signin import safe_path, sign_in_again, with_session
from web.wording import signing_in as say
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.openid import (
    BACK,
    JOURNEY_LASTS,
    NobodyKnown,
    ProviderFails,
    arrive,
    depart,
    is_offered,
)
from workflows.services.signin import WrongSignIn

router = APIRouter(include_in_schema=False, dependencies=[Depends(public)])


@router.get("/log-ind/oidc")
def go(request: Request, house: House, til: str = "") -> Response:
    """On to the provider."""
    _require_offered(house)
    try:
        departure = depart(house, til)
    except (ProviderFails, WrongSignIn):
        return sign_in_again(request, 503, "", til, say.PROVIDER_IS_SILENT)
    response = RedirectResponse(departure.url, 303)
    response.set_cookie(
        _cookie(house),
        departure.cookie,
        max_age=int(JOURNEY_LASTS.total_seconds()),
        path="/",
        secure=is_encrypted(house),
        httponly=True,
        samesite="lax",
    )
    return response


@router.get(BACK)
def come_back(request: Request, house: House, state: str = "", code: str = "") -> Response:
    """Back from the provider: signed in, or why not."""
    _require_offered(house)
    try:
        arrival = arrive(house, request.cookies.get(_cookie(house), ""), state, code)
    except WrongSignIn:
        response: Response = sign_in_again(request, 401, "", "", say.NOT_SIGNED_IN)
    except ProviderFails:
        response = sign_in_again(request, 503, "", "", say.PROVIDER_IS_SILENT)
    except NobodyKnown as unknown:
        response = page(request, "signin/unknown.html", 403, email=unknown.email)
    else:
        response = with_session(house, arrival.secret, safe_path(arrival.wanted))
    response.delete_cookie(_cookie(house), path="/", secure=is_encrypted(house), httponly=True)
    return response


def _require_offered(house: Installation) -> None:
    if not is_offered(house):
        raise NotFound(BACK)


def _cookie(house: Installation) -> str:
    return f"{cookie_name(house)}-vej"
