"""Answers that came by letter, mail or telephone, written in by an officer."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import attempted
from web.deps import House
from web.fields import Form
from web.kept_files import gathered, kept_file
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.sent_files import SentWithFiles, sent_to_be_kept
from web.wording import forms as say
from workflows.engine.answering import came_before
from workflows.engine.commands.answers import Answer
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import Channel, HearingPhase, Stance
from workflows.records.given_answers import ShownResponse
from workflows.records.hearing_pages import ShownHearing, ShownParty
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.registering import register_by_hand
from workflows.services.signin import SignedIn
from workflows.services.sniffing import ACCEPTED, ACCEPTED_WORDS
from workflows.services.uploads import MOST_FILES

router = APIRouter(include_in_schema=False)

_CLOCK = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})(?:[.:]([0-9]{2}))?")

BY_HAND = (Channel.LETTER, Channel.MAIL, Channel.PHONE)
"""How an answer comes that an officer registers."""


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
    return _answered(request, house, signed, page, found, _party(found, party), form)


@router.post("/sager/{case}/hoeringer/{hearing}/svar/{party}")
def register_answer(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    hearing: str,
    party: str,
    sent: Annotated[SentWithFiles, Depends(sent_to_be_kept)],
) -> Response:
    """Register the answer on the party's behalf, as received when it was."""
    looks, form = viewer(signed.officer), sent.form
    page = case_page(house, looks, case)
    _party(page.hearing_by_id(hearing), party)
    files, wrong = gathered(house, party, form.shown_all("kept"), sent.files)
    if wrong:
        faults = tuple(("file", words) for words in wrong)
        done: object = Problem(422, say.SOMETHING_IS_WRONG, (), faults=faults)
    else:
        done = attempted(
            lambda: register_by_hand(
                house,
                case,
                _answer_in(page, page.hearing_by_id(hearing), party, form, files),
                signed.actor,
                request_id=request_id(request),
            ),
            form,
        )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        found = page.hearing_by_id(hearing)
        asked = _party(found, party)
        return _answered(request, house, signed, page, found, asked, form, files, done)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}", 303)


def _party(hearing: ShownHearing, party: str) -> ShownParty:
    for candidate in hearing.parties:
        if candidate.id == party:
            return candidate
    raise NotFound(party)


def _answer_in(
    page: CasePage,
    hearing: ShownHearing,
    party: str,
    form: Form,
    files: tuple[UploadedFile, ...],
) -> Answer:
    stance, channel = form.line("stance"), form.line("channel")
    if stance not in list(Stance):
        raise WrongInput(say.CHOOSE_WHAT_THE_ANSWER_SAYS, "stance")
    if channel not in BY_HAND:
        raise WrongInput(say.CHOOSE_HOW_IT_CAME, "channel")
    return Answer(
        party=party,
        stance=Stance(stance),
        text=form.text("text").strip(),
        received_at=_received_at(page, hearing, form.day("day"), form.line("time")),
        submission_key=form.line("submission_key") or str(uuid4()),
        base_version=form.number("base_version"),
        channel=Channel(channel),
        jointly_with=tuple(dict.fromkeys(form.all("jointly_with"))),
        files=files,
    )


def _received_at(page: CasePage, hearing: ShownHearing, day: date, clock: str) -> datetime:
    received_at = page.facts.calendar.at(day, _wall(clock))
    if received_at > page.now:
        raise WrongInput(say.NOT_RECEIVED_IN_THE_FUTURE, "day")
    if came_before(page.facts.calendar, hearing.opened_at, received_at):
        raise WrongInput(say.NOT_RECEIVED_BEFORE_THE_HEARING, "day")
    return received_at


def _wall(clock: str) -> time:
    """The time of day as people write it: `14:30`, `9.33`, `kl. 9`."""
    found = _CLOCK.fullmatch(clock)
    hour, minute = (int(part or 0) for part in found.groups()) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise WrongInput(say.WRITE_THE_TIME_AS, "time")
    return time(hour, minute)


def _newer(party: ShownParty, form: Form) -> list[ShownResponse]:
    """The answers that came after the form was first shown."""
    if not form.has("base_version"):
        return []
    seen = form.number("base_version")
    return [one for one in party.standing if one.version > seen]


def _joinable(hearing: ShownHearing, party: ShownParty, ticked: list[str]) -> list[ShownParty]:
    """Those that it may be given for too, and whoever is ticked, for that is to be removed."""
    found = []
    for other in hearing.parties:
        counting = hearing.counting(other)
        free = not other.standing and (counting is None or counting.party == party.id)
        if other.id != party.id and (free or other.id in ticked):
            found.append(other)
    return found


def _answered(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    party: ShownParty,
    form: Form,
    files: Sequence[UploadedFile] = (),
    problem: Problem | None = None,
) -> Response:
    possible = hearing.phase in (HearingPhase.OPEN, HearingPhase.LATE)
    if not possible and problem is None:
        problem = Problem(409, say.HEARING_TAKES_NO_ANSWERS, ())
    return desk_page(
        request,
        signed,
        "cases/answer.html",
        problem.status if problem else 200,
        case=page,
        hearing=hearing,
        party=party,
        possible=possible,
        newer=_newer(party, form),
        joinable=_joinable(hearing, party, form.shown_all("jointly_with")),
        channels=BY_HAND,
        form=form,
        kept=[(file, kept_file(house, party.id, file)) for file in files],
        accepted=",".join(ACCEPTED),
        accepted_words=ACCEPTED_WORDS,
        most_files=MOST_FILES,
        problem=problem,
    )
