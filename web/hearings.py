"""A hearing at the officers' desk: its parties and answers, its deadline."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.downloads import attachment
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.remedies import Shown, seen_mark, shown, shown_of_extension, taken
from web.requests import request_id
from web.wording import refusals as say
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.vocabulary import HearingPhase, Openness
from workflows.records.hearing_pages import ShownHearing
from workflows.services.desk import CasePage, answer_file, case_page, viewer
from workflows.services.hearings import extend_hearing
from workflows.services.installation import Installation
from workflows.services.publishing import standing
from workflows.services.report_papers import left_out_words
from workflows.services.signin import SignedIn
from workflows.services.wording.cautions import cautions_of_extension

router = APIRouter(include_in_schema=False)

# The hearing


@router.get("/sager/{case}/hoeringer/{hearing}")
def show_hearing(
    request: Request, house: House, signed: Officer, case: str, hearing: str
) -> Response:
    """The parties, what they were written and what they answered, every version of it."""
    page = case_page(house, viewer(signed.officer), case)
    found = page.hearing_by_id(hearing)
    return desk_page(
        request,
        signed,
        "cases/hearing.html",
        case=page,
        hearing=found,
        rule=page.facts.case_type.hearing_rule(found.rule),
        answerable=found.phase in (HearingPhase.OPEN, HearingPhase.LATE),
        is_open_case=page.facts.openness is Openness.OPEN,
        published=standing(house, page.facts.id),
        left_out_words=left_out_words,
        cautions=shown(page.cautions) if found.phase is HearingPhase.PREPARING else [],
    )


@router.get("/sager/{case}/filer/{file}")
def fetch(house: House, signed: Officer, case: str, file: str) -> Response:
    """A file that came with an answer, to be saved: a browser never shows it as a page."""
    return attachment(house, answer_file(house, viewer(signed.officer), case, file))


# The deadline


@router.get("/sager/{case}/hoeringer/{hearing}/frist")
def show_extension(
    request: Request, house: House, signed: Officer, case: str, hearing: str
) -> Response:
    """The form to give all parties, or one, until a later day."""
    page = case_page(house, viewer(signed.officer), case)
    return _extended(request, house, signed, page, page.hearing_by_id(hearing), Form())


@router.post("/sager/{case}/hoeringer/{hearing}/frist")
def extend(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    hearing: str,
    form: OfficersForm,
) -> Response:
    """Extend the hearing that is open."""
    page = case_page(house, viewer(signed.officer), case)
    found = page.hearing_by_id(hearing)
    if form.shown("take"):
        chosen = taken(form, form.shown("take"))
        return _extended(request, house, signed, page, found, chosen)
    done = attempted(lambda: _keep_extension(request, house, signed, page, found, form), form)
    if isinstance(done, Problem):
        page = case_page(house, viewer(signed.officer), case)
        return _extended(request, house, signed, page, page.hearing_by_id(hearing), form, done)
    if done:
        return _extended(request, house, signed, page, found, form, _UNSEEN)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}", 303)


_UNSEEN = Problem(422, say.DEADLINE_IS_NOT_EXTENDED_YET, (say.SEE_WHAT_STANDS_BELOW,))


def _extension_in(form: Form) -> ExtendHearing:
    return ExtendHearing(
        form.day("due_on"), form.text("reason").strip(), form.line("party") or None
    )


def _keep_extension(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    form: Form,
) -> list[Shown]:
    """Extend, unless there is something to be seen first; then that, and nothing is kept.

    What lacks a reason, or is refused for its day, is told before any caution.
    """
    extension = _extension_in(form)
    unseen = _cautions(house, hearing, extension) if extension.reason else []
    if hearing.phase is HearingPhase.OPEN and unseen and form.line("seen") != seen_mark(unseen):
        return unseen
    extend_hearing(
        house,
        page.facts.id,
        extension,
        signed.actor,
        expected_version=form.version,
        request_id=request_id(request),
    )
    return []


def _cautions(house: Installation, hearing: ShownHearing, extension: ExtendHearing) -> list[Shown]:
    with house.database.connect() as connection:
        return shown_of_extension(cautions_of_extension(connection, house, hearing, extension))


def _extended(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = hearing.phase is HearingPhase.OPEN
    readable = attempted(lambda: _cautions(house, hearing, _extension_in(form)))
    cautions = [] if isinstance(readable, Problem) else readable
    if not possible and problem is None:
        problem = Problem(409, say.NOT_NOW, ())
    return desk_page(
        request,
        signed,
        "cases/extend.html",
        problem.status if problem else 200,
        cautions=cautions,
        seen=seen_mark(cautions),
        case=page,
        hearing=hearing,
        possible=possible,
        form=form,
        problem=problem,
    )
