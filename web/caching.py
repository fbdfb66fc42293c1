"""Lets caches keep what everybody may read, and asks nobody to fetch again what is the same."""

from hashlib import sha256

from fastapi import Request
from starlette.responses import Response

FOR_MINUTES = "public, max-age=300"
"""For what may be a little old: titles, deadlines, how far a hearing has come."""

ASK_EACH_TIME = "public, no-cache"
"""For what an officer may take back, which is then to be gone at once."""


def kept(request: Request, shown: Response, how_long: str) -> Response:
    """The response for caches to keep; 304 for whoever has just this one already."""
    mark = f'"{sha256(bytes(shown.body)).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": how_long}
    known = request.headers.get("if-none-match", "")
    if mark in (one.strip().removeprefix("W/") for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    shown.headers.update(headers)
    return shown
