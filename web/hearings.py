"""A hearing at the officers' desk: its parties and answers, its deadline."""

from datetime import date, datetime, time
from uuid import uuid4

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import Problem, attempted
from web.deps import House
from web.downloads import attachment
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.remedies import Shown, seen_mark, shown, shown_of_extension, taken
from web.requests import request_id
from workflows.engine.answering import came_before
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.hearings import ExtendHearing
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Channel, HearingPhase, Openness, Stance
from workflows.records.hearing_pages import ShownHearing, ShownParty
from workflows.services.cautions import cautions_of_extension
from workflows.services.desk import CasePage, answer_file, case_page, viewer
from workflows.services.errors import NotFound
from workflows.services.hearings import extend_hearing
from workflows.services.installation import Installation
from workflows.services.publishing import standing
from workflows.services.registering import register_by_hand
from workflows.services.report_words import left_out_words
from workflows.services.signin import SignedIn

router = APIRouter(include_in_schema=False)

BY_HAND = (Channel.LETTER, Channel.MAIL, Channel.PHONE)
"""How an answer comes that an officer registers."""


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


_UNSEEN = Problem(
    422, "Fristen er ikke forlænget endnu", ("Se først på det, der står her nedenfor.",)
)


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
        problem = Problem(409, "Det kan ikke gøres nu", ())
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


# Answers that come another way


@router.get("/sager/{case}/hoeringer/{hearing}/svar/{party}")
def show_answer(
    request: Request, house: House, signed: Officer, case: str, hearing: str, party: str
) -> Response:
    """The form to register an answer that came by letter, mail or phone."""
    page = case_page(house, viewer(signed.officer), case)
    found = page.hearing_by_id(hearing)
    local = page.facts.calendar.local(page.now)
    form = Form.of(
        {
            "day": local.date().isoformat(),
            "time": f"{local:%H:%M}",
            "channel": Channel.LETTER,
            "submission_key": str(uuid4()),
        }
    )
    return _answered(request, signed, page, found, _party(found, party), form)


@router.post("/sager/{case}/hoeringer/{hearing}/svar/{party}")
def register_answer(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    hearing: str,
    party: str,
    form: OfficersForm,
) -> Response:
    """Register the answer on the party's behalf, as received when it was."""
    looks = viewer(signed.officer)
    page = case_page(house, looks, case)
    _party(page.hearing_by_id(hearing), party)
    done = attempted(
        lambda: register_by_hand(
            house,
            case,
            _answer_in(page, page.hearing_by_id(hearing), party, form),
            signed.actor,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        found = page.hearing_by_id(hearing)
        return _answered(request, signed, page, found, _party(found, party), form, done)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}", 303)


def _party(hearing: ShownHearing, party: str) -> ShownParty:
    for candidate in hearing.parties:
        if candidate.id == party:
            return candidate
    raise NotFound(party)


def _answer_in(page: CasePage, hearing: ShownHearing, party: str, form: Form) -> Answer:
    stance, channel = form.line("stance"), form.line("channel")
    if stance not in list(Stance):
        raise WrongInput("vælg, hvad svaret siger om forslaget", "stance")
    if channel not in BY_HAND:
        raise WrongInput("vælg, hvordan svaret kom ind", "channel")
    return Answer(
        party=party,
        stance=Stance(stance),
        text=form.text("text").strip(),
        received_at=_received_at(page, hearing, form.day("day"), form.line("time")),
        submission_key=form.line("submission_key") or str(uuid4()),
        base_version=form.number("base_version"),
        channel=Channel(channel),
        jointly_with=tuple(dict.fromkeys(form.all("jointly_with"))),
    )


def _received_at(page: CasePage, hearing: ShownHearing, day: date, clock: str) -> datetime:
    try:
        wall = time.fromisoformat(clock.replace(".", ":"))
    except ValueError:
        raise WrongInput("skriv klokkeslættet som 14:30", "time") from None
    received_at = page.facts.calendar.at(day, wall.replace(tzinfo=None))
    if received_at > page.now:
        raise WrongInput("svaret kan ikke være modtaget i fremtiden", "day")
    if came_before(page.facts.calendar, hearing.opened_at, received_at):
        raise WrongInput("svaret kan ikke være modtaget, før høringen blev sendt", "day")
    return received_at


def _answered(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    party: ShownParty,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = hearing.phase in (HearingPhase.OPEN, HearingPhase.LATE)
    if not possible and problem is None:
        problem = Problem(409, "Høringen tager ikke imod svar", ())
    return desk_page(
        request,
        signed,
        "cases/answer.html",
        problem.status if problem else 200,
        case=page,
        hearing=hearing,
        party=party,
        possible=possible,
        channels=BY_HAND,
        form=form,
        problem=problem,
    )
