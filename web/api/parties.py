"""Hearing parties in the API: an officer registers the answer of one."""

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from web.api.access import TokenFirst
from web.api.bodies import ResponseBody
from web.api.description import ACTING, refusals
from web.api.documents import ResponseDocument
from web.api.posting import Post, PostedOnCase, answered
from web.api.uploads import FILE, Uploaded, WithFiles, files_in, json_in, multipart
from workflows.engine.commands.files import UploadedFile
from workflows.services.api_acts import Call
from workflows.services.desk import viewer
from workflows.services.idempotency import Answer
from workflows.services.registering import Registered, register, require_party
from workflows.services.uploads import MOST_FILES

router = APIRouter(tags=["parties"], route_class=TokenFirst)


@router.post(
    "/parties/{party}/responses",
    status_code=201,
    response_model=ResponseDocument,
    responses=refusals(ACTING, 404, 409, 412),
)
def create(post: PostedOnCase, party: str, body: ResponseBody) -> Response:
    """Register an answer that came by letter, mail or telephone, and that has no files."""
    return _registered(post, party, body, body)


@router.post(
    "/parties/{party}/responses/with-files",
    status_code=201,
    response_model=ResponseDocument,
    responses=refusals(ACTING, 404, 409, 412),
    openapi_extra=multipart(
        {
            "response": {
                "type": "string",
                "contentMediaType": "application/json",
                "description": "The same as the body of an answer without files.",
            },
            "files": {"type": "array", "maxItems": MOST_FILES, "items": FILE},
        },
        "response",
    ),
)
def create_with_files(post: PostedOnCase, party: str, form: Uploaded) -> Response:
    """Register an answer that came with files: each at most 20 MB, and 40 MB together."""
    require_party(post.house, viewer(post.officer), party)
    body = json_in(form, "response", ResponseBody)
    files = files_in(post.house, form, "files")
    return _registered(post, party, body, WithFiles.of(body, *files), files)


def _registered(
    post: Post,
    party: str,
    body: ResponseBody,
    asked: BaseModel,
    files: tuple[UploadedFile, ...] = (),
) -> Response:
    given = Registered(
        channel=body.channel,
        stance=body.stance,
        text=body.text,
        received_at=body.received_at,
        base_version=body.base_version,
        jointly_with=body.jointly_with,
        files=files,
    )

    def work(call: Call) -> Answer:
        return answered(ResponseDocument.model_validate(register(call, party, given)), 201)

    return post.carried_out(asked, work)
