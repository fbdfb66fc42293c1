"""Publishing an answer from the officers' desk: read through, redacted where needed, taken back."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from web.attempts import about, attempted
from web.deps import House
from web.fields import Form, officers_form, remembered
from web.forms import FileBounds, ReadFile, read_form
from web.officers import Officer, desk_page
from web.refusals import Problem
from web.requests import request_id
from web.wording import forms as say
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import WrongInput
from workflows.engine.vocabulary import FileStatus, Openness
from workflows.records.given_answers import ShownResponse, StoredFile
from workflows.records.hearing_pages import ShownHearing
from workflows.records.published import Published
from workflows.services.desk import CasePage, case_page, viewer
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.publishing import Checked, publish, standing, take_back
from workflows.services.signin import SignedIn
from workflows.services.sniffing import ACCEPTED, ACCEPTED_WORDS
from workflows.services.uploads import MOST_BYTES, MOST_BYTES_TOGETHER, keep

router = APIRouter(include_in_schema=False)

BOUNDS = FileBounds(50, MOST_BYTES, MOST_BYTES_TOGETHER)

AS_IT_IS, LEFT_OUT, REDACTED, AS_BEFORE = "original", "udeladt", "ny", "som-nu"
"""What can be done with each file of an answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What an officer sent: the fields, and the files by the name of their field."""

    form: Form
    files: Mapping[str, ReadFile]


async def sent_with_files(signed: Officer, request: Request) -> AsyncIterator[Sent]:
    """The form of a page of this session; its files live as long as the request."""
    read = await read_form(request, BOUNDS)
    try:
        files = {file.field: file for file in read.files if file.is_whole}
        yield Sent(officers_form(signed, remembered(request, read)), files)
    finally:
        read.close()


@router.get("/sager/{case}/hoeringer/{hearing}/offentligt/{response}")
def show_publishing(
    request: Request, house: House, signed: Officer, case: str, hearing: str, response: str
) -> Response:
    """The answer as it came, and the form in which the public may see it."""
    page = case_page(house, viewer(signed.officer), case)
    found, answer = _answer(page, hearing, response)
    stands = standing(house, page.facts.id).get(answer.id)
    return _shown(request, signed, page, found, answer, stands, _first(answer, stands))


@router.post("/sager/{case}/hoeringer/{hearing}/offentligt/{response}")
def set_publishing(
    request: Request,
    house: House,
    signed: Officer,
    case: str,
    hearing: str,
    response: str,
    sent: Annotated[Sent, Depends(sent_with_files)],
) -> Response:
    """Publish the answer as it stands in the form, or take it back when the tick is gone."""
    looks = viewer(signed.officer)
    page = case_page(house, looks, case)
    found, answer = _answer(page, hearing, response)
    stands = standing(house, page.facts.id).get(answer.id)
    done = attempted(
        lambda: _set(request, house, signed, page, found, answer, stands, sent), sent.form
    )
    if isinstance(done, Problem):
        page = case_page(house, looks, case)
        return _shown(request, signed, page, found, answer, stands, sent.form, done)
    return RedirectResponse(f"/sager/{case}/hoeringer/{hearing}#svar-{answer.id}", 303)


def _set(
    request: Request,
    house: Installation,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    answer: ShownResponse,
    stands: Published | None,
    sent: Sent,
) -> None:
    case, version, by = page.facts.id, sent.form.version, request_id(request)
    text = sent.form.text("text")
    if not sent.form.line("published"):
        if stands is None:
            raise WrongInput(say.TICK_PUBLISH, "published")
        take_back(
            house, case, hearing, answer, signed.actor, expected_version=version, request_id=by
        )
        return
    checked = Checked(text, {one.id: _file(house, one, stands, sent) for one in answer.files})
    publish(
        house,
        case,
        hearing,
        answer,
        checked,
        signed.actor,
        expected_version=version,
        request_id=by,
    )


def _file(
    house: Installation, file: StoredFile, stands: Published | None, sent: Sent
) -> UploadedFile | None:
    """What the public may fetch in the file's place; raises WrongInput where nothing was chosen."""
    chosen, new = sent.form.line(f"file-{file.id}"), sent.files.get(f"redacted-{file.id}")
    before = stands.files.get(file.id) if stands else None
    if chosen == LEFT_OUT:
        return None
    if chosen == AS_IT_IS:
        return UploadedFile(file.name, file.size, file.sha256, file.media_type)
    if chosen == AS_BEFORE and before is not None:
        return before
    if chosen == REDACTED and new is not None:
        with about(f"redacted-{file.id}"):
            return keep(house, new.name, cast(BinaryIO, new.content))
    if chosen == REDACTED:
        raise WrongInput(say.choose_what_may_be_shown(file.name), f"redacted-{file.id}")
    raise WrongInput(say.choose_what_becomes_of(file.name), f"file-{file.id}")


def _first(answer: ShownResponse, stands: Published | None) -> Form:
    """The form as it is first shown: as the answer is published now, or as it came."""
    if stands is None:
        return Form.of({"text": answer.text})
    chosen = {f"file-{file.id}": _choice(file, stands.files.get(file.id)) for file in answer.files}
    return Form.of({"published": "ja", "text": stands.text, **chosen})


def _choice(file: StoredFile, shown: UploadedFile | None) -> str:
    if shown is None:
        return LEFT_OUT
    return AS_IT_IS if shown.sha256 == file.sha256 else AS_BEFORE


def _answer(page: CasePage, hearing: str, response: str) -> tuple[ShownHearing, ShownResponse]:
    found = page.hearing_by_id(hearing)
    answer = found.responses.get(response)
    if answer is None:
        raise NotFound(response)
    return found, answer


def _shown(
    request: Request,
    signed: SignedIn,
    page: CasePage,
    hearing: ShownHearing,
    answer: ShownResponse,
    stands: Published | None,
    form: Form,
    problem: Problem | None = None,
) -> Response:
    return desk_page(
        request,
        signed,
        "cases/publish.html",
        problem.status if problem else 200,
        case=page,
        hearing=hearing,
        answer=answer,
        stands=stands,
        is_open=page.facts.openness is Openness.OPEN,
        counts=hearing.counts(answer),
        clean=FileStatus.CLEAN,
        form=form,
        problem=problem,
        accepted=",".join(ACCEPTED),
        accepted_words=ACCEPTED_WORDS,
    )
