"""Tables of a hearing's report: what officers write in it, and its finished versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class ReportNote(Base):
    """One version of a section of a report; never changed, the highest version counts."""

    __tablename__ = "report_notes"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    hearing_id: Mapped[str] = mapped_column(Identifier, ForeignKey("hearings.id"))
    section: Mapped[str]
    """`introduction`, or the id of the party whose answer it is about."""
    party_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("parties.id"))
    response_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("responses.id"))
    """The version of the answer that it was written about."""
    version: Mapped[int]
    comment: Mapped[str]
    changes: Mapped[str]
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]

    __table_args__ = (
        UniqueConstraint("hearing_id", "section", "version"),
        Index("ix_report_notes_case_id", "case_id"),
    )


class FinishedReport(Base):
    """A finished version of a report; never changed."""

    __tablename__ = "finished_reports"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    hearing_id: Mapped[str] = mapped_column(Identifier, ForeignKey("hearings.id"))
    version: Mapped[int]
    contents: Mapped[str]
    """Which answers and which versions of its sections it was made from."""
    finished_at: Mapped[datetime]
    finished_by: Mapped[str]

    __table_args__ = (UniqueConstraint("hearing_id", "version"),)


class ReportFile(Base):
    """A file of a finished report; its bytes lie by hash outside the database."""

    __tablename__ = "report_files"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    report_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("finished_reports.id"), index=True
    )
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]
