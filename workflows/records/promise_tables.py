"""Tables of promises, and of the cases that they become."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Promise(Base):
    """Something that is to be followed up, once or again and again."""

    __tablename__ = "promises"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    """The case that promised it."""
    decision_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("decisions.id"))
    """The decision that it was written with, if it was."""
    text: Mapped[str]
    body: Mapped[str]
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    first_on: Mapped[date]
    every_months: Mapped[int | None]
    last_on: Mapped[date | None]
    weeks_before: Mapped[int]
    first_number: Mapped[int]
    """The number of the time that is planned for `first_on`; more than 1 once it was moved."""
    next_number: Mapped[int]
    deadline_id: Mapped[str | None] = mapped_column(Identifier)
    """What waits for the next time; None when no more are to come."""
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    """When somebody ended it."""


class FollowUp(Base):
    """The case (opfølgning) that a promise became at one of its times; each comes once."""

    __tablename__ = "follow_ups"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    promise_id: Mapped[str] = mapped_column(Identifier, ForeignKey("promises.id"))
    number: Mapped[int]
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), unique=True)
    due_on: Mapped[date]
    """The day by which the body was promised it."""

    __table_args__ = (UniqueConstraint("promise_id", "number"),)
