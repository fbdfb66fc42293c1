"""The receipt of an answer as a file to keep, behind the mailed link."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from web.answer_link import link_lost, opened
from web.deps import House
from web.officers import by_link
from workflows.services.errors import NotFound
from workflows.services.receipts import receipt_pdf

router = APIRouter(include_in_schema=False, dependencies=[Depends(by_link)])


@router.get("/svar/{party}/kvittering/{receipt}.pdf")
def fetch(request: Request, house: House, party: str, receipt: str) -> Response:
    """The receipt of one version of the party's own answer, as accessible PDF."""
    try:
        grant = opened(request, house, party)
    except NotFound:
        return link_lost(request)
    version = next((one for one in grant.asked.versions if one.receipt == receipt), None)
    if version is None:
        return link_lost(request)
    return Response(
        receipt_pdf(house, grant, version),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="Kvittering {receipt}.pdf"'},
    )
