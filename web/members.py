"""What a member of bodies has behind the mailed link: meetings, agendas, items and their files."""

from datetime import timedelta
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from web.answer_link import (
    forget_link_cookie,
    kept_token,
    member_cookie,
    set_link_cookie,
    token_in,
)
from web.deps import House
from web.downloads import attachment
from web.fields import SentForm
from web.officers import by_link
from web.pages import page
from web.papers import ending_of, paper_file, paper_kind
from workflows.engine.errors import WrongInput
from workflows.services.acting import existing_id
from workflows.services.errors import NotFound
from workflows.services.forms import form_token, is_form_token
from workflows.services.installation import Installation
from workflows.services.member_items import member_file, member_item
from workflows.services.member_reading import (
    Reader,
    member_agenda,
    member_meetings,
    member_paper,
    member_sent_file,
    open_member_link,
)
from workflows.services.minutes import member_minutes_file, sign_minutes, signing_of
from workflows.services.wording.hearings import stance_words

router = APIRouter(include_in_schema=False, dependencies=[Depends(by_link)])

COOKIE_LASTS = timedelta(hours=12)
"""A long day of meetings; afterwards the link in the mail opens the pages again."""


@router.get("/medlem/lukket")
def left(request: Request) -> Response:
    """That the pages are closed in this browser."""
    return page(request, "members/left.html")


@router.get("/medlem/{member}/{token}")
@router.get("/medlem/{member}/{token}/")
@router.get("/medlem/{member}/{token}/moede/{meeting}")
def land(request: Request, house: House, member: str, token: str, meeting: str = "") -> Response:
    """Move the token from the address into a cookie; nothing else happens."""
    try:
        token = token_in(token)
        reader = open_member_link(house, member, token)
    except NotFound:
        return _lost(request)
    there = f"/moede/{quote(meeting, safe='')}" if meeting else ""
    response = RedirectResponse(f"/medlem/{reader.link}{there}", 303)
    set_link_cookie(response, house, member_cookie(house, reader.link), token, COOKIE_LASTS)
    return response


@router.get("/medlem/{member}")
def show(request: Request, house: House, member: str) -> Response:
    """The meetings of the member's bodies."""
    try:
        reader = _reader(request, house, member)
    except NotFound:
        return _lost(request)
    return page(
        request, "members/meetings.html", reader=reader, meetings=member_meetings(house, reader)
    )


@router.post("/medlem/{member}/luk")
def leave(house: House, member: str) -> Response:
    """Forget the link in this browser, as on a machine that others use; raises NotFound."""
    response = RedirectResponse("/medlem/lukket", 303)
    forget_link_cookie(response, house, member_cookie(house, existing_id(member)))
    return response


@router.get("/medlem/{member}/moede/{meeting}")
def show_meeting(request: Request, house: House, member: str, meeting: str) -> Response:
    """The agenda of one meeting."""
    try:
        return _agenda(request, house, _reader(request, house, member), meeting)
    except NotFound:
        return _lost(request)


@router.get("/medlem/{member}/moede/{meeting}/udsendt/{file}")
def fetch_sent(request: Request, house: House, member: str, meeting: str, file: str) -> Response:
    """The agenda as it was sent out, as a download."""
    try:
        reader = _reader(request, house, member)
        return attachment(house, member_sent_file(house, reader, meeting, file))
    except NotFound:
        return _lost(request)


@router.get("/medlem/{member}/moede/{meeting}/referat/underskrift")
def fetch_minutes(request: Request, house: House, member: str, meeting: str) -> Response:
    """The minutes as they are signed, as a download."""
    try:
        reader = _reader(request, house, member)
        return attachment(house, member_minutes_file(house, reader, meeting))
    except NotFound:
        return _lost(request)


@router.post("/medlem/{member}/moede/{meeting}/underskriv")
def sign(request: Request, house: House, member: str, meeting: str, form: SentForm) -> Response:
    """Sign the minutes, from a page that was shown behind this very link."""
    try:
        reader = _reader(request, house, member)
        if not is_form_token(house.keys.form, form.text("csrf"), *_bound(request, house, reader)):
            raise HTTPException(403)
        sign_minutes(house, reader, meeting, form.text("remark"))
    except NotFound:
        return _lost(request)
    except WrongInput as wrong:
        fault = f"{str(wrong).capitalize()}."
        return _agenda(request, house, reader, meeting, form.shown("remark"), fault)
    return RedirectResponse(f"/medlem/{reader.link}/moede/{meeting}#underskrift", 303)


@router.get("/medlem/{member}/moede/{meeting}/{kind}.{ending}")
def fetch_paper(
    request: Request, house: House, member: str, meeting: str, kind: str, ending: str
) -> Response:
    """The whole agenda, or the minutes, as a download."""
    try:
        reader = _reader(request, house, member)
        paper = member_paper(house, reader, meeting, paper_kind(kind))
        return paper_file(paper, ending_of(ending))
    except NotFound:
        return _lost(request)


@router.get("/medlem/{member}/moede/{meeting}/punkt/{item}")
def show_item(request: Request, house: House, member: str, meeting: str, item: str) -> Response:
    """One item with all that belongs to it."""
    try:
        reader = _reader(request, house, member)
        shown = member_item(house, reader, meeting, item)
    except NotFound:
        return _lost(request)
    return page(request, "members/item.html", reader=reader, shown=shown, stance_words=stance_words)


@router.get("/medlem/{member}/moede/{meeting}/punkt/{item}/fil/{file}")
def fetch(
    request: Request, house: House, member: str, meeting: str, item: str, file: str
) -> Response:
    """A file of the item, as a download."""
    try:
        reader = _reader(request, house, member)
        return attachment(house, member_file(house, reader, meeting, item, file))
    except NotFound:
        return _lost(request)


def _reader(request: Request, house: Installation, member: str) -> Reader:
    """Whose cookie it is, looked at anew each time; raises NotFound without a good one."""
    return open_member_link(house, member, kept_token(request, member_cookie(house, member)))


def _agenda(
    request: Request,
    house: Installation,
    reader: Reader,
    meeting: str,
    remark: str = "",
    fault: str = "",
) -> Response:
    agenda = member_agenda(house, reader, meeting)
    return page(
        request,
        "members/agenda.html",
        422 if fault else 200,
        reader=reader,
        meeting=agenda,
        signing=signing_of(house, agenda),
        csrf=form_token(house.keys.form, *_bound(request, house, reader)),
        remark=remark,
        fault=fault,
    )


def _bound(request: Request, house: Installation, reader: Reader) -> tuple[str, ...]:
    """What the key of the form to sign by is made for."""
    return ("sign", reader.link, kept_token(request, member_cookie(house, reader.link)))


def _lost(request: Request) -> Response:
    """One page for whatever cannot be read, whatever the reason."""
    return page(request, "members/lost.html", 404)
