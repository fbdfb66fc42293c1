"""Files in the API: read from a multipart body within bounds, checked and stored."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, Any, BinaryIO, TypeVar, cast

from fastapi import Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, SerializeAsAny, ValidationError

from web.forms import FileBounds, Form, FormFault, read_form
from web.wording import api as say
from workflows.engine.commands.files import UploadedFile
from workflows.engine.errors import WrongInput
from workflows.services.installation import Installation
from workflows.services.uploads import MOST_BYTES, MOST_BYTES_TOGETHER, MOST_FILES, keep

_BOUNDS = FileBounds(MOST_FILES, MOST_BYTES, MOST_BYTES_TOGETHER)

_STATUS = {
    FormFault.BROKEN: 400,
    FormFault.TOO_LONG: 413,
    FormFault.FILE_TOO_BIG: 413,
    FormFault.FILES_TOO_BIG: 413,
}

_WORDS = {
    FormFault.TOO_MANY_FILES: say.send_fewer_files(MOST_FILES),
    FormFault.TOO_MANY_FIELDS: say.TOO_MANY_FIELDS,
    FormFault.UNREADABLE_TEXT: say.SEND_IT_AS_UTF8,
}

FILE = {"type": "string", "format": "binary"}
"""How the OpenAPI document describes a file."""

Body = TypeVar("Body", bound=BaseModel)


async def uploaded(request: Request) -> AsyncIterator[Form]:
    """The parts of the body; its files live as long as the request."""
    form = await read_form(request, _BOUNDS)
    try:
        if form.fault in _STATUS:
            raise HTTPException(_STATUS[form.fault])
        if form.fault is not None:
            raise WrongInput(_WORDS[form.fault])
        yield form
    finally:
        form.close()


Uploaded = Annotated[Form, Depends(uploaded)]
"""A body with files, as a parameter of a route."""


class WithFiles(BaseModel):
    """What was sent, told apart from other requests by the names and hashes of its files."""

    body: SerializeAsAny[BaseModel]
    files: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, body: BaseModel, *files: UploadedFile) -> "WithFiles":
        """What an act is told apart by."""
        return cls(body=body, files=tuple((file.name, file.sha256) for file in files))


def fields_in(form: Form, kind: type[Body]) -> Body:
    """The fields beside the files; raises RequestValidationError as for a body of JSON."""
    given = {name: one[0] if len(one) == 1 else one for name, one in form.fields.items()}
    return _valid(lambda: kind.model_validate(given))


def json_in(form: Form, field: str, kind: type[Body]) -> Body:
    """The one field that holds JSON; raises RequestValidationError as for a body of JSON."""
    others = sorted(form.fields.keys() - {field})
    if others or len(form.all(field)) != 1:
        raise WrongInput(say.send_one_field(field))
    return _valid(lambda: kind.model_validate_json(form.text(field)), field)


def _valid(read: Callable[[], Body], *within: str) -> Body:
    try:
        return read()
    except ValidationError as invalid:
        faults = [
            {**fault, "loc": ("body", *within, *fault["loc"])}
            for fault in invalid.errors(include_url=False, include_input=False)
        ]
        raise RequestValidationError(faults) from None


def files_in(house: Installation, form: Form, field: str) -> tuple[UploadedFile, ...]:
    """The files of the field, checked as everywhere and stored; raises WrongInput."""
    if any(file.field != field for file in form.files):
        raise WrongInput(say.send_files_in(field))
    files = (keep(house, file.name, cast(BinaryIO, file.content)) for file in form.files)
    return tuple(dict.fromkeys(files))


def file_in(house: Installation, form: Form) -> UploadedFile:
    """The one file that was sent in `file`."""
    if len(form.files) != 1:
        raise WrongInput(say.SEND_ONE_DOCUMENT)
    return files_in(house, form, "file")[0]


def multipart(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    """How the OpenAPI document describes such a body."""
    schema = {"type": "object", "properties": dict(properties), "required": list(required)}
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    }
