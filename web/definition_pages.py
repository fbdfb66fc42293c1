"""The pages that show administrators the definitions: the files in force, and every version."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from web.administrators import Administrator
from web.deps import House
from web.officers import desk_page
from web.refusals import Problem
from workflows.services.definition_archive import archive_of
from workflows.services.definition_versions import (
    MOST_LISTED,
    before,
    changes,
    in_force,
    shelf_of,
    version,
    versions,
)
from workflows.services.installation import Installation
from workflows.services.signin import SignedIn
from workflows.services.wording.definitions import file_order, file_words

router = APIRouter(include_in_schema=False)


LIST = "/definitioner"

_MOST = 2**31 - 1

Numbered = Annotated[int, Path(ge=1, le=_MOST)]
"""The number of a version, in a path; what cannot be one is refused before a database sees it."""

Asked = Annotated[int | None, Query(ge=1, le=_MOST)]
"""The number of a version that may be asked for."""


@router.get(LIST)
def show(
    request: Request,
    house: House,
    signed: Administrator,
    gemt: Asked = None,
    foer: Asked = None,
) -> Response:
    """The files in force, to be edited, and the versions, the newest first."""
    return list_page(request, house, signed, older_than=foer, saved=gemt)


def list_page(
    request: Request,
    house: Installation,
    signed: SignedIn,
    *,
    older_than: int | None = None,
    saved: int | None = None,
    problem: Problem | None = None,
) -> Response:
    """The page that everything here begins on."""
    shelf = shelf_of(house)
    current, listed = in_force(shelf), versions(shelf, older_than)
    return desk_page(
        request,
        signed,
        "definitions/list.html",
        problem.status if problem else 200,
        current=current,
        files=sorted(current.files, key=file_order),
        listed=listed,
        older=listed[-1].number if len(listed) == MOST_LISTED and listed[-1].number > 1 else None,
        problem=problem,
        saved=saved,
        file_words=file_words,
    )


@router.get(f"{LIST}/filer.zip")
def fetch(house: House, signed: Administrator, version_number: Asked = None) -> Response:
    """All files of a version, or of the one in force, as a ZIP."""
    shelf = shelf_of(house)
    chosen = in_force(shelf) if version_number is None else version(shelf, version_number)
    name = f"definitioner-{chosen.number}.zip"
    return Response(
        archive_of(chosen.files),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get(f"{LIST}/versioner/{{number}}")
def show_version(
    request: Request, house: House, signed: Administrator, number: Numbered
) -> Response:
    """What one version changed, and the way back to it."""
    shelf = shelf_of(house)
    chosen = version(shelf, number)
    return desk_page(
        request,
        signed,
        "definitions/version.html",
        version=chosen,
        found=changes(before(shelf, number), chosen.files) if number > 1 else (),
        newest=versions(shelf)[0].number,
        file_words=file_words,
    )
