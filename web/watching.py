"""The button by which an officer follows a case."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from web.deps import House
from web.fields import OfficersForm
from web.officers import Officer
from workflows.services.desk import viewer
from workflows.services.watching import set_following

router = APIRouter(include_in_schema=False)


@router.post("/sager/{case}/foelg")
def follow(house: House, signed: Officer, case: str, form: OfficersForm) -> Response:
    """Follow it, or no more; pressed twice it is the same."""
    set_following(house, viewer(signed.officer), case, wanted=form.shown("follow") == "yes")
    return RedirectResponse(f"/sager/{case}", 303)
