"""Tables of the search: which words are in which case, and by what a word is found."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier

ByBytes = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its bytes, as SQLite has it, so that a beginning is a range of an index."""


class SearchWord(Base):
    """A stem that stands somewhere in a case."""

    __tablename__ = "search_words"

    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    stem: Mapped[str] = mapped_column(ByBytes, primary_key=True)

    __table_args__ = (Index("ix_search_words_stem", "stem", "case_id"),)


class SearchEnding(Base):
    """What a stem ends with, itself included: so is a word found within another."""

    __tablename__ = "search_endings"

    ending: Mapped[str] = mapped_column(ByBytes, primary_key=True)
    stem: Mapped[str] = mapped_column(ByBytes, primary_key=True)


class SearchSlip(Base):
    """What a stem may have become by a slip: so is a misspelt word found."""

    __tablename__ = "search_slips"

    slip: Mapped[str] = mapped_column(ByBytes, primary_key=True)
    stem: Mapped[str] = mapped_column(ByBytes, primary_key=True)
