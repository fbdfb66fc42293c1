"""Puts the web application together: middleware, pages' routers, static files and error pages."""

from pathlib import Path
from types import ModuleType

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from web import (
    absences,
    account,
    actions,
    answers,
    api,
    attachments,
    bodies,
    by_hand,
    calendar_pages,
    case_readers,
    case_tabs,
    case_versions,
    cases,
    comments,
    corrections,
    council,
    definition_editor,
    definition_pages,
    exports,
    front,
    handing_over,
    health,
    hearing_documents,
    hearing_mistakes,
    hearings,
    house_look,
    inbox,
    inner_deadlines,
    invitations,
    joining,
    link_again,
    meetings,
    members,
    metrics,
    openid,
    papers,
    plans,
    postbox,
    promises,
    public,
    public_meetings,
    publishing,
    readers,
    receipts,
    relations,
    reports,
    second_step,
    signin,
    splitting,
    statistics,
    watching,
)
from web.api.description import describe
from web.errors import add_error_pages
from web.limits import BodyLimit
from web.newest import NewestDefinitions, put_in_force
from web.requests import Requests
from workflows import logbook
from workflows.services.in_force import Current
from workflows.services.installation import Installation
from workflows.services.starting import installation, or_the_process_ends

STATIC = Path(__file__).parent / "static"

LOOK = Path(__file__).parent / "look" / "node_modules" / "dkfds" / "dist"
"""The design system, which `make setup` fetches; without it the pages are plain."""

ROUTERS: tuple[ModuleType, ...] = (
    receipts,
    link_again,
    council,
    inner_deadlines,
    readers,
    answers,
    members,
    openid,
    signin,
    account,
    second_step,
    front,
    cases,
    case_tabs,
    case_readers,
    comments,
    watching,
    relations,
    splitting,
    joining,
    handing_over,
    case_versions,
    exports,
    attachments,
    actions,
    corrections,
    inbox,
    hearings,
    by_hand,
    hearing_mistakes,
    hearing_documents,
    plans,
    invitations,
    publishing,
    reports,
    papers,
    meetings,
    bodies,
    definition_pages,
    definition_editor,
    promises,
    postbox,
    public,
    public_meetings,
    statistics,
    calendar_pages,
    absences,
    house_look,
    health,
    metrics,
    api,
)
"""Every module of pages; each has a `router`."""


def create_app(house: Installation | None = None) -> FastAPI:
    """The application of an installation: the one given, or that of this process."""
    if house is None:
        with or_the_process_ends():
            house = installation()
        logbook.configure(as_json=house.settings.production)
    logbook.redact_the_servers_own()
    app = FastAPI(
        title="Sagsgang", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.timings = metrics.Timings()
    app.state.began_at = house.real_clock()
    put_in_force(app.state, Current(house))
    for module in ROUTERS:
        app.include_router(module.router)
    app.mount("/static/dkfds", GZipMiddleware(StaticFiles(directory=LOOK, check_dir=False)))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    add_error_pages(app)
    describe(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(NewestDefinitions)
    app.add_middleware(Requests, house=house, note=app.state.timings.note)
    return app
