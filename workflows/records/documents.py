"""The documents of a hearing: those that count, and those that others took the place of."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from workflows.engine.vocabulary import FileStatus, HearingPhase, Openness
from workflows.records.hearings import Hearing, HearingDocument


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document that is heard about; its bytes lie by hash outside the database."""

    id: str
    hearing: str
    name: str
    size: int
    """In bytes."""
    sha256: str
    media_type: str
    status: FileStatus
    openness: Openness
    """Whether the public may fetch it too, where the case is open."""
    added_at: datetime
    replaces: str | None
    """Id of the document whose place it took while the round ran."""
    replaced_at: datetime | None
    """When another took its place; None for one that counts."""


def _documents() -> Select[*tuple[Any, ...]]:
    return select(
        HearingDocument.id,
        HearingDocument.hearing_id,
        HearingDocument.name,
        HearingDocument.size,
        HearingDocument.sha256,
        HearingDocument.media_type,
        HearingDocument.status,
        HearingDocument.openness,
        HearingDocument.added_at,
        HearingDocument.replaces_id,
        HearingDocument.replaced_at,
    ).order_by(HearingDocument.position, HearingDocument.added_at, HearingDocument.id)


def documents_of(connection: Connection, hearing: str) -> tuple[ShownDocument, ...]:
    """The documents that count in a round, in the order they are shown."""
    rows = connection.execute(
        _documents().where(
            HearingDocument.hearing_id == hearing, HearingDocument.replaced_at.is_(None)
        )
    )
    return tuple(shown_document(row) for row in rows)


# Made once: to make a statement anew takes as long as to ask it.
_OF_CASE = _documents().where(HearingDocument.case_id == bindparam("case"))


def documents_of_case(connection: Connection, case: str) -> Mapping[str, list[ShownDocument]]:
    """By round, every document that there ever was in it, replaced ones too."""
    found: dict[str, list[ShownDocument]] = defaultdict(list)
    for row in connection.execute(_OF_CASE, {"case": case}):
        found[row.hearing_id].append(shown_document(row))
    return found


def document_of(connection: Connection, case: str, document: str) -> ShownDocument | None:
    """A document of one of the case's rounds, replaced or not."""
    row = connection.execute(
        _documents().where(HearingDocument.case_id == case, HearingDocument.id == document)
    ).first()
    return shown_document(row) if row else None


def place_of_document(connection: Connection, document: str) -> int:
    """Where among its round's documents it is shown."""
    place: int = connection.execute(
        select(HearingDocument.position).where(HearingDocument.id == document)
    ).scalar_one()
    return place


def planned_documents(connection: Connection, case: str) -> tuple[str, ...]:
    """Ids of the documents of the case's plans that nobody is invited to yet."""
    return tuple(
        connection.scalars(
            select(HearingDocument.id)
            .join(Hearing, Hearing.id == HearingDocument.hearing_id)
            .where(HearingDocument.case_id == case, Hearing.phase == HearingPhase.PREPARING)
        )
    )


def shown_document(row: Any) -> ShownDocument:
    """A document from its row."""
    return ShownDocument(
        id=row.id,
        hearing=row.hearing_id,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        media_type=row.media_type,
        status=FileStatus(row.status),
        openness=Openness(row.openness),
        added_at=row.added_at,
        replaces=row.replaces_id,
        replaced_at=row.replaced_at,
    )
