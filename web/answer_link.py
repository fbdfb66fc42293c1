"""The link's token on its way from the address into a cookie, and back with every request."""

import re
from datetime import timedelta

from fastapi import Request
from starlette.responses import Response

from web.pages import page
from workflows.services.answers import Grant, Reading, open_link, open_reading
from workflows.services.installation import Installation
from workflows.services.links import cleaned

_LONGEST_TOKEN = 200
_TOKEN = re.compile(r"[A-Za-z0-9.]+")


def token_in(address: str) -> str:
    """The token without quotes, spaces and invisible letters that a mail program put around it."""
    found = _TOKEN.search(address)
    return found[0][:_LONGEST_TOKEN] if found else ""


def opened(request: Request, house: Installation, party: str) -> Grant:
    """What the cookie for this party opens; raises NotFound without a good one."""
    return open_link(house, party, token_given(request, house, party))


def token_given(request: Request, house: Installation, party: str) -> str:
    """The token in the cookie for this party, or nothing."""
    return kept_token(request, link_cookie(house, party))


def opened_to_read(request: Request, house: Installation, party: str) -> Reading:
    """What the cookie of a link that was passed on lets one read; raises NotFound."""
    return open_reading(house, party, kept_token(request, reading_cookie(house, party)))


def kept_token(request: Request, name: str) -> str:
    """The token in the cookie of this name, or nothing."""
    return request.cookies.get(name, "")[:_LONGEST_TOKEN]


def link_cookie(house: Installation, party: str) -> str:
    """The cookie's name: one per party, so that two links in two tabs never cross.

    Browsers take the `__Host-` prefix on https only.
    """
    return _cookie_name(house, f"svar-{party.lower()}")


def reading_cookie(house: Installation, party: str) -> str:
    """The name of the cookie of a link that only reads, beside that of the one that answers."""
    return _cookie_name(house, f"laes-{party.lower()}")


def member_cookie(house: Installation, member: str) -> str:
    """The name of the cookie of a member's link."""
    return _cookie_name(house, f"medlem-{member.lower()}")


def _cookie_name(house: Installation, name: str) -> str:
    return f"{'__Host-' if _is_safe(house) else ''}{name}"


def set_link_cookie(
    response: Response, house: Installation, name: str, token: str, lasts: timedelta
) -> None:
    """Keep the token for so long; Lax, so that it also comes along from a mail."""
    response.set_cookie(
        name,
        cleaned(token),
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=_is_safe(house),
        httponly=True,
        samesite="lax",
    )


def forget_link_cookie(response: Response, house: Installation, name: str) -> None:
    """Let the browser drop the cookie, which it does only when told as it was set."""
    response.delete_cookie(name, path="/", secure=_is_safe(house), httponly=True, samesite="lax")


def link_lost(request: Request, text: str = "", status: int = 404) -> Response:
    """One page for every link that opens nothing, whatever the reason; written text is kept."""
    return page(request, "answers/lost.html", status, text=text, unavailable=status == 503)


def _is_safe(house: Installation) -> bool:
    return house.settings.base_url.startswith("https://")
