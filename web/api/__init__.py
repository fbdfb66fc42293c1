"""The REST API for other systems, all of it below `/api/v1`."""

from fastapi import APIRouter

from web.api import cases, decisions, hearing_documents, hearings, parties

router = APIRouter(prefix="/api/v1")
for module in (cases, decisions, hearings, hearing_documents, parties):
    router.include_router(module.router)
