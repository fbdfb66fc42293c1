"""The journal: append-only lines chained by hash, their payloads in a table of their own."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class JournalEntry(Base):
    """One line: who, when, what; the hash covers it and the one before."""

    __tablename__ = "journal"

    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    event: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str | None]
    request_id: Mapped[str | None]
    payload_digest: Mapped[str]
    """Of salt and payload, so that erasing both leaves the chain whole."""
    hash: Mapped[str]


class JournalPayload(Base):
    """What a line tells in full; may be erased with its salt, the chain stays valid."""

    __tablename__ = "journal_payloads"

    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str]
    payload: Mapped[str]
