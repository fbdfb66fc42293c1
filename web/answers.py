"""The answer page behind the mailed link: landing, form, receipt, and the files that were sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from web.answer_forms import (
    Written,
    as_first_shown,
    broken,
    files_of,
    read_answer,
    unchecked,
)
from web.answer_link import link_cookie, link_lost, opened, set_link_cookie, token_given, token_in
from web.attempts import sentence
from web.deps import House
from web.downloads import attachment
from web.forms import Form, read_form
from web.kept_files import BOUNDS, kept_file
from web.officers import by_link
from web.pages import page
from web.requests import arrived, request_id
from web.wording import answers as say
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import EnvironmentMissing, Incomplete, Lack, WrongInput
from workflows.engine.hidden_signs import is_empty
from workflows.engine.vocabulary import Stance
from workflows.records.answers import AskedParty, OtherParty
from workflows.records.database import UNAVAILABLE
from workflows.records.given_answers import ShownResponse
from workflows.services.answers import GivenAnswer, Grant, Reading, answer, open_link
from workflows.services.drafting import save_draft
from workflows.services.errors import NotFound
from workflows.services.forms import form_token, is_form_token
from workflows.services.installation import Installation
from workflows.services.links import reading_link
from workflows.services.sniffing import ACCEPTED, ACCEPTED_WORDS
from workflows.services.wording.hearings import stance_words
from workflows.services.wording.lacks import lack_words

router = APIRouter(include_in_schema=False, dependencies=[Depends(by_link)])

_RETRY = {"": say.CANNOT_BE_KEPT_NOW}

_UNDONE = {"": say.REGISTERED_BY_MISTAKE}


@router.get("/svar/{party}/{token}")
@router.get("/svar/{party}/{token}/")
def land(request: Request, house: House, party: str, token: str) -> Response:
    """Move the token from the address into a cookie; nothing else happens."""
    try:
        token = token_in(token)
        grant = open_link(house, party, token)
    except NotFound:
        return link_lost(request)
    response = RedirectResponse(f"/svar/{grant.asked.id}", 303)
    name, lasts = link_cookie(house, grant.asked.id), grant.ends_at - grant.now
    set_link_cookie(response, house, name, token, lasts)
    return response


@router.get("/svar/{party}")
def show(request: Request, house: House, party: str) -> Response:
    """Who is asked about what and until when, and the form."""
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request)
    if not grant.is_open:
        return _closed_page(request, house, grant)
    written = as_first_shown(grant.asked)
    seen = grant.asked.drafts[0].base_version if grant.asked.drafts else grant.asked.answers
    return _form_page(request, house, grant, written, newer=_since(grant.asked, seen))


@router.post("/svar/{party}")
async def give(request: Request, house: House, party: str) -> Response:
    """Take an answer: 303 to its receipt, or the page again with all that was written."""
    form = await read_form(request, BOUNDS)
    try:
        return await run_in_threadpool(_give, request, house, party, form)
    finally:
        form.close()


@router.get("/svar/{party}/kvittering/{receipt}")
def show_receipt(request: Request, house: House, party: str, receipt: str) -> Response:
    """The receipt of one version of the party's own answer."""
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request)
    version = next((one for one in grant.asked.versions if one.receipt == receipt), None)
    if version is None:
        return link_lost(request)
    return page(
        request,
        "answers/receipt.html",
        **surroundings(house, grant),
        version=version,
        counts=version is grant.asked.counting,
        together=_names(grant.asked, version.jointly_with),
    )


@router.get("/svar/{party}/fil/{file}")
def fetch(request: Request, house: House, party: str, file: str) -> Response:
    """A file of the party's own answers, or of the joint one that counts, as a download."""
    try:
        asked = opened(request, house, party).asked
        answers = (*asked.versions, asked.joint) if asked.joint else asked.versions
        found = next((one for each in answers for one in each.files if one.id == file), None)
        return attachment(house, found) if found else link_lost(request)
    except NotFound:
        return link_lost(request)


@router.get("/svar/{rest:path}")
def lose(request: Request, rest: str) -> Response:
    """Whatever else looks like an answer link."""
    return link_lost(request)


def _give(request: Request, house: Installation, party: str, form: Form) -> Response:
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request, form.text("text"))
    except UNAVAILABLE:
        return link_lost(request, form.text("text"), 503)
    if not _came_from_our_page(request, house, grant, form):
        return _form_page(request, house, grant, _refused(form))
    try:
        written = read_answer(house, grant.asked, form)
        if form.text("act") == "draft":
            return _keep_draft(request, house, grant, written)
        if written.faults:
            return _form_page(request, house, grant, written)
    except (EnvironmentMissing, *UNAVAILABLE):
        return _form_page(
            request, house, grant, replace(unchecked(form), faults=_RETRY, status=503)
        )
    return _take(request, house, grant, written)


def _keep_draft(request: Request, house: Installation, grant: Grant, written: Written) -> Response:
    """Keep what was written for the council to go on with; nothing need be chosen yet."""
    if not grant.is_open:
        return _not_taken(request, house, grant, written)
    faults = {name: words for name, words in written.faults.items() if name != "stance"}
    if faults:
        return _form_page(request, house, grant, replace(written, faults=faults))
    save_draft(
        house,
        grant,
        stance=written.stance,
        text=written.text,
        jointly_with=written.jointly_with,
        files=written.files,
        base_version=written.base_version,
        seen=written.drafts_seen,
    )
    return RedirectResponse(f"/svar/{grant.asked.id}", 303)


def _take(request: Request, house: Installation, grant: Grant, written: Written) -> Response:
    try:
        receipt = answer(house, grant, _given(request, written), request_id=request_id(request))
    except Incomplete as incomplete:
        return _incomplete_page(request, house, grant, written, incomplete)
    except WrongInput as wrong:
        faults = {"joint": sentence(str(wrong))}
        return _form_page(request, house, grant, replace(written, faults=faults, status=422))
    except UNAVAILABLE:
        return _form_page(request, house, grant, replace(written, faults=_RETRY, status=503))
    except NotFound:
        return link_lost(request, written.text)
    return RedirectResponse(f"/svar/{grant.asked.id}/kvittering/{receipt}", 303)


def _given(request: Request, written: Written) -> GivenAnswer:
    assert written.stance is not None
    return GivenAnswer(
        stance=written.stance,
        text="" if is_empty(written.text) else written.text,
        arrived=arrived(request),
        submission_key=written.key,
        base_version=written.base_version,
        jointly_with=written.jointly_with,
        files=written.files,
        drafts_seen=written.drafts_seen,
    )


def _incomplete_page(
    request: Request, house: Installation, grant: Grant, written: Written, error: Incomplete
) -> Response:
    codes = {missing.code for missing in error.missing}
    if Lack.OPEN_FOR_ANSWERS in codes:
        # Read anew: it was open when the page was shown, or the answer would not have been tried.
        fresh = opened(request, house, grant.asked.id)
        return _not_taken(request, house, fresh, written)
    if Lack.STALE_ANSWER in codes:
        fresh = opened(request, house, grant.asked.id)
        newer = _since(fresh.asked, written.base_version)
        written = replace(written, base_version=fresh.asked.answers, status=409)
        if not newer:
            written = replace(written, faults=_UNDONE)
        return _form_page(request, house, fresh, written, newer=newer)
    faults = {"text": " ".join(lack_words(missing) for missing in error.missing)}
    return _form_page(request, house, grant, replace(written, faults=faults, status=422))


def _came_from_our_page(request: Request, house: Installation, grant: Grant, form: Form) -> bool:
    party = grant.asked.id
    token = token_given(request, house, party)
    return is_form_token(house.keys.form, form.text("csrf"), "answer", party, token)


def _refused(form: Form) -> Written:
    if form.fault is not None:
        return broken(form)
    return replace(unchecked(form), faults={"": say.PAGE_WAS_TOO_OLD}, status=403)


def _form_page(
    request: Request,
    house: Installation,
    grant: Grant,
    written: Written,
    *,
    newer: Sequence[ShownResponse] = (),
) -> Response:
    """The form to go on with; once the round is over, what was written and whom to ask.

    `newer` are the answers given for the party since its writer last saw what there was.
    """
    if not grant.is_open:
        return _not_taken(request, house, grant, written)
    party, contact = grant.asked.id, grant.contact
    theirs = _not_kept_yet(newer, written)
    drafts = [one for one in grant.asked.drafts if one.saved_at != written.drafts_seen]
    return page(
        request,
        "answers/form.html",
        written.status,
        **surroundings(house, grant),
        written=written,
        faults=written.faults,
        newer=newer,
        # A form that was sent holds what was sent, which need not be its draft any more.
        in_form=grant.asked.drafts[:1] if request.method == "GET" else (),
        drafts=drafts,
        kept=[(file, kept_file(house, party, file)) for file in (*theirs, *written.files)],
        theirs=theirs,
        of_drafts=[
            (file, kept_file(house, party, file), draft)
            for draft in drafts
            for file in draft.files
            if file not in written.files
        ],
        csrf=form_token(house.keys.form, "answer", party, token_given(request, house, party)),
        # The same key again: if this answer was taken after all, sending it anew finds it.
        key=written.key or token_urlsafe(18),
        wrote=_writers(grant.asked),
        link_to_read=reading_link(house, party, contact.id, grant.asked.round, contact.generation),
        stances=[(stance, stance_words(stance)) for stance in Stance],
        joinable=_joinable(grant.asked, written),
        accepted=",".join(ACCEPTED),
        accepted_words=ACCEPTED_WORDS,
    )


def _joinable(asked: AskedParty, written: Written) -> list[OtherParty]:
    """Those that may be answered for, and whoever is ticked: a tick must be there to be removed."""
    return [one for one in asked.others if one in asked.joinable or one.id in written.jointly_with]


def _writers(asked: AskedParty) -> dict[str, str]:
    """What each contact is called: the contacts of an ad hoc party may all have its name."""
    names = [one.name for one in asked.contacts]
    return {
        one.id: one.name if one.name and names.count(one.name) == 1 else one.email
        for one in asked.contacts
    }


def _since(asked: AskedParty, base_version: int) -> list[ShownResponse]:
    """The party's answers that came after the one that was the last when it was looked at."""
    return [one for one in asked.versions if one.version > base_version]


def _not_kept_yet(newer: Iterable[ShownResponse], written: Written) -> tuple[UploadedFile, ...]:
    """The files of answers that another sent: lost, were they not offered."""
    mine = {(file.name, file.sha256) for file in written.files}
    theirs = {(file.name, file.sha256): file for one in newer for file in files_of(one)}
    return tuple(file for key, file in theirs.items() if key not in mine)


def _closed_page(request: Request, house: Installation, grant: Grant) -> Response:
    return page(request, "answers/closed.html", **surroundings(house, grant), refused=None)


def _not_taken(request: Request, house: Installation, grant: Grant, written: Written) -> Response:
    """The round was over before this came: it is shown again, to be copied or mailed."""
    around = surroundings(house, grant)
    return page(request, "answers/closed.html", 409, **around, refused=written)


def surroundings(house: Installation, grant: Reading) -> dict[str, Any]:
    """What every page of a link that opens shows."""
    asked = grant.asked
    return {
        "asked": asked,
        "contact": grant.contact,
        "is_open": grant.is_open,
        "is_late": grant.now >= asked.due_at,
        "latest": asked.versions[-1] if asked.versions else None,
        "answered_by": next(
            (one.name for one in asked.others if asked.joint and one.id == asked.joint.party), None
        ),
        "stance_words": stance_words,
    }


def _names(asked: AskedParty, parties: tuple[str, ...]) -> list[str]:
    return [one.name for one in asked.others if one.id in parties]
