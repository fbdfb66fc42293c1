"""Tables of the installation itself: clock, key, heart-beats, numbers, kept definitions."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base


class ClockRow(Base):
    """One row that moves time outside production: simulated_at was shown at real_at."""

    __tablename__ = "clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    real_at: Mapped[datetime]
    simulated_at: Mapped[datetime]
    speed: Mapped[float]
    """Simulated seconds per real second; 0 stands still."""


class Heartbeat(Base):
    """When each kind of sweep last went through, in real and in shown time."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    real_at: Mapped[datetime]
    shown_at: Mapped[datetime]


class JournalKey(Base):
    """One row: the fingerprint of the key that every journal here is sealed by."""

    __tablename__ = "journal_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]


class Counter(Base):
    """A running number, such as the serial of the year's cases."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class DefinitionVersion(Base):
    """All files of the definitions as somebody kept them; the highest number is in force."""

    __tablename__ = "definition_versions"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str]
    """Of `files`."""
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    note: Mapped[str]
    files: Mapped[str]
    """Canonical JSON: the text of each file by its path inside the folder."""
