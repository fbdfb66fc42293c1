"""Tables of agendas as they were sent out and treated: papers, and items as they stood."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Dispatch(Base):
    """An agenda that was sent out; never changed."""

    __tablename__ = "dispatches"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    meeting_id: Mapped[str] = mapped_column(Identifier, ForeignKey("meetings.id"))
    number: Mapped[int]
    """0: the agenda; from 1: its supplementary agendas (tillægsdagsordener)."""
    opening_items: Mapped[str]
    """JSON: titles of the standing items before the cases, as they were then."""
    closing_items: Mapped[str]
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    sent_by: Mapped[str]
    sent_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("meeting_id", "number"),)


class DispatchFile(Base):
    """A paper that was sent; its bytes lie by hash outside the database."""

    __tablename__ = "dispatch_files"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    dispatch_id: Mapped[str] = mapped_column(Identifier, ForeignKey("dispatches.id"), index=True)
    everybody: Mapped[bool]
    """Whether it has only what everybody may read."""
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]


class SentItem(Base):
    """A case's item in the words that were sent out; never changed."""

    __tablename__ = "sent_items"

    item_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("agenda_items.id"), primary_key=True
    )
    dispatch_id: Mapped[str] = mapped_column(Identifier, ForeignKey("dispatches.id"), index=True)
    sent_in: Mapped[int]
    """The number of its dispatch."""
    number: Mapped[int]
    """The item's own, on the agenda."""
    title: Mapped[str]
    openness: Mapped[str]
    """Whether it was for everybody to read then."""
    document: Mapped[str]
    """JSON: its parts, and its attachments by id."""


class TreatedItem(Base):
    """An item that was never sent out, in the words that its meeting treated; never changed."""

    __tablename__ = "treated_items"

    item_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("agenda_items.id"), primary_key=True
    )
    title: Mapped[str]
    document: Mapped[str]
    """JSON, as of an item that was sent out."""
