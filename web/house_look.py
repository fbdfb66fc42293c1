"""What a municipality dresses the pages in: its colour and its mark, from the definitions."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from web.caching import FOR_MINUTES, kept
from web.deps import House
from web.officers import public
from workflows.services.errors import NotFound

router = APIRouter(include_in_schema=False, dependencies=[Depends(public)])

LOGO = "/kommune.svg"


@router.get("/kommune.css")
def show_colour(request: Request, house: House) -> Response:
    """The colour, as a style of its own: no page has styles within."""
    colour = house.definitions.municipality.colour
    style = f":root {{ --house: {colour}; }}\n" if colour else ""
    return kept(request, Response(style, media_type="text/css"), FOR_MINUTES)


@router.get(LOGO)
def show_logo(request: Request, house: House) -> Response:
    """The mark; as a page of its own it may do nothing."""
    drawing = house.definitions.logo
    if not drawing:
        raise NotFound(LOGO)
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    shown = Response(drawing, media_type="image/svg+xml", headers=headers)
    return kept(request, shown, FOR_MINUTES)
