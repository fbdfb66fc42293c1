"""The mails that were written to files, to be read while no mail server is set."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from web.deps import House
from web.officers import current, desk_page, public
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.postbox import posted

router = APIRouter(include_in_schema=False)


@router.get("/postkasse", dependencies=[Depends(public)])
def show(request: Request, house: House) -> Response:
    """The newest mails, each to be opened."""
    _refuse_in_production(house)
    return desk_page(request, current(request, house), "postbox/list.html", mails=posted(house))


@router.get("/postkasse/{name}", dependencies=[Depends(public)])
def read(request: Request, house: House, name: str) -> Response:
    """One mail, its links ready to be followed."""
    _refuse_in_production(house)
    for mail in posted(house):
        if mail.name == name:
            return desk_page(request, current(request, house), "postbox/mail.html", mail=mail)
    raise NotFound(name)


def _refuse_in_production(house: Installation) -> None:
    if house.settings.production:
        raise NotFound("postkasse")
