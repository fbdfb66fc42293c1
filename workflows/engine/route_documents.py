"""A route as plain JSON values, as the journal and the case row keep it."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.route import Route, Step
from workflows.engine.vocabulary import BodyKind, StepKind


def route_document(route: Route) -> dict[str, Any]:
    """The route as plain JSON values."""
    return {
        "line": route.line,
        "steps": [
            {
                "key": each.key,
                "kind": each.kind.value,
                "body": each.body,
                "title": each.title,
                "body_kind": each.body_kind.value if each.body_kind else None,
            }
            for each in route.steps
        ],
    }


def route_from_document(document: Mapping[str, Any]) -> Route:
    """The route that `route_document` made the document of."""
    return Route(document["line"], tuple(_step_from(each) for each in document["steps"]))


def _step_from(document: Mapping[str, Any]) -> Step:
    kind = document["body_kind"]
    return Step(
        key=document["key"],
        kind=StepKind(document["kind"]),
        body=document["body"],
        title=document["title"],
        body_kind=BodyKind(kind) if kind else None,
    )
