"""Who looks at a page: each route says so by one of these, and the desk knows its officer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse

from web.closed_reading import note_what_is_read
from web.deps import House
from web.pages import page
from web.permitted import require_permitted
from web.refusals import Problem
from workflows.services.desk import CasePage
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn, signed_in
from workflows.services.told_journal import told_since
from workflows.services.wording.access import way_words
from workflows.services.wording.cases import (
    attachment_kind_words,
    event_words,
    openness_words,
    reading_words,
    state_words,
    tie_words,
    trigger_words,
)
from workflows.services.wording.deadlines import deadline_kind_words, deadline_status_words
from workflows.services.wording.decisions import decision_lines
from workflows.services.wording.hearings import (
    channel_words,
    file_status_words,
    party_status_words,
    stance_words,
)
from workflows.services.wording.lacks import lack_words
from workflows.services.wording.mails import (
    dismissal_words,
    mail_reason_words,
    mail_status_words,
    message_kind_words,
    message_status_words,
)
from workflows.services.wording.promises import rhythm_words


async def public() -> None:
    """Anybody may see the page; a router says so by depending on this."""


async def by_link() -> None:
    """The page is for whoever was mailed its link, which the route itself checks."""


def cookie_name(house: Installation) -> str:
    """Browsers keep a `__Host-` cookie to one host over https, and take it no other way."""
    return "__Host-sagsgang" if is_encrypted(house) else "sagsgang"


def is_encrypted(house: Installation) -> bool:
    """Whether pages are reached by https."""
    return house.settings.base_url.startswith("https:")


def current(request: Request, house: Installation) -> SignedIn | None:
    """The officer of this request, if one is signed in."""
    secret = request.cookies.get(cookie_name(house), "")
    return signed_in(house, secret) if secret else None


def signed_out(house: Installation) -> RedirectResponse:
    """To the page where one signs in, without the cookie of a session that is over."""
    response = RedirectResponse("/log-ind", 303)
    response.delete_cookie(cookie_name(house), path="/", secure=is_encrypted(house), httponly=True)
    return response


def officer(request: Request, house: House) -> SignedIn:
    """The officer signed in; sends a reader to sign in and back, and refuses what is sent."""
    found = current(request, house)
    if found is not None:
        require_permitted(found.officer, request.method, request.url.path)
        note_what_is_read(request, house, found.officer)
        return found
    if request.method != "GET":
        raise HTTPException(401)
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    raise HTTPException(303, headers={"Location": f"/log-ind?til={quote(wanted)}"})


Officer = Annotated[SignedIn, Depends(officer)]
"""The officer signed in, as a parameter of a page."""


_WORDS = {
    one.__name__: one
    for one in (
        attachment_kind_words,
        channel_words,
        deadline_kind_words,
        deadline_status_words,
        decision_lines,
        dismissal_words,
        event_words,
        file_status_words,
        lack_words,
        mail_reason_words,
        mail_status_words,
        message_kind_words,
        message_status_words,
        openness_words,
        party_status_words,
        reading_words,
        rhythm_words,
        stance_words,
        state_words,
        tie_words,
        trigger_words,
        way_words,
    )
}
"""The Danish that the pages ask for, by name."""


def desk_page(
    request: Request, signed: SignedIn | None, template: str, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page of the officers' desk; `signed` is None on those that anybody may see."""
    house: Installation = request.app.state.house
    values |= _what_changed(house, values)
    return page(
        request,
        template,
        status,
        signed=signed,
        words=_WORDS,
        definitions=house.definitions,
        has_postbox=not house.settings.production and house.settings.smtp_url is None,
        **values,
    )


def _what_changed(house: Installation, values: Mapping[str, Any]) -> dict[str, Problem]:
    """Where the case was changed meanwhile, the problem that says by what."""
    problem, case, form = (values.get(name) for name in ("problem", "case", "form"))
    if not isinstance(problem, Problem) or not isinstance(case, CasePage) or form is None:
        return {}
    if problem.changed_at is None:
        return {}
    changes = told_since(house, case, form.version)
    return {"problem": replace(problem, changes=tuple(changes))}
