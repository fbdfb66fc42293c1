"""The answers that anybody may read: those published in a hearing, in the form they were."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from workflows.engine.vocabulary import FileStatus, Stance
from workflows.records.cases import Case
from workflows.records.given_answers import StoredFile, is_collected
from workflows.records.hearings import Hearing, Party, Response, ResponseFile
from workflows.records.public_hearings import is_public
from workflows.records.publications import Publication, PublicFile


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """An answer in the form that was published."""

    id: str
    names: tuple[str, ...]
    """Those for whom it counts, the one that gave it first."""
    stance: Stance
    text: str
    redacted: bool
    received_at: datetime
    late: bool
    files: tuple[StoredFile, ...]


def _stands() -> ColumnElement[bool]:
    """A publication of an answer is shown while it was not taken back and the answer stands.

    An answer that was replaced is gone from the page until the new one has been checked.
    """
    return and_(Publication.ended_at.is_(None), is_collected())


def published_answers(connection: Connection, hearing: str) -> tuple[PublicAnswer, ...]:
    """The answers published in a hearing that is public, in the order of its parties."""
    rows = connection.execute(
        select(
            Publication.id,
            Publication.response_id,
            Publication.text,
            Publication.redacted,
            Response.stance,
            Response.received_at,
            Response.late,
        )
        .join(Response, Response.id == Publication.response_id)
        .join(Party, Party.id == Response.party_id)
        .where(Response.hearing_id == hearing, _stands())
        .order_by(Party.position, Response.version)
    ).all()
    together = _together(connection, [row.response_id for row in rows])
    files = _files(connection, [row.id for row in rows])
    return tuple(
        PublicAnswer(
            id=row.id,
            names=tuple(together[row.response_id]),
            stance=Stance(row.stance),
            text=row.text,
            redacted=row.redacted,
            received_at=row.received_at,
            late=row.late,
            files=tuple(files[row.id]),
        )
        for row in rows
    )


def _together(connection: Connection, responses: Sequence[str]) -> Mapping[str, list[str]]:
    """Whoever has answered anew on its own stands no more by a joint answer.

    What came too late counts for nobody where another came in time: it is from who gave it.
    """
    found: dict[str, list[str]] = defaultdict(list)
    givers: dict[str, str] = {}
    gave = Party.id == Response.party_id
    for response, name, given, counts in connection.execute(
        select(Response.id, Party.name, gave, Party.response_id == Response.id)
        .join(Party, or_(gave, Party.response_id == Response.id))
        .where(Response.id.in_(responses))
        .order_by(Response.id, gave.desc(), Party.position)
    ):
        if given:
            givers[response] = name
        if counts:
            found[response].append(name)
    return {one: found[one] or [givers[one]] for one in givers}


_FILE = (
    PublicFile.id,
    PublicFile.name,
    PublicFile.size,
    PublicFile.sha256,
    PublicFile.media_type,
)


def _files(connection: Connection, publications: Sequence[str]) -> Mapping[str, list[StoredFile]]:
    found: dict[str, list[StoredFile]] = defaultdict(list)
    for row in connection.execute(
        select(PublicFile.publication_id, *_FILE)
        .where(PublicFile.publication_id.in_(publications))
        .order_by(PublicFile.name, PublicFile.id)
    ):
        found[row.publication_id].append(_file(row))
    return found


def public_file(connection: Connection, hearing: str, file: str) -> StoredFile | None:
    """A file of an answer that is published in this hearing now; None for any other."""
    row = connection.execute(
        select(*_FILE)
        .join(Publication, Publication.id == PublicFile.publication_id)
        .join(Response, Response.id == Publication.response_id)
        .join(Hearing, Hearing.id == Response.hearing_id)
        .join(Case, Case.id == Hearing.case_id)
        .join(ResponseFile, ResponseFile.id == PublicFile.file_id)
        .where(PublicFile.id == file, Hearing.id == hearing, is_public(), _stands())
        .where(
            or_(
                ResponseFile.status == FileStatus.CLEAN,
                ResponseFile.sha256 != PublicFile.sha256,
            )
        )
    ).first()
    return _file(row) if row else None


def _file(row: Any) -> StoredFile:
    return StoredFile(row.id, row.name, row.size, row.sha256, row.media_type, FileStatus.CLEAN)
