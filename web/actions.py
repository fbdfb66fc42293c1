"""Pulling a trigger on a case: a page for each, and what its form gives."""

import re
from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.decision_forms import (
    absentees_in,
    effect_in,
    points_in,
    remarks_in,
    votes_in,
    with_suggestions,
)
from web.deps import House
from web.fields import Form, OfficersForm
from web.officers import Officer, desk_page
from web.promise_forms import promise_choices, promises_in
from web.refusals import Problem
from web.requests import request_id
from web.wording import refusals as say
from workflows.engine.errors import WrongInput
from workflows.engine.route import find_step, split_state
from workflows.engine.vocabulary import BodyKind, Effect, Trigger
from workflows.services.attending import seats_at_item
from workflows.services.calendars import meetings_after
from workflows.services.cases import advance
from workflows.services.desk import CasePage, case_page, require_visible, viewer
from workflows.services.errors import NotFound
from workflows.services.foretelling import outcomes, referrals
from workflows.services.installation import Installation
from workflows.services.placing import offered_meetings
from workflows.services.reports import standing_reports
from workflows.services.signin import SignedIn
from workflows.services.triggers import Arguments

router = APIRouter(include_in_schema=False)

MEETINGS_OFFERED = 8


@router.get("/sager/{case}/handling/{trigger}")
def show(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    trigger: str,
    dag: str = "",
    tilbage: str = "",
) -> Response:
    """The form of one trigger; `dag` is the meeting that is chosen, `tilbage` one to go back to."""
    page = case_page(house, viewer(signed.officer), case)
    begun = Form.of({"meets_on": dag, "tilbage": tilbage})
    return _shown(request, house, signed, page, _known(trigger), begun)


@router.post("/sager/{case}/handling/{trigger}")
def pull(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    trigger: str,
    form: OfficersForm,
) -> Response:
    """Pull the trigger; what cannot be done comes back with the form as it was written."""
    wanted, looks = _known(trigger), viewer(signed.officer)
    require_visible(house, looks, case)
    if wanted is Trigger.DECIDE and form.line("suggest"):
        page = case_page(house, looks, case)
        filled = with_suggestions(form, page.facts.case_type)
        return _shown(request, house, signed, page, wanted, filled)
    done = attempted(
        lambda: advance(
            house,
            case,
            wanted,
            given_in(form, wanted),
            signed.actor,
            expected_version=form.version,
            request_id=request_id(request),
        ),
        form,
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return _shown(request, house, signed, page, wanted, form, done)
    meeting = re.fullmatch(r"[0-9a-f-]{36}", form.shown("tilbage"))
    return RedirectResponse(f"/moeder/{meeting[0]}" if meeting else f"/sager/{case}", 303)


def _known(trigger: str) -> Trigger:
    try:
        found = Trigger(trigger)
    except ValueError:
        raise NotFound(trigger) from None
    if found is Trigger.JOIN:  # it takes two cases
        raise NotFound(trigger)
    return found


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    trigger: Trigger,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    possible = any(p.trigger is trigger for p in page.possible)
    if not possible and problem is None:
        problem = Problem(409, say.NOT_NOW, ())
    return desk_page(
        request,
        signed,
        "cases/action.html",
        problem.status if problem else 200,
        case=page,
        trigger=trigger,
        possible=possible,
        form=form,
        problem=problem,
        choices=choices(house, page),
        promising=promise_choices(house, page),
        reports=standing_reports(house, [page.facts.id])[page.facts.id],
    )


def choices(house: Installation, page: CasePage) -> dict[str, object]:
    """What the triggers' forms let an officer choose from."""
    key, _ = split_state(page.facts.state)
    step = find_step(page.facts.route, key) if key else None
    here = step.body if step else None
    bodies = house.definitions.bodies
    deciding = (BodyKind.COMMITTEE, BodyKind.COUNCIL, BodyKind.MED)
    targets = [body for body in bodies if body.kind in deciding and body.code != here]
    meetings = (
        offered_meetings(house, page.facts, here, page.today, MEETINGS_OFFERED) if here else []
    )
    in_time = (index for index, offer in enumerate(meetings) if not offer.is_late)
    return {
        "meetings": meetings,
        "first_in_time": next(in_time, len(meetings)),
        "outcomes": outcomes(page.facts),
        "effects": list(Effect),
        "later": _later(house, page),
        "seats": seats_at_item(house, page),
        "targets": referrals(page.facts, targets),
        "via": [b for b in bodies if b.kind is BodyKind.COMMITTEE and b.code != here],
    }


def _later(house: Installation, page: CasePage) -> list[date]:
    """The next meetings of the body after the one that the case is on the agenda of."""
    item = page.open_item
    if item is None:
        return []
    day = item.meets_on + timedelta(days=1)
    coming = meetings_after(house, item.body, day, MEETINGS_OFFERED)
    return [meeting.meets_on for meeting in coming]


def given_in(form: Form, trigger: Trigger) -> Arguments:
    """What the form gives the trigger; raises WrongInput for what cannot be read."""
    return Arguments(
        reason=form.text("reason").strip(),
        meets_on=form.day("meets_on") if form.line("meets_on") else None,
        word=form.line("word"),
        text=form.text("text").strip(),
        points=tuple(points_in(form)),
        remarks=tuple(remarks_in(form)),
        absentees=absentees_in(form),
        partial=form.lines("partial"),
        substitutes=form.lines("substitutes"),
        votes=tuple(votes_in(form)),
        effect=effect_in(form.line("effect")),
        refer_to=form.line("refer_to"),
        deferred_to=form.day("deferred_to") if form.line("deferred_to") else None,
        member=_member(form, trigger),
        via=form.line("via"),
        route=form.line("route"),
        promises=promises_in(form),
    )


def _member(form: Form, trigger: Trigger) -> str:
    member = form.line("member")
    if trigger is Trigger.CALL_IN and not member:
        raise WrongInput(say.WRITE_WHO_CALLS_IN, "member")
    return member
