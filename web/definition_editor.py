"""The pages on which an administrator edits the definitions, sees what it does, and keeps it."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from web.administrators import Administrator
from web.attempts import about, attempted
from web.definition_pages import LIST, Asked, list_page
from web.definition_sheets import (
    BASE,
    FILE,
    Seen,
    changed_by_others,
    files_on,
    kept,
    looked_at,
    named,
    sheet_of,
    tried,
)
from web.deps import House
from web.fields import Form, OfficersForm, officers_form, remembered
from web.forms import FileBounds, read_form
from web.newest import look_now
from web.officers import desk_page
from web.refusals import Problem
from web.sent_files import SentWithFiles
from web.state_pictures import picture_of
from web.wording import definitions as say
from workflows.engine.errors import WrongInput
from workflows.services.definition_archive import files_in
from workflows.services.definition_versions import (
    FileChange,
    Files,
    Version,
    changes,
    in_force,
    shelf_of,
    version,
)
from workflows.services.desk import viewer
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn
from workflows.services.uploads import MOST_BYTES
from workflows.services.wording.definitions import file_words

router = APIRouter(include_in_schema=False)

_ONE_ZIP = FileBounds(1, MOST_BYTES, MOST_BYTES)


@router.get(f"{LIST}/ret")
def show(
    request: Request,
    house: House,
    signed: Administrator,
    fil: Annotated[Sequence[str], Query()] = (),
    fra: Asked = None,
) -> Response:
    """The files asked for, or those in which an older version differs, to be edited."""
    shelf = shelf_of(house)
    current = in_force(shelf)
    if fra is not None:
        form = _differing(version(shelf, fra).files, current, say.as_version(fra))
    else:
        names = dict.fromkeys(named(name) for name in fil if name.strip())
        form = sheet_of({name: current.files.get(name, "") for name in names}, current)
    if not form.has(FILE):
        return RedirectResponse(LIST, 303)
    return _shown(request, house, signed, form, current)


@router.post(f"{LIST}/ret")
def send(request: Request, house: House, signed: Administrator, form: OfficersForm) -> Response:
    """Keep the next version, or show what it would do."""
    shelf = shelf_of(house)
    current = in_force(shelf)
    if form.shown("do") == "look":
        looks = viewer(signed.officer)
        seen = tried(lambda: looked_at(house, shelf, looks, form, current), form)
        return _answered(request, house, signed, form, current, seen)
    number = tried(lambda: kept(house, shelf, form, current, signed.officer.name), form)
    if isinstance(number, Problem):
        return _answered(request, house, signed, form, current, number)
    look_now(request)
    return RedirectResponse(f"{LIST}?gemt={number}", 303)


async def one_zip(signed: Administrator, request: Request) -> AsyncIterator[SentWithFiles]:
    """The form with a ZIP; its file lives as long as the request."""
    read = await read_form(request, _ONE_ZIP)
    try:
        yield SentWithFiles(officers_form(signed, remembered(request, read)), read.files)
    finally:
        read.close()


@router.post(f"{LIST}/indlaes")
def take_in(
    request: Request,
    house: House,
    signed: Administrator,
    sent: Annotated[SentWithFiles, Depends(one_zip)],
) -> Response:
    """What a ZIP would change, as a sheet that can still be edited before it is kept."""
    shelf = shelf_of(house)
    current = in_force(shelf)
    sheet = attempted(lambda: _read_in(sent, current), sent.form, also=("file",))
    if isinstance(sheet, Problem):
        return list_page(request, house, signed, problem=sheet)
    looks = viewer(signed.officer)
    seen = tried(lambda: looked_at(house, shelf, looks, sheet, current), sheet)
    return _answered(request, house, signed, sheet, current, seen)


def _read_in(sent: SentWithFiles, current: Version) -> Form:
    with about("file"):
        sent.form.text("file")  # raises where the form, or the file in it, did not come whole
        if not sent.files or not sent.files[0].size:
            raise WrongInput(say.CHOOSE_A_ZIP)
        sheet = _differing(files_in(cast(BinaryIO, sent.files[0].content)), current, "")
        if not sheet.has(FILE):
            raise WrongInput(say.FILES_ARE_THE_SAME)
    return sheet


def _differing(files: Files, current: Version, note: str) -> Form:
    names = [change.name for change in changes(current.files, files)]
    texts = {name: files.get(name, current.files.get(name, "")) for name in names}
    return sheet_of(texts, current, note, [name for name in names if name not in files])


def _answered(
    request: Request,
    house: Installation,
    signed: SignedIn,
    form: Form,
    current: Version,
    found: Seen | Problem,
) -> Response:
    if isinstance(found, Seen):
        return _shown(request, house, signed, form, current, seen=found)
    return _shown(request, house, signed, form, current, problem=found)


def _shown(
    request: Request,
    house: Installation,
    signed: SignedIn,
    form: Form,
    current: Version,
    *,
    seen: Seen | None = None,
    problem: Problem | None = None,
) -> Response:
    others: tuple[FileChange, ...] = ()
    if problem is not None and problem.status == 409:
        others = changed_by_others(shelf_of(house), form, current)
        form = form.changed(BASE, [str(current.number)])
    return desk_page(
        request,
        signed,
        "definitions/edit.html",
        problem.status if problem else 200,
        form=form,
        files=files_on(form, current),
        problem=problem,
        seen=seen,
        others=others,
        file_words=file_words,
        picture_of=picture_of,
    )
