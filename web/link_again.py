"""The page where a recipient who has lost a link asks for it again."""

import asyncio
import time

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from web.deps import House
from web.forms import NO_FILES, read_form
from web.officers import public
from web.pages import page
from web.requests import request_id
from workflows.engine.addresses import address_fault
from workflows.services.resending import TooManyAsk, send_links_again

router = APIRouter(include_in_schema=False, dependencies=[Depends(public)])

ANSWERED_AFTER = 0.4
"""Seconds; how long the work took would tell whether the address is known."""


@router.get("/svar/send-igen")
def show(request: Request) -> Response:
    """The form: one mail address."""
    return _page(request)


@router.post("/svar/send-igen")
async def ask(request: Request, house: House) -> Response:
    """Mail what there is to mail, and say the same whether or not there is anything."""
    began = time.monotonic()
    address = (await read_form(request, NO_FILES)).text("email").strip()
    fault = address_fault(address)
    if fault:
        return _page(request, 422, address=address, fault=f"Adressen {fault}")
    try:
        await run_in_threadpool(
            send_links_again, house, address, request_id=request_id(request), anybody=True
        )
    except TooManyAsk:
        busy = (
            "Der er lige bedt om links mange gange. Se efter i indbakken, eller vent fem minutter"
        )
        return _page(request, 429, address=address, fault=busy)
    await asyncio.sleep(max(0.0, began + ANSWERED_AFTER - time.monotonic()))
    return _page(request, address=address, asked=True)


def _page(
    request: Request, status: int = 200, *, address: str = "", fault: str = "", asked: bool = False
) -> Response:
    return page(request, "answers/again.html", status, address=address, fault=fault, asked=asked)
