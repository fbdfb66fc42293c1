"""Web servers that go from test to test: to start one is quick, to end one takes its time."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from cli.serving.ports import HOST
from tests.waiting import until


class Stand:
    """A real server at an address of its own, and the application that it shows just now."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None
        self.under_way = 0
        """Requests that are not answered yet."""
        # Named as TCP, for only then is every answer sent at once and not 40 ms later.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.bind((HOST, 0))
        self.address = f"http://{HOST}:{listening.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(self, log_level="warning", access_log=False, lifespan="off")
        )
        threading.Thread(target=server.run, args=([listening],), daemon=True).start()
        until(lambda: server.started)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        assert self.app is not None, "the test that this was for is over"
        self.under_way += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.under_way -= 1


FREE: list[Stand] = []
"""Those that no test uses."""


@contextmanager
def shown(app: ASGIApp) -> Iterator[str]:
    """The address of an application while a real server runs it."""
    stand = FREE.pop() if FREE else Stand()
    stand.app = app
    try:
        yield stand.address
    finally:
        until(lambda: stand.under_way == 0)
        stand.app = None
        FREE.append(stand)
