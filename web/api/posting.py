"""Carries out what is posted: the act, its answer and its idempotency key in one transaction."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request
from pydantic import BaseModel
from starlette.responses import Response

from web.api.access import Caller
from web.deps import House
from web.requests import request_id
from workflows.records.database import Transaction
from workflows.records.sign_ins import Account
from workflows.services import idempotency
from workflows.services.api_acts import Call
from workflows.services.idempotency import Answer, carry_out
from workflows.services.installation import Installation

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x20-\x7e]+$",
        description="The same key and body again give the same answer, and nothing done twice.",
    ),
]

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The version of the case that was seen, as its ETag: bare, quoted or weak."
        " `*` names none: where the header is required it is answered as if it were missing (428).",
    ),
]

_TAG = re.compile(r'(?:W/)?(?P<quote>"?)(?P<version>[0-9]{1,15})(?P=quote)')

NO_VERSION = -1
"""What a tag that was never given to anybody stands for: no case is at it."""


@dataclass(frozen=True, slots=True)
class Post:
    """A request that is to change something."""

    house: Installation
    officer: Account
    request_id: str
    path: str
    key: str | None
    expected_version: int | None = None

    def carried_out(self, body: BaseModel, work: Callable[[Call], Answer]) -> Response:
        """Do the work once, and answer; what it raises leaves nothing changed."""
        asked = idempotency.Request(self.officer.id, self.key, self.path, body.model_dump_json())

        def within(connection: Transaction) -> Answer:
            return work(
                Call(connection, self.house, self.officer, self.request_id, self.expected_version)
            )

        answer = carry_out(self.house, asked, within)
        replayed = {"Idempotency-Replayed": "true"} if answer.replayed else {}
        return as_response(answer, replayed)


def posted(request: Request, house: House, caller: Caller, key: IdempotencyKey = None) -> Post:
    """What every POST has besides its body."""
    return Post(house, caller, request_id(request), request.url.path, key)


Posted = Annotated[Post, Depends(posted)]
"""A request that changes something, as a parameter of a route."""


def posted_on_case(post: Posted, if_match: IfMatch = None) -> Post:
    """The same, where the caller may say which version of the case it acts on."""
    return post if if_match is None else replace(post, expected_version=version_in(if_match))


PostedOnCase = Annotated[Post, Depends(posted_on_case)]
"""A request that changes something of a case."""


def posted_to_version(post: PostedOnCase, if_match: IfMatch = None) -> Post:
    """The same, where the caller must say so; `*` matches any version and so says nothing."""
    if if_match is None or post.expected_version is None:
        raise HTTPException(428)
    return post


PostedToVersion = Annotated[Post, Depends(posted_to_version)]
"""A request that changes a case as the caller saw it."""


def version_in(if_match: str) -> int | None:
    """The version in an If-Match, bare or quoted; None for `*`, which every case matches."""
    text = if_match.strip()
    if text == "*":
        return None
    found = _TAG.fullmatch(text)
    return int(found["version"]) if found else NO_VERSION


def answered(
    document: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    """A document as an answer."""
    return Answer(status, document.model_dump_json(), headers or {})


def as_response(answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    """An answer as it is sent."""
    return Response(
        answer.body,
        answer.status,
        {**answer.headers, **(headers or {})},
        media_type="application/json",
    )
