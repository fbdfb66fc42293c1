"""What the API answers when it does not do what was asked: RFC 9457 problem documents."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from web.wording import problems as say
from workflows.engine.errors import Incomplete, Lack, Missing, NotAllowed, WrongInput
from workflows.services.errors import StaleVersion
from workflows.services.wording.lacks import lack_words

MEDIA_TYPE = "application/problem+json"

_LONGEST_FIELD = 100
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class MissingThing(BaseModel):
    """One thing that must be in place first."""

    code: Lack
    detail: str = Field(description="What makes it clear, such as a date or a name; often empty.")
    words: str = Field(description="A sentence in Danish.")


class Fault(BaseModel):
    """One thing in the request that cannot be used."""

    field: str = Field(description="Where it stands, such as `parties.0.name`; may be empty.")
    detail: str = Field(description="What is wrong, in Danish.")


class Problem(BaseModel):
    """Why the request was not carried out; members that say nothing are left out."""

    type: str = Field(description="`urn:sagsgang:problem:` and the code.")
    title: str
    status: int
    detail: str
    code: str = Field(description="What programs look at.")
    errors: list[Fault] | None = None
    allowed: list[str] | None = Field(
        default=None, description="The triggers that are allowed now."
    )
    state: str | None = None
    missing: list[MissingThing] | None = None
    version: int | None = Field(default=None, description="The version that the case is at.")
    changed_by: str | None = None
    changed_at: datetime | None = None


_TEXTS = {
    400: ("unreadable", say.NOT_READABLE, say.COULD_NOT_BE_READ),
    401: ("unauthorized", say.NOT_SIGNED_IN, say.SEND_A_TOKEN),
    403: ("forbidden", say.NOT_ALLOWED, say.IS_NOT_ALLOWED),
    404: ("not_found", say.NOT_FOUND, say.NOTHING_HERE),
    405: ("method_not_allowed", say.NOT_USED_SO, say.UNKNOWN_METHOD),
    409: ("conflict", say.NOT_NOW, say.CANNOT_BE_DONE_NOW),
    413: ("too_large", say.TOO_LARGE, say.MORE_THAN_IS_TAKEN),
    428: (
        "version_missing",
        say.VERSION_IS_MISSING,
        say.SEND_IF_MATCH,
    ),
    500: ("failure", say.OUR_FAULT, say.WENT_WRONG_HERE),
    503: (
        "unavailable",
        say.NOT_AVAILABLE,
        say.CANNOT_BE_KEPT_NOW,
    ),
}
_OTHER = ("refused", say.DID_NOT_WORK, say.COULD_NOT_BE_DONE)


def http(error: HTTPException) -> Response:
    """What the framework itself refuses, or a route that raises a bare status."""
    code, title, detail = _TEXTS.get(error.status_code, _OTHER)
    return _answer(_problem(error.status_code, code, title, detail), error.headers)


def not_found(error: Exception) -> Response:
    """Nothing there, or nothing that the caller may see: the two look alike."""
    return http(HTTPException(404))


def forbidden(error: Exception) -> Response:
    """The account is not for that."""
    return http(HTTPException(403))


def unavailable(error: Exception) -> Response:
    """The database cannot be reached just now."""
    return http(HTTPException(503, headers={"Retry-After": "5"}))


def failure() -> Response:
    """Something went wrong that nobody foresaw."""
    return http(HTTPException(500))


def unreadable(error: RequestValidationError) -> Response:
    """The request is not as the description says that it must be."""
    faults = [_fault(fault["loc"], fault["type"], fault["msg"]) for fault in error.errors()]
    problem = _problem(422, "unreadable", say.SOMETHING_IS_WRONG, say.SEE_ERRORS)
    problem.errors = faults
    return _answer(problem)


def wrong(error: Exception) -> Response:
    """What was given can be read, but not used; the message has a line for each fault."""
    field = error.field if isinstance(error, WrongInput) else ""
    faults = [Fault(field=field, detail=line) for line in str(error).splitlines()]
    problem = _problem(422, "wrong_input", say.SOMETHING_IS_WRONG, say.SEE_ERRORS)
    problem.errors = faults
    return _answer(problem)


def stale(error: StaleVersion) -> Response:
    """The case has been changed since the version that the caller saw."""
    who = error.changed_by.partition(":")[2] or error.changed_by
    problem = _problem(
        412,
        "stale",
        say.CASE_WAS_CHANGED,
        say.has_changed_it_read_again(who),
    )
    problem.version, problem.changed_by = error.version, who
    problem.changed_at = error.changed_at
    return _answer(problem)


def not_allowed(error: NotAllowed) -> Response:
    """The case stands where this cannot be done; `allowed` has what can."""
    problem = _problem(409, "not_allowed", say.NOT_NOW, say.STANDS_WHERE_IT_CANNOT)
    problem.state, problem.allowed = error.state, list(error.allowed)
    return _answer(problem)


def incomplete(error: Incomplete, status: int = 422) -> Response:
    """Something must be in place first."""
    problem = _problem(status, "incomplete", say.SOMETHING_IS_MISSING, say.SEE_MISSING)
    problem.missing = missing_things(error.missing)
    return _answer(problem)


def missing_things(missing: Iterable[Missing]) -> list[MissingThing]:
    """What is missing, with its Danish."""
    return [
        MissingThing(code=thing.code, detail=thing.detail, words=lack_words(thing))
        for thing in missing
    ]


def key_reused(error: Exception) -> Response:
    """The idempotency key was used for another request."""
    return _answer(
        _problem(
            422,
            "idempotency_key_reused",
            say.KEY_IS_USED,
            say.CHOOSE_A_NEW_KEY,
        )
    )


def key_busy(error: Exception) -> Response:
    """A request with the key is still under way."""
    return _answer(
        _problem(
            409,
            "idempotency_key_busy",
            say.IN_PROGRESS,
            say.SAME_KEY_IN_PROGRESS,
        ),
        {"Retry-After": "5"},
    )


def _problem(status: int, code: str, title: str, detail: str) -> Problem:
    kind = f"urn:sagsgang:problem:{code}"
    return Problem(type=kind, title=title, status=status, detail=detail, code=code)


def _answer(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=problem.status,
        headers=dict(headers or {}),
        media_type=MEDIA_TYPE,
    )


def _fault(place: tuple[int | str, ...], kind: str, message: str) -> Fault:
    # A field that nobody knows has the name that was sent, and that may hold what no JSON can.
    field = ".".join(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", str(part)) for part in place[1:])
    return Fault(field=field[:_LONGEST_FIELD], detail=_words(kind, message))


def _words(kind: str, message: str) -> str:
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return _WORDS.get(kind, say.CANNOT_BE_USED)


_WORDS = {
    "missing": say.MISSING,
    "extra_forbidden": say.UNKNOWN,
    "json_invalid": say.IS_NO_JSON,
    "model_type": say.MUST_BE_AN_OBJECT,
    "model_attributes_type": say.MUST_BE_AN_OBJECT,
    "string_type": say.MUST_BE_A_TEXT,
    "string_unicode": say.HAS_SIGNS_THAT_ARE_NONE,
    "string_pattern_mismatch": say.HAS_SIGNS_NOT_FOR_HERE,
    "string_too_long": say.IS_TOO_LONG,
    "string_too_short": say.IS_EMPTY,
    "too_long": say.HAS_TOO_MANY,
    "too_short": say.HAS_TOO_FEW,
    "bool_type": say.MUST_BE_TRUE_OR_FALSE,
    "int_type": say.MUST_BE_A_WHOLE_NUMBER,
    "int_parsing": say.MUST_BE_A_WHOLE_NUMBER,
    "enum": say.CANNOT_BE_CHOSEN,
    "literal_error": say.CANNOT_BE_CHOSEN,
    "greater_than_equal": say.IS_TOO_SMALL,
    "less_than_equal": say.IS_TOO_LARGE,
}
