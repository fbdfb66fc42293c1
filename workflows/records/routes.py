"""Routes as text in a column, and back."""

import json
from functools import lru_cache

from workflows.engine.route import Route
from workflows.engine.route_documents import route_document, route_from_document


@lru_cache(maxsize=4096)
def route_text(route: Route) -> str:
    """A route as canonical JSON."""
    return json.dumps(
        route_document(route), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


@lru_cache(maxsize=4096)
def stored_route(text: str) -> Route:
    """A route as it was stored; cases with the same route share one."""
    return route_from_document(json.loads(text))
