"""Reads the comments of a case, and erases their text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, bindparam, select, update

from workflows.records.base import Identifier
from workflows.records.comment_tables import Comment


@dataclass(frozen=True, slots=True)
class ShownComment:
    """One comment; its text is empty when it was struck or erased."""

    id: str
    officer: str
    written_by: str
    written_at: datetime
    text: str
    struck_at: datetime | None


_CASE = bindparam("case", type_=Identifier())

_SHOWN = select(
    Comment.id,
    Comment.officer_id,
    Comment.written_by,
    Comment.written_at,
    Comment.text,
    Comment.struck_at,
)

_NEWEST = (
    _SHOWN.where(Comment.case_id == _CASE).order_by(Comment.seq.desc()).limit(bindparam("most"))
)

_ONE = _SHOWN.where(Comment.case_id == _CASE, Comment.id == bindparam("one", type_=Identifier()))

_WRITTEN = select(Comment.id).where(
    Comment.case_id == _CASE,
    Comment.officer_id == bindparam("officer", type_=Identifier()),
    Comment.submission_key == bindparam("key", type_=String()),
)


def comments_of(connection: Connection, case: str, most: int) -> list[ShownComment]:
    """The last comments, at most so many, the newest first."""
    rows = connection.execute(_NEWEST, {"case": case, "most": most})
    return [ShownComment(*row) for row in rows]


def comment_by_id(connection: Connection, case: str, comment: str) -> ShownComment | None:
    """One comment of the case."""
    row = connection.execute(_ONE, {"case": case, "one": comment}).first()
    return ShownComment(*row) if row else None


def is_written(connection: Connection, case: str, officer: str, key: str) -> bool:
    """Whether the officer has sent a comment with this key to the case."""
    return (
        connection.execute(_WRITTEN, {"case": case, "officer": officer, "key": key}).first()
        is not None
    )


def erase_comments(connection: Connection, case: str, lines: Iterable[int]) -> None:
    """Take away the text of the comments that these lines of the journal tell of."""
    connection.execute(
        update(Comment).where(Comment.case_id == case, Comment.seq.in_(list(lines))).values(text="")
    )
