"""What surrounds every request: when it arrived, its id, safe headers, its line in the log."""

import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import structlog
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import failure
from workflows.logbook import redact
from workflows.services.installation import Installation

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,39}")
"""Shorter than what the log takes for a secret."""

_ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}

_MAY_BE_KEPT = "/static/"
"""Every other answer is stored by nobody, unless the page itself says for how long."""


CLIENT_LEFT = 499
"""In the log, for a request that its sender broke off; nobody is there to read a status."""


def arrived(request: Request) -> datetime:
    """The real instant at which the request's headers arrived."""
    instant: datetime = request.scope["arrived"]
    return instant


def request_id(request: Request) -> str:
    """The request's id: as it was sent, or drawn here."""
    text: str = request.scope["request_id"]
    return text


class Requests:
    """The outermost middleware: nothing gets past it unnamed, unlogged or as a traceback."""

    def __init__(
        self, app: ASGIApp, house: Installation, note: Callable[[int | None, float], None]
    ) -> None:
        self._app = app
        self._house = house
        self._note = note
        self._log = structlog.get_logger("web")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        scope = {
            **scope,
            "method": "GET" if method == "HEAD" else method,
            "arrived": self._house.real_clock(),
            "request_id": _chosen_id(scope),
        }
        response = _Response(scope, send, bodiless=method == "HEAD")
        began = time.perf_counter()
        try:
            await self._app(scope, receive, response.send)
        except ClientDisconnect:
            response.status = response.status or CLIENT_LEFT
        except Exception as error:
            self._log.exception("request_failed", request_id=scope["request_id"])
            if response.status is None:
                await failure(Request(scope), error)(scope, receive, response.send)
        seconds = time.perf_counter() - began
        self._note(response.status, seconds)
        self._log.info(
            "request",
            method=method,
            path=redact(scope["path"][:200]),
            status=response.status,
            ms=round(seconds * 1000),
            request_id=scope["request_id"],
        )


class _Response:
    """The response while it is sent."""

    def __init__(self, scope: Scope, send: Send, *, bodiless: bool) -> None:
        self._scope = scope
        self._send = send
        self._bodiless = bodiless
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        """Send on, with the headers that every response has."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message.setdefault("headers", [])
            self._add_headers(MutableHeaders(scope=message))
        elif self._bodiless and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        if not self._scope["path"].startswith(_MAY_BE_KEPT):
            headers.setdefault("Cache-Control", "no-store")
        headers["X-Request-ID"] = self._scope["request_id"]


def _chosen_id(scope: Scope) -> str:
    given: Any = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid4().hex[:16]
