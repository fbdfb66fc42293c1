"""Answers as they were given, each version with its files: read here for all pages alike."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from workflows.engine.vocabulary import Channel, FileStatus, Stance
from workflows.records.hearings import JointParty, Party, Response, ResponseFile


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an answer; its bytes lie by hash outside the database."""

    id: str
    name: str
    size: int
    sha256: str
    media_type: str
    status: FileStatus


@dataclass(frozen=True, slots=True)
class Undone:
    """That an answer was registered by mistake."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownResponse:
    """One version of an answer, with the receipt that was given for it."""

    id: str
    party: str
    version: int
    stance: Stance
    text: str
    received_at: datetime
    late: bool
    receipt: str
    channel: Channel
    jointly_with: tuple[str, ...]
    """Ids of the other parties that it was given for."""
    files: tuple[StoredFile, ...]
    undone: Undone | None = None

    @property
    def undone_reason(self) -> str | None:
        """Why its registration was undone, if it was."""
        return self.undone.reason if self.undone else None


def _answers(which: ColumnElement[bool]) -> tuple[Executable, Executable, Executable]:
    """Answers in the order they were received, whom else they were given for, their files."""
    return (
        select(Response).where(which).order_by(Response.received_at, Response.version),
        select(JointParty.response_id, JointParty.party_id)
        .join(Response, Response.id == JointParty.response_id)
        .join(Party, Party.id == JointParty.party_id)
        .where(which)
        .order_by(Party.position),
        select(ResponseFile)
        .join(Response, Response.id == ResponseFile.response_id)
        .where(which)
        .order_by(ResponseFile.name, ResponseFile.id),
    )


# Made once: to make a statement anew takes as long as to ask it.
_OF_CASE = _answers(Response.case_id == bindparam("case"))


def answers_of_case(connection: Connection, case: str) -> Mapping[str, list[ShownResponse]]:
    """Every version of every answer in the case, by party, the newest first."""
    found: dict[str, list[ShownResponse]] = defaultdict(list)
    given = shown_answers(*(connection.execute(one, {"case": case}).all() for one in _OF_CASE))
    for answer in reversed(given):
        found[answer.party].append(answer)
    return found


def answers_by_id(
    connection: Connection, responses: Collection[str]
) -> Mapping[str, ShownResponse]:
    """These versions of answers."""
    if not responses:
        return {}
    wanted = _answers(Response.id.in_(responses))
    found = shown_answers(*(connection.execute(one).all() for one in wanted))
    return {one.id: one for one in found}


def is_collected() -> ColumnElement[bool]:
    """Of answers: whether it counts for a party, or is the latest of its own.

    That is another one when an answer came too late to replace the one that came in time: both
    are shown then.
    """
    somebody, newer = aliased(Party), aliased(Response)
    counts = select(somebody.id).where(somebody.response_id == Response.id)
    replaced = select(newer.id).where(
        newer.party_id == Response.party_id,
        or_(
            newer.received_at > Response.received_at,
            and_(newer.received_at == Response.received_at, newer.version > Response.version),
        ),
        newer.undone_at.is_(None),
    )
    return or_(counts.exists(), and_(Response.undone_at.is_(None), ~replaced.exists()))


def file_of(connection: Connection, case: str, file: str) -> StoredFile | None:
    """A file that came with an answer in this very case."""
    row = connection.execute(
        select(ResponseFile)
        .join(Response, Response.id == ResponseFile.response_id)
        .where(Response.case_id == case, ResponseFile.id == file)
    ).first()
    return _file(row) if row else None


def shown_answers(
    rows: Iterable[Any], joint: Iterable[Any], files: Iterable[Any]
) -> list[ShownResponse]:
    """The answers from their rows, in the order of these.

    `joint` are the other parties that they were given for, `files` what came with them.
    """
    parties: dict[str, list[str]] = defaultdict(list)
    for one in joint:
        parties[one.response_id].append(one.party_id)
    kept: dict[str, list[StoredFile]] = defaultdict(list)
    for file in files:
        kept[file.response_id].append(_file(file))
    return [
        ShownResponse(
            id=row.id,
            party=row.party_id,
            version=row.version,
            stance=Stance(row.stance),
            text=row.text,
            received_at=row.received_at,
            late=bool(row.late),
            receipt=row.receipt,
            channel=Channel(row.channel),
            jointly_with=tuple(parties[row.id]),
            files=tuple(kept[row.id]),
            undone=_undone(row),
        )
        for row in rows
    ]


def _undone(row: Any) -> Undone | None:
    return Undone(row.undone_at, row.undone_by, row.undone_reason) if row.undone_at else None


def _file(row: Any) -> StoredFile:
    status = FileStatus(row.status)
    return StoredFile(row.id, row.name, row.size, row.sha256, row.media_type, status)
