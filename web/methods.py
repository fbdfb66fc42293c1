"""Which methods an address takes, as an answer of 405 must say (RFC 9110 § 15.5.6)."""

import re
from functools import lru_cache

from fastapi import Request
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path


def methods_taken(request: Request) -> str:
    """All of them, for the routes of one address are several, and each knows its own alone.

    HEAD goes wherever GET does.
    """
    path = request.url.path
    found = {
        method
        for route in iter_route_contexts(request.app.routes)
        if route.path and _shape(str(route.path)).match(path)
        for method in route.methods or ()
    }
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))


@lru_cache(maxsize=512)
def _shape(path: str) -> re.Pattern[str]:
    return compile_path(path)[0]
