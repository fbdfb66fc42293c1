"""How the answers of a case stand before the public, for the officer who publishes them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from workflows.engine.commands.files import UploadedFile
from workflows.records.given_answers import is_collected
from workflows.records.hearings import Response
from workflows.records.publications import Publication, PublicFile


@dataclass(frozen=True, slots=True)
class Published:
    """How an answer stands before the public."""

    id: str
    text: str
    redacted: bool
    published_at: datetime
    published_by: str
    files: Mapping[str, UploadedFile]
    """By the id of the answer's file that each stands for."""


def published_in(connection: Connection, case: str) -> Mapping[str, Published]:
    """The publications of a case that have not ended, by answer."""
    files: dict[str, dict[str, UploadedFile]] = defaultdict(dict)
    standing = (Publication.case_id == case, Publication.ended_at.is_(None))
    for row in connection.execute(
        select(
            PublicFile.publication_id,
            PublicFile.file_id,
            PublicFile.name,
            PublicFile.size,
            PublicFile.sha256,
            PublicFile.media_type,
        )
        .join(Publication, Publication.id == PublicFile.publication_id)
        .where(*standing)
    ):
        file = UploadedFile(row.name, row.size, row.sha256, row.media_type)
        files[row.publication_id][row.file_id] = file
    rows = connection.execute(
        select(
            Publication.id,
            Publication.response_id,
            Publication.text,
            Publication.redacted,
            Publication.published_at,
            Publication.published_by,
        ).where(*standing)
    )
    return {
        row.response_id: Published(
            row.id,
            row.text,
            row.redacted,
            row.published_at,
            row.published_by,
            files[row.id],
        )
        for row in rows
    }


def counts(connection: Connection, response: str) -> bool:
    """Whether the answer counts for some party, or came too late and stands beside the one."""
    found = connection.execute(select(Response.id).where(Response.id == response, is_collected()))
    return found.first() is not None
