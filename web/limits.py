"""Bounds every request's body, by what it says of itself and by counting what comes."""

import asyncio
import re

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MIB = 1024 * 1024

MOST = 2 * MIB
"""Bytes that a body may have."""

ANSWERS = "/svar/"
DESK = ("/sager/", "/indbakke/", "/moeder/", "/definitioner/")
"""Begin the paths whose own reader stops at what is too long, so that the page keeps the rest."""

MOST_OF_DESK = 8 * MIB

PLAN = "/hoering"
"""Ends the path by which an officer sends a hearing's plan with its documents."""

_TAKES_FILES = re.compile(r"/(bilag|hoeringer/[^/]+/svar/[^/]+|dokumenter/[^/]+/skift)$")
"""Ends the other paths by which officers send files: of a case, of an answer, for a wrong one."""

UPLOADS = ("/documents", "/replace", "/with-files")
"""End the API's paths that take files, within the bounds of an answer."""

REDACTED = "/offentligt/"
"""Stands in the path by which an officer sends the files of one answer as they may be seen."""

MOST_OF_ANSWER = 46 * MIB
"""Bytes read of an answer, whose own reader stops at a part that is too long and keeps the rest.

So is a plan's.
"""

DRAINED_BYTES = 64 * MIB
DRAINED_SECONDS = 10.0


class TooLong(HTTPException):
    """The body is longer than its path allows."""

    def __init__(self) -> None:
        super().__init__(413)


class BodyLimit:
    """Refuses to read on, with 413, once a body is longer than its path allows."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its body counted."""
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        body = _Body(scope, receive, send)
        await self._app(scope, body.receive, body.send)


class _Body:
    """The body of one request while it is read."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        self._most = _most(path)
        self._refused = self._most == MOST and _announced(scope) > MOST
        self._receive = receive
        self._send = send
        self._read = 0
        self._ended = False

    async def receive(self) -> Message:
        """The next part; raises TooLong instead of handing on what is too much."""
        if self._refused:
            raise TooLong
        message = await self._next()
        self._refused = self._read > self._most
        if self._refused:
            raise TooLong
        return message

    async def send(self, message: Message) -> None:
        """Send on; a response that comes before the end of the body waits for the rest to pass.

        A browser that is still sending when the connection closes shows an error, not the page.
        """
        last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if not last or self._ended:
            await self._send(message)
            return
        await self._send({**message, "more_body": True})
        await self._drain()
        await self._send({"type": "http.response.body", "body": b""})

    async def _drain(self) -> None:
        try:
            async with asyncio.timeout(DRAINED_SECONDS):
                while not self._ended and self._read < DRAINED_BYTES:
                    await self._next()
        except TimeoutError:
            return

    async def _next(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        return message


def _most(path: str) -> int:
    if path.startswith("/api/") and path.endswith(UPLOADS):
        return MOST_OF_ANSWER
    if path.startswith(ANSWERS) or path.endswith(PLAN) or REDACTED in path:
        return MOST_OF_ANSWER
    if path.startswith("/sager/") and _TAKES_FILES.search(path):
        return MOST_OF_ANSWER
    return MOST_OF_DESK if path.startswith(DESK) else MOST


def _has_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0
