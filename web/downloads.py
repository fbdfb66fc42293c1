"""Sends a file so that it is saved, never shown as a page of ours."""

from starlette.responses import FileResponse, Response

from workflows.engine.vocabulary import FileStatus
from workflows.records.documents import ShownDocument
from workflows.records.given_answers import StoredFile
from workflows.services.errors import NotFound
from workflows.services.installation import Installation
from workflows.services.uploads import path_of


def attachment(house: Installation, file: StoredFile | ShownDocument) -> FileResponse:
    """The file as a download under its own name; raises NotFound when its bytes are gone.

    A form or a paper made by an ordinary program may hold scripts and files of its own, and is
    taken; so no browser is to open it within our pages, nor to guess that it is something else.
    So too for one that the virus scanner has not let through: nobody can fetch it.
    """
    path = path_of(house, file.sha256)
    if file.status != FileStatus.CLEAN or not path.is_file():
        raise NotFound(file.id)
    return FileResponse(
        path,
        media_type=file.media_type,
        filename=file.name,
        headers={"Content-Security-Policy": "default-src 'none'; sandbox"},
    )


def spreadsheet_file(table: bytes, name: str) -> Response:
    """A table made for whoever asks, under a name in ASCII; nothing on the way keeps it."""
    return Response(
        table,
        media_type="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
