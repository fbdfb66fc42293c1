"""Reads and writes agendas as they were sent out."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from workflows.engine.vocabulary import FileStatus, Openness
from workflows.records.dialects import insert_if_new
from workflows.records.dispatch_tables import Dispatch, DispatchFile, SentItem, TreatedItem
from workflows.records.given_answers import StoredFile
from workflows.records.meetings import Meeting


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A paper of an agenda as it was sent out."""

    everybody: bool
    """Whether it has only what everybody may read."""
    file: StoredFile


@dataclass(frozen=True, slots=True)
class ShownDispatch:
    """One agenda that was sent out."""

    id: str
    number: int
    """0: the agenda; from 1: its supplementary agendas."""
    opening_items: tuple[str, ...]
    closing_items: tuple[str, ...]
    officer: str
    """Id of who sent it."""
    sent_by: str
    sent_at: datetime
    papers: tuple[SentPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemSent:
    """An item in the words that were sent out."""

    item: str
    number: int
    """On the agenda."""
    title: str
    openness: Openness
    document: str
    """JSON."""


def dispatches_of(connection: Connection, meeting: str) -> tuple[ShownDispatch, ...]:
    """What was sent out of the meeting's agenda, in order."""
    rows = connection.execute(
        select(Dispatch).where(Dispatch.meeting_id == meeting).order_by(Dispatch.number)
    ).all()
    papers = _papers(connection, [row.id for row in rows])
    return tuple(
        ShownDispatch(
            id=row.id,
            number=row.number,
            opening_items=tuple(json.loads(row.opening_items)),
            closing_items=tuple(json.loads(row.closing_items)),
            officer=row.officer_id,
            sent_by=row.sent_by,
            sent_at=row.sent_at,
            papers=tuple(papers.get(row.id, ())),
        )
        for row in rows
    )


def _papers(connection: Connection, dispatches: Sequence[str]) -> Mapping[str, list[SentPaper]]:
    found: dict[str, list[SentPaper]] = {}
    rows = connection.execute(
        select(DispatchFile)
        .where(DispatchFile.dispatch_id.in_(dispatches))
        .order_by(DispatchFile.everybody)
    )
    for row in rows:
        # What the house made itself needs no scanner to let it through.
        file = StoredFile(row.id, row.name, row.size, row.sha256, row.media_type, FileStatus.CLEAN)
        found.setdefault(row.dispatch_id, []).append(SentPaper(row.everybody, file))
    return found


def dispatched(connection: Connection, meetings: Collection[str]) -> frozenset[str]:
    """Those of the meetings whose agenda was sent out."""
    sent = select(Dispatch.meeting_id).where(Dispatch.meeting_id.in_(meetings)).distinct()
    return frozenset(connection.execute(sent).scalars())


def dispatched_days(connection: Connection, body: str) -> frozenset[date]:
    """The days of the body's meetings whose agenda was sent out."""
    sent = (
        select(Meeting.meets_on)
        .join(Dispatch, Dispatch.meeting_id == Meeting.id)
        .where(Meeting.body == body)
    )
    return frozenset(connection.execute(sent).scalars())


def sent_document(connection: Connection, item: str) -> tuple[str, str] | None:
    """The item's title and parts as they were sent out, the latter as JSON; None before that."""
    return _kept(connection, SentItem, item)


def treated_document(connection: Connection, item: str) -> tuple[str, str] | None:
    """The same of an item that was never sent out, once its meeting is closed."""
    return _kept(connection, TreatedItem, item)


def _kept(
    connection: Connection, kind: type[SentItem] | type[TreatedItem], item: str
) -> tuple[str, str] | None:
    row = connection.execute(select(kind.title, kind.document).where(kind.item_id == item)).first()
    return (row.title, row.document) if row else None


def keep_treated(connection: Connection, items: Iterable[ItemSent]) -> None:
    """Keep the words that items were treated in, unless they are kept."""
    for one in items:
        values = {"item_id": one.item, "title": one.title, "document": one.document}
        insert_if_new(connection, TreatedItem, values, "item_id")


def add_dispatch(
    connection: Connection, meeting: str, sent: ShownDispatch, items: Sequence[ItemSent]
) -> None:
    """Keep what is sent out."""
    connection.execute(
        insert(Dispatch).values(
            id=sent.id,
            meeting_id=meeting,
            number=sent.number,
            opening_items=json.dumps(sent.opening_items, ensure_ascii=False),
            closing_items=json.dumps(sent.closing_items, ensure_ascii=False),
            officer_id=sent.officer,
            sent_by=sent.sent_by,
            sent_at=sent.sent_at,
        )
    )
    for paper in sent.papers:
        connection.execute(
            insert(DispatchFile).values(
                id=paper.file.id,
                dispatch_id=sent.id,
                everybody=paper.everybody,
                name=paper.file.name,
                size=paper.file.size,
                sha256=paper.file.sha256,
                media_type=paper.file.media_type,
            )
        )
    for item in items:
        connection.execute(
            insert(SentItem).values(
                item_id=item.item,
                dispatch_id=sent.id,
                sent_in=sent.number,
                number=item.number,
                title=item.title,
                openness=item.openness.value,
                document=item.document,
            )
        )
