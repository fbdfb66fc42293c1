"""What the OpenAPI document says of refusals, headers and media types."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from web.problems import MEDIA_TYPE, Problem

READING = (401, 403, 422, 503)
"""What reading can be refused with."""

ACTING = (400, 401, 403, 409, 413, 422, 503)
"""What changing something can be refused with."""

_WORDS = {
    400: "The body cannot be read.",
    401: "No token, or none that is known.",
    403: "The account only reads, or has nothing to do here.",
    404: "Nothing there, or nothing that the caller may see.",
    409: "Not allowed as things stand: `allowed` has the triggers that are.",
    412: "The case has been changed since the version in If-Match.",
    413: "The body is too long.",
    422: "Something is wrong (`errors`), or something is missing first (`missing`).",
    428: "If-Match is missing, or is `*`, which names no version.",
    503: "The database cannot be reached just now; nothing was changed.",
}

CASE_HEADERS: dict[str, Any] = {
    "ETag": {"description": "The version of the case.", "schema": {"type": "string"}}
}
CREATED_HEADERS: dict[str, Any] = {
    "Location": {"description": "Where it is to be found.", "schema": {"type": "string"}}
}


def refusals(usual: tuple[int, ...], *more: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, for its description."""
    return {
        status: {"model": Problem, "description": _WORDS[status]}
        for status in sorted({*usual, *more})
    }


def describe(app: FastAPI) -> None:
    """Let the application's description say what the framework cannot know."""
    made: Callable[[], dict[str, Any]] = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            for path in made()["paths"].values():
                for operation in path.values():
                    _complete(operation)
        return made()

    app.openapi = described  # type: ignore[method-assign]


def _complete(operation: dict[str, Any]) -> None:
    """Refusals have a media type of their own; a version that is asked for must be sent."""
    responses = operation["responses"]
    for status, response in responses.items():
        if status >= "400":
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
    for parameter in operation.get("parameters", ()):
        if parameter["name"] == "If-Match":
            parameter["required"] = "428" in responses
