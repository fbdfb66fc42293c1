"""Tables of the people who sign in: officers, their sessions, links and second steps."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Officer(Base):
    """A case officer with a local account."""

    __tablename__ = "officers"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    password_hash: Mapped[str | None]
    sees_closed: Mapped[bool]
    """Whether closed cases of other officers are shown."""
    wants_digest: Mapped[bool] = mapped_column(server_default=true())
    """Whether one mail a day tells what happened, instead of a mail for each thing."""
    administers: Mapped[bool] = mapped_column(server_default=false())
    """Whether the definitions may be changed by this officer."""
    role: Mapped[str] = mapped_column(server_default="officer")
    """What the account is for at the desk."""
    department: Mapped[str] = mapped_column(server_default="", index=True)
    """The name of the one that he or she belongs to; empty where none is known."""
    manages: Mapped[bool] = mapped_column(server_default=false())
    """Whether he or she leads that department."""


class SignIn(Base):
    """A session on the server; the cookie holds a secret of which only the hash is kept."""

    __tablename__ = "sign_ins"

    secret_hash: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), index=True)
    expires_at: Mapped[datetime]
    way: Mapped[str | None]
    """How it was begun; None for one of before that was noted."""


class OneTimeLink(Base):
    """A link that signs an officer in once; only the hash of its secret is kept."""

    __tablename__ = "one_time_links"

    secret_hash: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondStep(Base):
    """A second step of signing in; its secret is made from the salt and a key of the house."""

    __tablename__ = "second_steps"

    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), primary_key=True)
    salt: Mapped[str]
    confirmed_at: Mapped[datetime | None]
    """Since then a code is asked for."""
    last_used: Mapped[int]
    """The number of the last code that was used; none is used twice."""
    failures: Mapped[int]
    """Wrong codes in a row."""
    failed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that signs in once where the phone is lost; only its hash is kept."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), index=True)


class Identity(Base):
    """What the municipality's provider calls an officer; it never calls anybody else so."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"))
    bound_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("officer_id", "issuer"),)


class Secretary(Base):
    """A body that an officer keeps the meetings of."""

    __tablename__ = "secretaries"

    body: Mapped[str] = mapped_column(primary_key=True)
    """Its code."""
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), primary_key=True)


class Absence(Base):
    """Some days that an officer is away, with the colleague who stands in."""

    __tablename__ = "absences"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), index=True)
    stand_in_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    made_at: Mapped[datetime]


class CalendarLink(Base):
    """The secret address of an officer's own calendar; only its hash is kept."""

    __tablename__ = "calendar_links"

    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
