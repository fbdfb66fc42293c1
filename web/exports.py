"""A whole case to hand out (aktindsigt): what it consists of, and all of it as one file."""

import tempfile
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from web.deps import House
from web.officers import Officer, desk_page
from workflows.services.desk import case_page, viewer
from workflows.services.export_contents import contents
from workflows.services.export_marks import Review
from workflows.services.exporting import export_case, file_name
from workflows.services.wording.exports import review_explained, review_words

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/aktindsigt")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """Every document of the case, with what must be looked at before it is given out."""
    looks = viewer(signed.officer)
    page = case_page(house, looks, case)
    return desk_page(
        request,
        signed,
        "cases/export.html",
        case=page,
        export=contents(house, looks, page),
        reviews=[(one, review_words(one), review_explained(one)) for one in Review],
        review_words=review_words,
    )


@router.get("/sager/{case}/aktindsigt.zip")
def fetch(house: House, signed: Officer, case: str) -> Response:
    """The case as a ZIP, made for this one request."""
    with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as file:
        path = Path(file.name)
        try:
            export = export_case(house, viewer(signed.officer), case, file.file)  # type: ignore[arg-type]
        except BaseException:
            path.unlink()
            raise
    return FileResponse(
        path,
        media_type="application/zip",
        filename=file_name(export),
        headers={"Cache-Control": "no-store"},
        background=BackgroundTask(path.unlink),
    )
