"""Cases in the API: begun, listed, read, and moved by their triggers."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from starlette.responses import Response

from web.api.access import Caller, TokenFirst
from web.api.bodies import HearingBody, MarksBody, NewCaseBody, TriggerBody
from web.api.description import ACTING, CASE_HEADERS, CREATED_HEADERS, READING, refusals
from web.api.documents import CaseDocument, CaseLine, CaseList, HearingDocument
from web.api.fields import Line
from web.api.plans import plan_in
from web.api.posting import Posted, PostedOnCase, PostedToVersion, answered, as_response
from web.deps import House
from workflows.engine.advising import Caution
from workflows.engine.vocabulary import Trigger
from workflows.records.case_list import Listing, Shown
from workflows.services import api_acts
from workflows.services.api_acts import Call
from workflows.services.api_reading import read_case, read_hearing
from workflows.services.cases import NewCase
from workflows.services.desk import viewer
from workflows.services.idempotency import Answer
from workflows.services.searching import find_cases

router = APIRouter(tags=["cases"], route_class=TokenFirst)

MOST_LISTED = 200


_TRIGGERS = [one.value for one in Trigger if one is not Trigger.JOIN]
"""Those that are pulled on one case alone."""


def _trigger(name: str) -> Trigger:
    try:
        found = Trigger(name)
    except ValueError:
        raise HTTPException(404) from None
    if found is Trigger.JOIN:  # it takes two cases
        raise HTTPException(404)
    return found


_SEARCHED = "Words, or beginnings, of number, title, text, bodies, answers and decisions."


@router.get("/cases", response_model=CaseList, responses=refusals(READING))
def list_them(
    house: House,
    caller: Caller,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 50,
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    shown: Shown = Shown.ALL,
    search: Annotated[Line, Query(description=_SEARCHED)] = "",
) -> Response:
    """The cases that the caller may see, the one opened last first."""
    found = find_cases(house, viewer(caller), Listing(shown), search, skip=skip, most=limit)
    lines = [CaseLine.of(case) for case in found.cases]
    return as_response(answered(CaseList(cases=lines, more=found.more, like=found.is_like)))


@router.post(
    "/cases",
    status_code=201,
    response_model=CaseDocument,
    responses={201: {"headers": CREATED_HEADERS | CASE_HEADERS}, **refusals(ACTING)},
)
def create(post: Posted, body: NewCaseBody) -> Response:
    """Begin a case in drafting; the caller becomes responsible for it."""
    new = NewCase(body.title, body.case_type, body.route, body.openness, body.number, body.marks)

    def work(call: Call) -> Answer:
        case = api_acts.open_case(call, new)
        return case_answer(call, case, 201, {"Location": f"/api/v1/cases/{case}"})

    return post.carried_out(body, work)


@router.get(
    "/cases/{case}",
    response_model=CaseDocument,
    responses={200: {"headers": CASE_HEADERS}, **refusals(READING, 404)},
)
def show(house: House, caller: Caller, case: str) -> Response:
    """The case as it stands, with the triggers that are allowed and what each one misses."""
    with house.database.connect() as connection:
        read = read_case(connection, house, viewer(caller), case)
    return as_response(_as_answer(CaseDocument.of(read)))


@router.put(
    "/cases/{case}/marks",
    response_model=CaseDocument,
    responses={200: {"headers": CASE_HEADERS}, **refusals(ACTING, 404, 409, 412)},
)
def mark(post: PostedOnCase, case: str, body: MarksBody) -> Response:
    """Say what the case is about, in place of what was said before; `to_hear` follows from it."""

    def work(call: Call) -> Answer:
        api_acts.mark(call, case, body.marks)
        return case_answer(call, case)

    return post.carried_out(body, work)


@router.post(
    "/cases/{case}/triggers/{trigger}",
    response_model=CaseDocument,
    responses={200: {"headers": CASE_HEADERS}, **refusals(ACTING, 404, 409, 412, 428)},
)
def pull(
    post: PostedToVersion,
    case: str,
    trigger: Annotated[
        str,
        Path(json_schema_extra={"enum": _TRIGGERS}),
    ],
    body: TriggerBody | None = None,
) -> Response:
    """Pull a trigger; the case as it stands after it.

    `decide` and `take_effect` are refused before the meeting's day, in production; elsewhere a
    script need not wait for it. `put_on_agenda` takes a `reason` when the agenda is closed for new
    items, and asks for one then.
    """
    wanted, given = _trigger(trigger), body or TriggerBody()

    def work(call: Call) -> Answer:
        opened = api_acts.pull(call, case, wanted, given.arguments())
        return case_answer(call, case, opened=opened)

    return post.carried_out(given, work)


@router.post(
    "/cases/{case}/hearings",
    status_code=201,
    response_model=HearingDocument,
    responses={201: {"headers": CREATED_HEADERS}, **refusals(ACTING, 404, 409, 412)},
)
def prepare(post: PostedOnCase, case: str, body: HearingBody) -> Response:
    """Plan the coming hearing, or write its plan anew; with `open` invite the parties as well."""

    def work(call: Call) -> Answer:
        plan = plan_in(call.house, body)
        hearing, found = api_acts.prepare(call, case, plan, open_too=body.open)
        read = read_hearing(call.connection, call.house, call.looks, hearing)
        read = replace(read, cautions=found)
        place = {"Location": f"/api/v1/hearings/{hearing}"}
        return answered(HearingDocument.of(read), 201, place)

    return post.carried_out(body, work)


def case_answer(
    call: Call,
    case: str,
    status: int = 200,
    headers: dict[str, str] | None = None,
    opened: tuple[Caution, ...] = (),
) -> Answer:
    """The case as it stands after an act; `opened`: about the hearing that the act opened."""
    read = read_case(call.connection, call.house, call.looks, case)
    read = replace(read, cautions=read.cautions + opened)
    return _as_answer(CaseDocument.of(read), status, headers)


def _as_answer(
    document: CaseDocument, status: int = 200, headers: dict[str, str] | None = None
) -> Answer:
    return answered(document, status, {"ETag": f'"{document.version}"', **(headers or {})})
