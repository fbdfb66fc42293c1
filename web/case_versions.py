"""The page of a case's words in every version."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.deps import House
from web.officers import Officer, desk_page
from workflows.services.case_versions import compared_versions
from workflows.services.desk import case_page, viewer

router = APIRouter(include_in_schema=False)


@router.get("/sager/{case}/udgaver")
def show(request: Request, house: House, signed: Officer, case: str) -> Response:
    """Every version, the newest first, each beside the one before it."""
    looks = viewer(signed.officer)
    return desk_page(
        request,
        signed,
        "cases/versions.html",
        case=case_page(house, looks, case),
        versions=compared_versions(house, looks, case),
    )
