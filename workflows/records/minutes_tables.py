"""Tables of minutes: as they were laid out to be signed, and who signed them."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Minutes(Base):
    """The minutes of a meeting as they are signed; the paper's bytes lie by hash elsewhere."""

    __tablename__ = "minutes"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    meeting_id: Mapped[str] = mapped_column(Identifier, ForeignKey("meetings.id"), unique=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    laid_out_by: Mapped[str]
    laid_out_at: Mapped[datetime]
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]


class Signature(Base):
    """Somebody who signed minutes; never changed."""

    __tablename__ = "signatures"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    minutes_id: Mapped[str] = mapped_column(Identifier, ForeignKey("minutes.id"))
    email: Mapped[str]
    """Folded, as addresses are compared."""
    name: Mapped[str]
    """With the role, as it was then."""
    signed_at: Mapped[datetime]
    noted_by: Mapped[str | None]
    """The officer who saw it on paper; None where it was signed behind the own link."""
    remark: Mapped[str]
    """What the member wants to be known besides."""

    __table_args__ = (UniqueConstraint("minutes_id", "email"),)
