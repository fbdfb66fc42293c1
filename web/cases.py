"""The officers' list of cases, the page of a case, opening one and writing its words."""

from collections.abc import Sequence
from uuid import uuid4

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.actions import choices
from web.attempts import about, attempted
from web.deps import House
from web.downloads import spreadsheet_file
from web.fields import Form, OfficersForm
from web.list_address import asked_list
from web.officers import Officer, desk_page
from web.promise_forms import promise_choices
from web.refusals import Problem
from web.remedies import shown
from web.requests import request_id
from web.steps import can_edit, can_join, can_prepare_hearing, can_split, other_triggers
from web.wording import forms as say
from workflows.engine.commands.cases import EditCase, ItemPart
from workflows.engine.errors import WrongInput
from workflows.engine.next_steps import NextStep, turn_in
from workflows.engine.route import read_route
from workflows.engine.vocabulary import Openness
from workflows.records.reports import ReportState
from workflows.services.advice import route_warnings
from workflows.services.attending import took_part
from workflows.services.case_table import case_table
from workflows.services.cases import NewCase, edit_case, known_marks
from workflows.services.desk import CasePage, case_page, require_visible, viewer
from workflows.services.health import mail_pause
from workflows.services.installation import Installation
from workflows.services.opening_once import open_case_once
from workflows.services.promises import responsible_officers
from workflows.services.relating import related_cases
from workflows.services.reports import standing_reports
from workflows.services.searching import PER_PAGE, find_cases
from workflows.services.signin import SignedIn
from workflows.services.wording.cases import found_words
from workflows.services.wording.next_steps import day_of_turn_words, whose_turn_words

router = APIRouter(include_in_schema=False)

LONGEST_NUMBER = 60


@router.get("/sager")
def show_list(request: Request, house: House, signed: Officer) -> Response:
    """The cases that the officer may see, a page at a time; the address says which."""
    asked = asked_list(request.query_params)
    found = find_cases(
        house,
        viewer(signed.officer),
        asked.listing,
        asked.search,
        skip=(asked.page - 1) * PER_PAGE,
    )
    return desk_page(
        request,
        signed,
        "cases/list.html",
        found=found,
        asked=asked,
        officers=responsible_officers(house),
        found_words=found_words,
        mail_pause=mail_pause(house),
    )


@router.get("/sager.csv")
def fetch_table(request: Request, house: House, signed: Officer) -> Response:
    """The same cases, all pages in one, for a spreadsheet."""
    asked = asked_list(request.query_params)
    table = case_table(house, viewer(signed.officer), asked.listing, asked.search)
    return spreadsheet_file(table, "Sager.csv")


@router.get("/sager/ny")
def show_new(request: Request, house: House, signed: Officer, type: str = "") -> Response:  # noqa: A002 - as the address says it
    """The form to open a case with, its route that of the type."""
    types = house.definitions.case_types
    chosen = types.get(type) or next(iter(types.values()))
    form = Form.of(
        {
            "case_type": chosen.name,
            "route": chosen.route or "",
            "openness": "open",
            "submission_key": str(uuid4()),
        }
    )
    return desk_page(request, signed, "cases/new.html", form=form, problem=None)


@router.post("/sager/ny")
def open_new(request: Request, house: House, signed: Officer, form: OfficersForm) -> Response:
    """Open a case; the officer who does is responsible for it."""
    opened = attempted(
        lambda: open_case_once(
            house,
            _new_case(house, form),
            signed.officer.id,
            signed.actor,
            form.line("submission_key") or str(uuid4()),
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(opened, Problem):
        return desk_page(
            request, signed, "cases/new.html", opened.status, form=form, problem=opened
        )
    return RedirectResponse(f"/sager/{opened}", 303)


def _new_case(house: Installation, form: Form) -> NewCase:
    title, route = form.line("title"), form.line("route")
    number, openness = form.line("number"), form.line("openness")
    if len(number) > LONGEST_NUMBER:
        raise WrongInput(say.number_is_too_long(LONGEST_NUMBER), "number")
    if openness not in list(Openness):
        raise WrongInput(say.CHOOSE_OPEN_OR_CLOSED, "openness")
    with about("route"):
        read_route(route, house.definitions.bodies)
    return NewCase(
        title=title,
        case_type=form.line("case_type"),
        route=route,
        openness=Openness(openness),
        number=number,
        marks=_marks(house, form),
    )


def _marks(house: Installation, form: Form) -> tuple[str, ...]:
    """What the case is said to be about; raises WrongInput about the field."""
    with about("marks"):
        return known_marks(house, form.all("marks"))


@router.get("/sager/{case}")
def show_case(request: Request, house: House, signed: Officer, case: str) -> Response:
    """Where the case stands, what has been, what comes, and what can be done now."""
    page = case_page(house, viewer(signed.officer), case)
    turn = turn_in(page.facts, page.possible, page.today)
    return desk_page(
        request,
        signed,
        "cases/case.html",
        case=page,
        step=turn.step,
        whose=whose_turn_words(
            turn, page.facts.officer.name, own=page.facts.officer.id == signed.officer.id
        ),
        day_of_turn=day_of_turn_words(turn, page.today),
        others=other_triggers(page),
        may_prepare=can_prepare_hearing(page),
        may_edit=can_edit(page),
        choices=choices(house, page),
        cautions=shown(page.cautions),
        warnings=list(route_warnings(house, page.facts, page.today)),
        part=took_part(house, page.to_correct) if page.to_correct else None,
        reports=_reports(house, page, turn.step),
        promising=promise_choices(house, page) if page.proposals else {},
        may_join=can_join(page),
        may_split=can_split(page),
        related=related_cases(house, viewer(signed.officer), page.facts.id),
        is_followed=any(one.id == signed.officer.id for one in page.facts.watchers),
        form=Form(),
    )


def _reports(house: Installation, page: CasePage, step: NextStep) -> Sequence[ReportState]:
    """How far the reports of its hearings have come, where a body is to have them."""
    if step not in (NextStep.PUT_ON_AGENDA, NextStep.DECIDE, NextStep.CLOSE_MEETING):
        return ()
    return standing_reports(house, [page.facts.id])[page.facts.id]


@router.get("/sager/{case}/rediger")
def show_edit(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The case's words, to be written anew."""
    page = case_page(house, viewer(signed.officer), case)
    written = {part.title: part.text for part in page.text.parts}
    titles = dict.fromkeys((*house.definitions.municipality.item_parts, *written))
    form = Form.of(
        {
            "title": page.facts.title,
            "text": page.text.text,
            "part_title": titles,
            "part": [written.get(title, "") for title in titles],
            "proposer": page.text.proposer,
            "points": "\n".join(page.text.points),
            "marks": page.facts.marks,
        }
    )
    return _edited(request, signed, page, form)


@router.post("/sager/{case}/rediger")
def edit(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Keep the words; a case that somebody else has changed is not written over."""
    looks = viewer(signed.officer)
    require_visible(house, looks, case)
    done = attempted(
        lambda: edit_case(
            house,
            case,
            EditCase(
                form.line("title"),
                form.text("text"),
                form.line("proposer"),
                form.lines("points"),
                _marks(house, form),
                _parts(form),
            ),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        return _edited(request, signed, case_page(house, looks, case), form, done)
    return RedirectResponse(f"/sager/{case}", 303)


def _parts(form: Form) -> tuple[ItemPart, ...] | None:
    """The parts of the item; None where the form had none, or lost some on its way."""
    titles, texts = form.all("part_title"), form.all("part")
    if len(titles) != len(texts):
        raise WrongInput(say.RELOAD_AND_WRITE_AGAIN)
    written = (ItemPart(title, text) for title, text in zip(titles, texts, strict=True))
    return tuple(written) if titles else None


def _edited(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    return desk_page(
        request,
        signed,
        "cases/edit.html",
        problem.status if problem else 200,
        case=page,
        form=form,
        parts=list(zip(form.shown_all("part_title"), form.shown_all("part"), strict=False)),
        problem=problem,
    )
