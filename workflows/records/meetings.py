"""Tables of meetings: agendas, items, and decisions with points, remarks and absentees."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Meeting(Base):
    """A meeting of a body that something was placed on."""

    __tablename__ = "meetings"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    body: Mapped[str]
    meets_on: Mapped[date]
    cutoff_on: Mapped[date]
    dispatch_on: Mapped[date]
    closed_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("body", "meets_on"),)


class AgendaItem(Base):
    """A case on an agenda (dagsordenspunkt)."""

    __tablename__ = "agenda_items"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    step: Mapped[str]
    meeting_id: Mapped[str] = mapped_column(Identifier, ForeignKey("meetings.id"), index=True)
    body: Mapped[str]
    active: Mapped[bool]
    """Until it is taken off, or its decision has taken effect."""
    placed_at: Mapped[datetime]
    position: Mapped[int | None]
    """Where it stands on the agenda once that was ordered by hand; new items come after those."""
    late_reason: Mapped[str] = mapped_column(server_default="")
    """Why it could not wait, when the agenda took no more items; otherwise nothing."""

    __table_args__ = (Index("ix_agenda_items_case_id", "case_id"),)


class Decision(Base):
    """What a body decided: verbatim text and code, neither derived from the other.

    A decision that is corrected stays as it was and gets a later version beside it.
    """

    __tablename__ = "decisions"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    item_id: Mapped[str] = mapped_column(Identifier, ForeignKey("agenda_items.id"))
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    step: Mapped[str]
    body: Mapped[str]
    decided_on: Mapped[date]
    word: Mapped[str]
    effect: Mapped[str]
    target: Mapped[str | None]
    deferred_to: Mapped[date | None]
    """The day of the later meeting, where a deferral names it."""
    text: Mapped[str]
    version: Mapped[int] = mapped_column(server_default="1")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    recorded_by_id: Mapped[str | None] = mapped_column(Identifier)
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    """Another than the one who recorded it."""
    called_in_by: Mapped[str | None]
    """The member who required that the council decide (standsningsret)."""
    replaced_at: Mapped[datetime | None]
    """When a correction took its place; the version that counts has none."""

    __table_args__ = (UniqueConstraint("item_id", "version"),)


class Addition(Base):
    """What was added to a decision after it had taken effect; never changed."""

    __tablename__ = "additions"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    decision_id: Mapped[str] = mapped_column(Identifier, ForeignKey("decisions.id"), index=True)
    text: Mapped[str]
    reason: Mapped[str]
    written_on: Mapped[date]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class DecisionPoint(Base):
    """What was decided on one point of the recommendation."""

    __tablename__ = "decision_points"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    decision_id: Mapped[str] = mapped_column(Identifier, ForeignKey("decisions.id"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    word: Mapped[str | None]


class Remark(Base):
    """A remark by named members or the whole body, or a dissent that follows the case."""

    __tablename__ = "remarks"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    decision_id: Mapped[str] = mapped_column(Identifier, ForeignKey("decisions.id"), index=True)
    members: Mapped[str]
    text: Mapped[str]
    dissent: Mapped[bool]


class Attendee(Base):
    """Somebody who was not at an item, or was there for another; the meeting has others."""

    __tablename__ = "absentees"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    decision_id: Mapped[str] = mapped_column(Identifier, ForeignKey("decisions.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default="absent")


class Vote(Base):
    """How a vote fell, over the item or one point of its recommendation."""

    __tablename__ = "votes"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    decision_id: Mapped[str] = mapped_column(Identifier, ForeignKey("decisions.id"), index=True)
    point: Mapped[int | None]
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    who: Mapped[str]
