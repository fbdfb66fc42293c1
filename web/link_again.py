"""The pages where those who have lost their link, parties and members, ask for it again."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from web.deps import House
from web.forms import NO_FILES, read_form
from web.officers import public
from web.pages import page
from web.requests import request_id
from web.wording import answers as say
from workflows.engine.addresses import address_fault
from workflows.services.member_links import send_member_link_again
from workflows.services.resending import TooManyAsk, send_links_again

router = APIRouter(include_in_schema=False, dependencies=[Depends(public)])

ANSWERED_AFTER = 0.4
"""Seconds; how long the work took would tell whether the address is known."""


@router.get("/svar/send-igen")
def show(request: Request) -> Response:
    """The form of parties: one mail address."""
    return _page(request, _PARTIES)


@router.post("/svar/send-igen")
async def ask(request: Request, house: House) -> Response:
    """Mail what there is to mail, and say the same whether or not there is anything."""
    send = partial(send_links_again, house, request_id=request_id(request), anybody=True)
    return await _asked(request, _PARTIES, send)


@router.get("/medlem/send-igen")
def show_to_members(request: Request) -> Response:
    """The form of members: one mail address."""
    return _page(request, _MEMBERS)


@router.post("/medlem/send-igen")
async def ask_as_member(request: Request, house: House) -> Response:
    """Mail the link, if there is one, and say the same whether or not there is."""
    return await _asked(request, _MEMBERS, partial(send_member_link_again, house))


_PARTIES = "answers/again.html"
_MEMBERS = "members/again.html"


async def _asked(request: Request, template: str, send: Callable[[str], None]) -> Response:
    began = time.monotonic()
    address = (await read_form(request, NO_FILES)).text("email").strip()
    fault = address_fault(address)
    if fault:
        return _page(request, template, 422, address=address, fault=say.the_address(fault))
    try:
        await run_in_threadpool(send, address)
    except TooManyAsk:
        return _page(request, template, 429, address=address, fault=say.ASKED_MANY_TIMES)
    await asyncio.sleep(max(0.0, began + ANSWERED_AFTER - time.monotonic()))
    return _page(request, template, address=address, asked=True)


def _page(
    request: Request,
    template: str,
    status: int = 200,
    *,
    address: str = "",
    fault: str = "",
    asked: bool = False,
) -> Response:
    return page(request, template, status, address=address, fault=fault, asked=asked)
