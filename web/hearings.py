"""A hearing at the officers' desk: its plan, its parties and answers, its deadline."""

from datetime import date, datetime, time
from uuid import uuid4

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from web.attempts import Problem, attempted
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.requests import request_id
from web.steps import can_prepare_hearing
from workflows.engine.addresses import address_fault
from workflows.engine.commands import Answer, ExtendHearing, PartyPlan, PrepareHearing
from workflows.engine.definition import Body, Contact
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Channel, FileStatus, HearingPhase, Openness, Stance
from workflows.records.hearing_pages import ShownHearing, ShownParty
from workflows.services.acting import act
from workflows.services.advice import deadline_warnings, proposed_deadline
from workflows.services.desk import CasePage, answer_file, case_page, viewer
from workflows.services.errors import NotFound
from workflows.services.hearings import (
    ad_hoc_party,
    extend_hearing,
    prepare_hearing,
    registered_parties,
)
from workflows.services.installation import Installation
from workflows.services.publishing import standing
from workflows.services.signin import SignedIn
from workflows.services.uploads import path_of

router = APIRouter(include_in_schema=False)

MOST_AD_HOC = 100

BY_HAND = (Channel.LETTER, Channel.MAIL, Channel.PHONE)
"""How an answer comes that an officer registers."""


# The plan


@router.get("/sager/{case}/hoering")
def show_plan(request: Request, house: House, signed: Officer, case: str) -> Response:
    """The plan of the coming hearing: as it was written, or with a proposed deadline."""
    page = case_page(house, viewer(signed.officer), case)
    return _planned(request, house, signed, page, _first_plan(house, page))


@router.post("/sager/{case}/hoering")
def plan(
    request: Request, house: House, signed: Officer, case: str, form: OfficersForm
) -> Response:
    """Keep the plan; nobody is invited by that."""
    looks = viewer(signed.officer)
    page = case_page(house, looks, case)
    done = attempted(
        lambda: prepare_hearing(
            house,
            case,
            _plan_in(house, page, form),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
        also=("rule", "bodies"),
    )
    if isinstance(done, Problem):
        return _planned(request, house, signed, case_page(house, looks, case), form, done)
    return RedirectResponse(f"/sager/{case}", 303)


def _first_plan(house: Installation, page: CasePage) -> Form:
    hearing = page.hearing
    if hearing is None or hearing.phase is not HearingPhase.PREPARING:
        rule = page.facts.case_type.hearings[0]
        due_on = proposed_deadline(house, rule, page.today).next_working_day
        return Form.of({"rule": rule.code, "due_on": due_on.isoformat()})
    return Form.of(
        {
            "rule": hearing.rule,
            "text": hearing.text,
            "changes": hearing.changes,
            "due_on": hearing.due_on.isoformat(),
            "bodies": [party.body for party in hearing.parties if party.body],
            "ad_hoc": "\n".join(
                f"{party.name}; {contact.email}"
                for party in hearing.parties
                if party.body is None
                for contact in party.contacts
            ),
        }
    )


def _plan_in(house: Installation, page: CasePage, form: Form) -> PrepareHearing:
    code = form.line("rule")
    rule = page.facts.case_type.hearing_rule(code)
    return PrepareHearing(
        rule=code,
        text=form.text("text").strip(),
        due_on=form.day("due_on"),
        parties=(*registered_parties(house, form.all("bodies")), *_ad_hoc(form)),
        close_when_all_answered=rule is not None and rule.close_when_all_answered,
        changes=_changes(page, form),
    )


def _changes(page: CasePage, form: Form) -> str:
    changes = form.text("changes").strip()
    if page.round_before is not None and not changes:
        raise WrongInput("skriv, hvad der er ændret siden den forrige runde", "changes")
    return changes


def _ad_hoc(form: Form) -> list[PartyPlan]:
    """Parties that are no bodies, a line for each address: `navn; mail`."""
    contacts: dict[str, list[Contact]] = {}
    faults = []
    for line in form.lines("ad_hoc"):
        name, _, address = (part.strip() for part in line.rpartition(";"))
        fault = address_fault(address)
        if not name:
            faults.append(f"»{line[:80]}«: skriv navn, semikolon og mailadresse")
        elif fault:
            faults.append(f"»{line[:80]}«: adressen {fault}")
        contacts.setdefault(name, []).append(Contact(name, address))
    if len(contacts) > MOST_AD_HOC:
        faults.append(f"der er {len(contacts)} andre parter; højst {MOST_AD_HOC} kan høres")
    if faults:
        raise WrongInput("\n".join(faults), "ad_hoc")
    return [ad_hoc_party(name, found) for name, found in contacts.items()]


def _planned(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    if not can_prepare_hearing(page) and problem is None:
        problem = Problem(409, "Det kan ikke gøres nu", ())
    return desk_page(
        request,
        signed,
        "cases/plan.html",
        problem.status if problem else 200,
        case=page,
        possible=can_prepare_hearing(page),
        form=form,
        problem=problem,
        proposals=[
            (rule, proposed_deadline(house, rule, page.today))
            for rule in page.facts.case_type.hearings
        ],
        register=_register(house),
    )


def _register(house: Installation) -> list[Body]:
    """The bodies that can be heard: those that somebody can be written to for."""
    return [body for body in house.definitions.bodies if body.contacts]


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
        warnings=[
            *deadline_warnings(house, page.today, found.due_on, [p.body for p in found.parties])
        ]
        if found.phase is HearingPhase.PREPARING
        else [],
    )


@router.get("/sager/{case}/filer/{file}")
def fetch(house: House, signed: Officer, case: str, file: str) -> Response:
    """A file that came with an answer, to be saved: a browser never shows it as a page."""
    found = answer_file(house, viewer(signed.officer), case, file)
    if found.status is not FileStatus.CLEAN:
        raise NotFound(file)
    return FileResponse(
        path_of(house, found.sha256), media_type="application/octet-stream", filename=found.name
    )


# The deadline


@router.get("/sager/{case}/hoeringer/{hearing}/frist")
def show_extension(
    request: Request, house: House, signed: Officer, case: str, hearing: str
) -> Response:
    """The form to give all parties, or one, until a later day."""
    page = case_page(house, viewer(signed.officer), case)
    return _extended(request, signed, page, page.hearing_by_id(hearing), Form())


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
    looks = viewer(signed.officer)
    case_page(house, looks, case).hearing_by_id(hearing)
    done = attempted(
        lambda: extend_hearing(
            house,
            case,
            ExtendHearing(
                form.day("due_on"), form.text("reason").strip(), form.line("party") or None
            ),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return _extended(request, signed, page, page.hearing_by_id(hearing), form, done)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}", 303)


def _extended(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = hearing.phase is HearingPhase.OPEN
    if not possible and problem is None:
        problem = Problem(409, "Det kan ikke gøres nu", ())
    return desk_page(
        request,
        signed,
        "cases/extend.html",
        problem.status if problem else 200,
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
        lambda: act(
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
        received_at=_received_at(page, form.day("day"), form.line("time")),
        submission_key=form.line("submission_key") or str(uuid4()),
        base_version=form.number("base_version"),
        channel=Channel(channel),
        jointly_with=_others_in(hearing, party, form),
    )


def _others_in(hearing: ShownHearing, party: str, form: Form) -> tuple[str, ...]:
    """The other parties that it is given for; one that has answered itself is not answered for."""
    chosen = form.all("jointly_with")
    others = [one for one in hearing.parties if one.id in chosen and one.id != party]
    taken = [one.name for one in others if one.standing]
    if taken:
        raise WrongInput(f"{', '.join(taken)} har selv svaret; fjern fluebenet", "jointly_with")
    return tuple(one.id for one in others)


def _received_at(page: CasePage, day: date, clock: str) -> datetime:
    try:
        wall = time.fromisoformat(clock.replace(".", ":"))
    except ValueError:
        raise WrongInput("skriv klokkeslættet som 14:30", "time") from None
    received_at = page.facts.calendar.at(day, wall.replace(tzinfo=None))
    if received_at > page.now:
        raise WrongInput("svaret kan ikke være modtaget i fremtiden", "day")
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
