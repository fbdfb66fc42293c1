"""A form of an officer's page that carries its files along until it is taken."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from fastapi import Request

from web.fields import Form, officers_form, remembered
from web.forms import ReadFile, read_form
from web.kept_files import BOUNDS
from web.officers import Officer


@dataclass(frozen=True, slots=True)
class SentWithFiles:
    """What an officer sent: the fields, and the files chosen."""

    form: Form
    files: Sequence[ReadFile]


async def sent_to_be_kept(signed: Officer, request: Request) -> AsyncIterator[SentWithFiles]:
    """The form of a page of this session; its files live as long as the request."""
    read = await read_form(request, BOUNDS)
    try:
        yield SentWithFiles(officers_form(signed, remembered(request, read)), read.files)
    finally:
        read.close()
