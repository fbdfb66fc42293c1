"""The table of mails that came in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class IncomingMail(Base):
    """A mail that came in; its bytes lie by hash outside the database."""

    __tablename__ = "incoming_mails"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    unique_key: Mapped[str] = mapped_column(unique=True)
    """Hash of Message-ID and content: the same mail is taken once, by whatever way it came."""
    sha256: Mapped[str]
    size: Mapped[int]
    whole: Mapped[bool]
    """False when only the beginning was collected, for the mail is too big."""
    received_at: Mapped[datetime]
    """When the mail server received it; shown time."""
    sender: Mapped[str]
    sender_name: Mapped[str]
    subject: Mapped[str]
    status: Mapped[str]
    reason: Mapped[str]
    """Code of why it has this status."""
    message_id: Mapped[str | None] = mapped_column(Identifier)
    """Our message that it answers or reports on."""
    case_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("cases.id"))
    party_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("parties.id"))
    contact_id: Mapped[str | None] = mapped_column(Identifier)
    handled_at: Mapped[datetime | None]
    handled_by: Mapped[str | None]
    note: Mapped[str]
    """Why it was dismissed."""

    __table_args__ = (
        Index("ix_incoming_mails_status", "status", "received_at"),
        Index("ix_incoming_mails_case_id", "case_id"),
        Index("ix_incoming_mails_party_id", "party_id"),
    )
