"""The table of what cases are to each other."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Relation(Base):
    """One row for two cases, its tie as seen from `case_id`."""

    __tablename__ = "case_relations"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    other_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    tie: Mapped[str]
    since: Mapped[datetime]
    tied_by: Mapped[str]

    __table_args__ = (UniqueConstraint("case_id", "other_id", "tie"),)
