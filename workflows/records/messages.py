"""Tables of what is to happen: deadlines, and the outbox of messages."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflows.engine.vocabulary import MessageStatus
from workflows.records.base import Base, Identifier

_PENDING = text("status = 'pending'")
UNDER_WAY = text("status IN ('pending', 'claimed', 'uncertain')")
"""Of messages; a query that says it so, word for word, finds them by the partial index."""
BEHIND_INVITATIONS = text("(kind <> 'invitation')")
"""Of messages; the same index has them in this order, so that a few are taken without a sort."""
SETTLED = (
    MessageStatus.SENT,
    MessageStatus.FAILED,
    MessageStatus.SKIPPED,
    MessageStatus.GATHERED,
)
"""All others. A query for one letter says "not in these", or it might be led to that index too."""
TO_GATHER = text("status = 'gathered' AND digest_id IS NULL")
"""Of messages: what no digest has told of yet."""


class Deadline(Base):
    """Something that falls due once; the partial index holds the pending ones alone."""

    __tablename__ = "deadlines"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    hearing_id: Mapped[str | None] = mapped_column(Identifier)
    party_id: Mapped[str | None] = mapped_column(Identifier)
    kind: Mapped[str]
    rung: Mapped[int | None]
    due_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    """When to look at it: `due_at`, or later after a failure or outside the window."""
    status: Mapped[str]
    executed_at: Mapped[datetime | None]
    attempts: Mapped[int]
    last_error: Mapped[str | None]
    unique_key: Mapped[str] = mapped_column(unique=True)

    __table_args__ = (
        Index(
            "ix_deadlines_pending",
            "next_attempt_at",
            postgresql_where=_PENDING,
            sqlite_where=_PENDING,
        ),
        Index("ix_deadlines_case_id", "case_id"),
    )


class Message(Base):
    """A letter to one address; its words are put together when it is taken, kept once it may go."""

    __tablename__ = "messages"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    """None for a digest, which is about several."""
    officer_id: Mapped[str | None] = mapped_column(Identifier)
    """Whom a letter to an officer is to."""
    digest_id: Mapped[str | None] = mapped_column(Identifier)
    """The digest that tells of it, once there is one."""
    hearing_id: Mapped[str | None] = mapped_column(Identifier)
    party_id: Mapped[str | None] = mapped_column(Identifier)
    contact_id: Mapped[str | None] = mapped_column(Identifier)
    kind: Mapped[str]
    recipient: Mapped[str]
    due_version: Mapped[int | None]
    payload: Mapped[str]
    """JSON of what the act knew and the letter needs."""
    unique_key: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    """In real time: until then nobody takes it, for it is in somebody's hands or is to rest."""
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    """When it was given up, or found to be needless."""
    last_error: Mapped[str | None]
    content: Mapped[str | None]
    """The mail as JSON, its link a placeholder, so that every retry is byte-identical."""

    __table_args__ = (
        Index(
            "ix_messages_under_way",
            BEHIND_INVITATIONS,
            "next_attempt_at",
            "id",
            postgresql_where=UNDER_WAY,
            sqlite_where=UNDER_WAY,
        ),
        # Most messages have neither, and a row that is in fewer indexes is written sooner.
        *(
            Index(f"ix_messages_{column}", column, postgresql_where=there, sqlite_where=there)
            for column, there in (
                ("party_id", text("party_id IS NOT NULL")),
                ("digest_id", text("digest_id IS NOT NULL")),
            )
        ),
        Index(
            "ix_messages_to_gather",
            "officer_id",
            postgresql_where=TO_GATHER,
            sqlite_where=TO_GATHER,
        ),
    )
