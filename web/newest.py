"""Lets every request see the definitions that are in force."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.types import ASGIApp, Receive, Scope, Send

from web.pages import environment
from workflows.services.in_force import Current


def put_in_force(state: State, current: Current) -> None:
    """Let the application speak for the installation as it is now."""
    state.current = current
    state.house = current.house
    state.templates = environment(current.house)


def look_now(request: Request) -> None:
    """Let this process go on with what was just kept; the others find it within two seconds."""
    state = request.app.state
    state.current.look()
    put_in_force(state, state.current)


class NewestDefinitions:
    """Looks for a newer version before a request, when the last look is too long ago."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            current: Current = scope["app"].state.current
            if current.is_due():
                await run_in_threadpool(current.look)
                put_in_force(scope["app"].state, current)
        await self._app(scope, receive, send)
