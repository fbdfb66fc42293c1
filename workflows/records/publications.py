"""Tables of what the public may read of answers: checked copies, so that no original is shown."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Publication(Base):
    """One version of an answer in the form that an officer published it in."""

    __tablename__ = "publications"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    response_id: Mapped[str] = mapped_column(Identifier, ForeignKey("responses.id"), index=True)
    text: Mapped[str]
    redacted: Mapped[bool]
    published_at: Mapped[datetime]
    published_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    """When it was taken back or published anew; None while it stands."""
    ended_by: Mapped[str | None]


class PublicFile(Base):
    """A file of a publication; its bytes lie by hash, the original's or a redacted one's."""

    __tablename__ = "public_files"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    publication_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("publications.id"), index=True
    )
    file_id: Mapped[str] = mapped_column(Identifier, ForeignKey("response_files.id"))
    """The answer's file that it stands for."""
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]
