"""Tables of who reads what is closed: members' links, substitutes, and the log of readings."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class MemberLink(Base):
    """The link of one person, who is known by the address that it is mailed to."""

    __tablename__ = "member_links"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    """Folded, as addresses are compared."""
    generation: Mapped[int]
    """Raised when a link is made in place of one that was withdrawn."""
    withdrawn_at: Mapped[datetime | None]
    """Since then it opens nothing."""
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    """Who sent or withdrew it last."""
    changed_at: Mapped[datetime]
    message_id: Mapped[str | None] = mapped_column(Identifier)
    """The last letter with it."""


class StandIn(Base):
    """A substitute who takes a member's place at one meeting."""

    __tablename__ = "stand_ins"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    body: Mapped[str]
    meets_on: Mapped[date]
    email: Mapped[str]
    """Folded, as addresses are compared."""
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    """Who asked the substitute to come."""
    asked_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("body", "meets_on", "email"),)


class ClosedRead(Base):
    """Somebody from outside the administration read a closed item."""

    __tablename__ = "closed_reads"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    meeting_id: Mapped[str] = mapped_column(Identifier, ForeignKey("meetings.id"))
    link_id: Mapped[str] = mapped_column(Identifier, ForeignKey("member_links.id"))
    """The link that it was read by."""
    reader: Mapped[str]
    """Name and role as they were then."""
    what: Mapped[str]
    detail: Mapped[str]
    """The name of a file; otherwise nothing."""
    at: Mapped[datetime]


class OfficerRead(Base):
    """An officer read a closed case."""

    __tablename__ = "officer_reads"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    reader: Mapped[str]
    """The name as it was then."""
    what: Mapped[str]
    path: Mapped[str]
    """Where a file or a mail lies; otherwise nothing."""
    at: Mapped[datetime]

    __table_args__ = (Index("ix_officer_reads_case_id_at", "case_id", "at"),)
