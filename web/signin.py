"""Signing in and out: with a password, or by a one-time link that only its button uses up."""

import re
from urllib.parse import unquote, urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.deps import House
from web.fields import LONGEST_LINE, OfficersForm, SentForm
from web.officers import (
    Officer,
    by_link,
    cookie_name,
    current,
    is_encrypted,
    public,
    signed_out,
)
from web.pages import page
from web.wording import signing_in as say
from workflows.services.installation import Installation
from workflows.services.openid import is_offered
from workflows.services.second_step import TooManyCodes, WrongCode
from workflows.services.signin import (
    SESSION_LASTS,
    CodeWanted,
    WrongSignIn,
    link_works,
    sign_in,
    sign_in_by_link,
    sign_in_with_code,
    sign_out,
)
from workflows.services.wrong_tries import TooManyTries

router = APIRouter(include_in_schema=False)

FIRST_PAGE = "/"


_PATH = re.compile(r"/[A-Za-z0-9][A-Za-z0-9/._~?=&%+-]*")


@router.get("/log-ind", dependencies=[Depends(public)])
def show(request: Request, house: House, til: str = "") -> Response:
    """The form to sign in with; who is signed in goes on at once."""
    if current(request, house) is not None:
        return RedirectResponse(safe_path(til), 303)
    return _form(request, 200, til)


@router.post("/log-ind", dependencies=[Depends(public)])
def begin(request: Request, house: House, form: SentForm) -> Response:
    """Sign in with a password."""
    username, wanted = form.shown("username")[:LONGEST_LINE], form.shown("til")
    try:
        secret = sign_in(house, username, form.shown("password"))
    except CodeWanted as asked:
        return _ask_for_code(request, 200, asked.half, wanted)
    except WrongSignIn:
        return sign_in_again(request, 401, username, wanted, say.DO_NOT_MATCH)
    except TooManyTries:
        return sign_in_again(request, 429, username, wanted, say.TOO_MANY_TRIES)
    return with_session(house, secret, safe_path(wanted))


def sign_in_again(
    request: Request, status: int, username: str, wanted: str, fault: str
) -> Response:
    """The form once more, with what was wrong."""
    return _form(request, status, wanted, username, fault)


@router.post("/log-ind/kode", dependencies=[Depends(public)])
def begin_with_code(request: Request, house: House, form: SentForm) -> Response:
    """The second step: the code that the officer's phone shows."""
    half, wanted = form.shown("half"), form.shown("til")
    try:
        secret = sign_in_with_code(house, half, form.shown("code"))
    except WrongSignIn:
        return sign_in_again(request, 401, "", wanted, say.TOOK_TOO_LONG)
    except WrongCode:
        return _ask_for_code(request, 401, half, wanted, say.CODE_WAS_WRONG_OR_USED)
    except TooManyCodes:
        return _ask_for_code(request, 429, half, wanted, say.TOO_MANY_TRIES)
    return with_session(house, secret, safe_path(wanted))


def _ask_for_code(
    request: Request, status: int, half: str, wanted: str, fault: str = ""
) -> Response:
    return page(request, "signin/code.html", status, half=half, wanted=wanted, fault=fault)


@router.get("/log-ind/{secret}", dependencies=[Depends(by_link)])
def show_link(request: Request, house: House, secret: str) -> Response:
    """What the link is for, with a button; scanners that follow links change nothing."""
    works = link_works(house, secret)
    return page(request, "signin/link.html", 200 if works else 410, works=works)


@router.post("/log-ind/{secret}", dependencies=[Depends(by_link)])
def use_link(request: Request, house: House, secret: str) -> Response:
    """Sign in by the link and use it up."""
    try:
        session = sign_in_by_link(house, secret)
    except CodeWanted as asked:
        return _ask_for_code(request, 200, asked.half, FIRST_PAGE)
    except WrongSignIn:
        return page(request, "signin/link.html", 410, works=False)
    return with_session(house, session, FIRST_PAGE)


@router.post("/log-ud")
def end(request: Request, house: House, signed: Officer, form: OfficersForm) -> Response:
    """Sign out, on the server too."""
    sign_out(house, request.cookies[cookie_name(house)])
    return signed_out(house)


def _form(
    request: Request, status: int, wanted: str, username: str = "", fault: str = ""
) -> Response:
    return page(
        request,
        "signin/form.html",
        status,
        wanted=wanted,
        username=username,
        fault=fault,
        has_provider=is_offered(request.app.state.house),
    )


def with_session(house: Installation, secret: str, path: str) -> Response:
    """On to the page, with the cookie of a session that has begun."""
    response = RedirectResponse(path, 303)
    response.set_cookie(
        cookie_name(house),
        secret,
        max_age=int(SESSION_LASTS.total_seconds()),
        path="/",
        secure=is_encrypted(house),
        httponly=True,
        samesite="lax",
    )
    return response


def safe_path(wanted: str) -> str:
    """The path that was wanted, if it is one of this site's own; otherwise the first page."""
    parts = urlsplit(unquote(wanted)) if _PATH.fullmatch(wanted) else None
    if parts is None or parts.scheme or parts.netloc or parts.path.startswith("/log-"):
        return FIRST_PAGE
    return wanted
