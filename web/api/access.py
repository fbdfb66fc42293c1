"""Who calls: an officer by a bearer token, looked at before anything else of the request."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from web.closed_reading import note_what_is_read
from web.deps import House
from web.permitted import require_permitted
from workflows.records.sign_ins import Account
from workflows.services import api_tokens

_bearer = HTTPBearer(
    auto_error=False, description="Et token fra `sagsgang token create --officer NAVN`."
)


class TokenFirst(APIRoute):
    """A route whose body is not read for those who have no token."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the token looked at before it."""
        handle = super().get_route_handler()

        async def handle_for_caller(request: Request) -> Response:
            request.state.caller = await run_in_threadpool(_caller_of, request)
            return await handle(request)

        return handle_for_caller


def _caller_of(request: Request) -> Account:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    found = api_tokens.caller(request.app.state.house, token)
    if found is None:
        raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return found


def caller(
    request: Request,
    house: House,
    _described: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Account:
    """The officer in whose name the API is called."""
    found: Account = request.state.caller
    require_permitted(found, request.method, request.url.path)
    note_what_is_read(request, house, found)
    return found


Caller = Annotated[Account, Depends(caller)]
"""The officer whose token was sent, as a parameter of a route."""
