"""Tables of the case itself: definition, recommendation, attachments, who sees and follows it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class PinnedDefinition(Base):
    """A case type as it was when cases began under it; never changed."""

    __tablename__ = "pinned_definitions"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[int]
    document: Mapped[str]
    """Canonical JSON of the case type."""

    __table_args__ = (UniqueConstraint("name", "version", "sha256"),)


class Case(Base):
    """A sag on its way."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    proposer: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    """Which points of the recommendation are valid: those of the same revision."""
    openness: Mapped[str]
    marks: Mapped[str] = mapped_column(server_default="")
    """Codes of what the case is about, with a space between them."""
    case_type: Mapped[str]
    definition_sha: Mapped[str] = mapped_column(ForeignKey("pinned_definitions.sha256"))
    route: Mapped[str]
    """The sagsgang line, canonical."""
    route_document: Mapped[str]
    """The steps as JSON, so that a running case does not need today's register of bodies."""
    state: Mapped[str]
    held_state: Mapped[str | None]
    version: Mapped[int]
    """Counts officers' acts and moves, not answers coming in."""
    seq: Mapped[int]
    """Number of the last journal entry; together with head_hash the head of the chain."""
    head_hash: Mapped[str]
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), index=True)
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    """Who made the act that the version counts, for whoever comes second."""


class Point(Base):
    """One point of a recommendation (indstilling), as it stood at a revision."""

    __tablename__ = "points"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    revision: Mapped[int]
    number: Mapped[int]
    text: Mapped[str]


class Part(Base):
    """A part of the item beside its main text, as it stood at a revision."""

    __tablename__ = "item_parts"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    revision: Mapped[int]
    number: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]


class CaseVersion(Base):
    """The words of a case as they stood from a revision on."""

    __tablename__ = "case_versions"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    revision: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    proposer: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]
    """Empty for what stood there before versions were kept."""


class Attachment(Base):
    """A bilag: an answer that was collected, a hearing's report, or a file that was laid on it."""

    __tablename__ = "attachments"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    hearing_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("hearings.id"))
    response_id: Mapped[str | None] = mapped_column(Identifier, ForeignKey("responses.id"))
    openness: Mapped[str]
    added_at: Mapped[datetime]
    name: Mapped[str | None]
    """Of a file that an officer laid on the case; its bytes lie by hash outside the database."""
    size: Mapped[int | None]
    sha256: Mapped[str | None]
    media_type: Mapped[str | None]
    status: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    """When it was taken off the case; it stays in the record."""
    removed_by: Mapped[str | None]
    removed_reason: Mapped[str | None]


class CaseReader(Base):
    """An officer who may see a closed case besides the responsible one."""

    __tablename__ = "case_readers"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    named_at: Mapped[datetime]
    named_by: Mapped[str]

    __table_args__ = (UniqueConstraint("officer_id", "case_id"),)


class CaseWatcher(Base):
    """An officer who follows a case, and is told what happens to it while he or she sees it."""

    __tablename__ = "case_watchers"

    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("cases.id"), primary_key=True, index=True
    )
    since: Mapped[datetime]
