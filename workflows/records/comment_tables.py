"""The table of what officers write to each other about a case."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Comment(Base):
    """An internal comment; its text stands nowhere else, and is empty once struck or erased."""

    __tablename__ = "comments"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    seq: Mapped[int]
    """Number of the journal's line that tells of it: what erases that line erases the text."""
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    text: Mapped[str]
    submission_key: Mapped[str]
    struck_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        UniqueConstraint("case_id", "officer_id", "submission_key"),
    )
