"""What the API answers when it does not do what was asked: RFC 9457 problem documents."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

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
    400: ("unreadable", "Ikke til at læse", "Det, der blev sendt, kunne ikke læses."),
    401: ("unauthorized", "Ikke logget ind", "Send et gyldigt token: Authorization: Bearer …"),
    403: ("forbidden", "Ikke tilladt", "Det er ikke tilladt."),
    404: ("not_found", "Findes ikke", "Der er intet på denne adresse, eller det må ikke ses."),
    405: ("method_not_allowed", "Kan ikke bruges sådan", "Adressen kender ikke denne metode."),
    409: ("conflict", "Kan ikke gøres nu", "Det kan ikke gøres nu."),
    413: ("too_large", "For stort", "Det, der blev sendt, fylder mere, end der tages imod."),
    428: (
        "version_missing",
        "Version mangler",
        "Send If-Match med den version af sagen, som du har set; den står i ETag."
        " En stjerne siger ikke, hvilken version det var, og kan derfor ikke bruges her.",
    ),
    500: ("failure", "Fejl hos os", "Noget gik galt hos os; intet er ændret."),
    503: (
        "unavailable",
        "Ikke til rådighed",
        "Der kan ikke gemmes lige nu; intet er ændret. Prøv igen.",
    ),
}
_OTHER = ("refused", "Gik ikke", "Det kunne ikke lade sig gøre.")


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
    problem = _problem(422, "unreadable", "Noget skal rettes", "Se, hvad der er galt, i errors.")
    problem.errors = faults
    return _answer(problem)


def wrong(error: Exception) -> Response:
    """What was given can be read, but not used; the message has a line for each fault."""
    field = error.field if isinstance(error, WrongInput) else ""
    faults = [Fault(field=field, detail=line) for line in str(error).splitlines()]
    problem = _problem(422, "wrong_input", "Noget skal rettes", "Se, hvad der er galt, i errors.")
    problem.errors = faults
    return _answer(problem)


def stale(error: StaleVersion) -> Response:
    """The case has been changed since the version that the caller saw."""
    who = error.changed_by.partition(":")[2] or error.changed_by
    problem = _problem(
        412,
        "stale",
        "Sagen er ændret i mellemtiden",
        f"{who} har ændret sagen, siden du læste den. Læs den igen, og se ændringen.",
    )
    problem.version, problem.changed_by = error.version, who
    problem.changed_at = error.changed_at
    return _answer(problem)


def not_allowed(error: NotAllowed) -> Response:
    """The case stands where this cannot be done; `allowed` has what can."""
    problem = _problem(
        409, "not_allowed", "Kan ikke gøres nu", "Sagen står et sted, hvor det ikke kan gøres."
    )
    problem.state, problem.allowed = error.state, list(error.allowed)
    return _answer(problem)


def incomplete(error: Incomplete, status: int = 422) -> Response:
    """Something must be in place first."""
    problem = _problem(status, "incomplete", "Der mangler noget", "Se i missing, hvad der mangler.")
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
            "Nøglen er brugt",
            "Samme Idempotency-Key er brugt til noget andet. Vælg en ny.",
        )
    )


def key_busy(error: Exception) -> Response:
    """A request with the key is still under way."""
    return _answer(
        _problem(
            409,
            "idempotency_key_busy",
            "Er i gang",
            "En forespørgsel med samme Idempotency-Key er i gang. Prøv igen.",
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
    return _WORDS.get(kind, "kan ikke bruges")


_WORDS = {
    "missing": "mangler",
    "extra_forbidden": "kendes ikke",
    "json_invalid": "er ikke JSON",
    "model_type": "skal være et objekt",
    "model_attributes_type": "skal være et objekt",
    "string_type": "skal være en tekst",
    "string_unicode": "har tegn, der ikke findes",
    "string_pattern_mismatch": "har tegn, der ikke kan bruges her",
    "string_too_long": "er for lang",
    "string_too_short": "er tom",
    "too_long": "har for mange",
    "too_short": "har for få",
    "bool_type": "skal være true eller false",
    "int_type": "skal være et helt tal",
    "int_parsing": "skal være et helt tal",
    "enum": "er ikke blandt dem, der kan vælges",
    "literal_error": "er ikke blandt dem, der kan vælges",
    "greater_than_equal": "er for lille",
    "less_than_equal": "er for stor",
}
