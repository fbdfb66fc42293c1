"""The documents of a hearing in the API: listed, added, taken out, and replaced when wrong."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from web.api.access import Caller, TokenFirst
from web.api.bodies import DocumentBody, ReasonBody
from web.api.description import ACTING, READING, refusals
from web.api.documents import DocumentList, HearingDocument, SentDocument
from web.api.fields import Sent
from web.api.posting import Post, PostedOnCase, answered, as_response
from web.api.uploads import FILE, Uploaded, WithFiles, fields_in, file_in, multipart
from web.deps import House
from workflows.engine.vocabulary import Openness
from workflows.services import api_documents
from workflows.services.api_acts import Call
from workflows.services.api_reading import read_hearing
from workflows.services.desk import viewer
from workflows.services.idempotency import Answer

router = APIRouter(tags=["hearings"], route_class=TokenFirst)

_PATH = "/hearings/{hearing}/documents"
_REFUSALS: dict[int | str, dict[str, Any]] = refusals(ACTING, 404, 409, 412)
_OPENNESS = {"type": "string", "enum": [one.value for one in Openness], "default": Openness.OPEN}


@router.get(_PATH, response_model=DocumentList, responses=refusals(READING, 404))
def show(house: House, caller: Caller, hearing: str) -> Response:
    """The documents that count in the hearing."""
    found = api_documents.documents_in(house, viewer(caller), hearing)
    documents = [SentDocument.model_validate(one) for one in found]
    return as_response(answered(DocumentList(documents=documents)))


@router.post(
    _PATH,
    status_code=201,
    response_model=HearingDocument,
    responses=_REFUSALS,
    openapi_extra=multipart({"file": FILE, "openness": _OPENNESS}, "file"),
)
def add(post: PostedOnCase, hearing: str, form: Uploaded) -> Response:
    """Put a document of at most 20 MB to a hearing that is prepared.

    At most 10 documents of 40 MB together; checked and scanned as everything that is uploaded.
    With `closed` only those who are heard may fetch it.
    """
    _require_visible(post, hearing)
    body, file = fields_in(form, DocumentBody), file_in(post.house, form)
    return _acted(
        post,
        hearing,
        WithFiles.of(body, file),
        lambda call: api_documents.add(call, hearing, file, body.openness),
        201,
    )


@router.delete(_PATH + "/{document}", response_model=HearingDocument, responses=_REFUSALS)
def take_out(post: PostedOnCase, hearing: str, document: str) -> Response:
    """Take a document out of a hearing that is prepared."""
    return _acted(
        post, hearing, Sent(), lambda call: api_documents.take_out(call, hearing, document)
    )


@router.post(
    _PATH + "/{document}/replace",
    response_model=HearingDocument,
    responses=_REFUSALS,
    openapi_extra=multipart({"file": FILE, "reason": {"type": "string"}}, "file", "reason"),
)
def replace(post: PostedOnCase, hearing: str, document: str, form: Uploaded) -> Response:
    """Put the right document in the place of a wrong one while the hearing is open.

    All who are heard are told, with the reason; the wrong one stays in the record.
    """
    _require_visible(post, hearing)
    body, file = fields_in(form, ReasonBody), file_in(post.house, form)
    return _acted(
        post,
        hearing,
        WithFiles.of(body, file),
        lambda call: api_documents.replace(call, hearing, document, file, body.reason),
    )


def _require_visible(post: Post, hearing: str) -> None:
    """Nothing is stored for a hearing that is not there."""
    api_documents.documents_in(post.house, viewer(post.officer), hearing)


def _acted(
    post: Post, hearing: str, asked: BaseModel, act: Callable[[Call], None], status: int = 200
) -> Response:
    def work(call: Call) -> Answer:
        act(call)
        read = read_hearing(call.connection, call.house, call.looks, hearing)
        return answered(HearingDocument.of(read), status)

    return post.carried_out(asked, work)
