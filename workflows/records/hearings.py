"""Tables of hearings: rounds, parties, their contacts, their answers and files."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, func, select
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class Hearing(Base):
    """One round of hearing at one step."""

    __tablename__ = "hearings"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    step: Mapped[str]
    round: Mapped[int]
    phase: Mapped[str]
    rule: Mapped[str]
    text: Mapped[str]
    changes: Mapped[str] = mapped_column(server_default="")
    """What is another than in the round before; nothing in a first round."""
    due_on: Mapped[date]
    due_version: Mapped[int]
    close_when_all_answered: Mapped[bool]
    left_out: Mapped[str] = mapped_column(server_default="[]")
    """JSON: who must be heard and is not, with the reason."""
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(server_default="")
    """Why an officer closed it before its deadline, or withdrew it."""

    __table_args__ = (UniqueConstraint("case_id", "step", "round"),)


class Party(Base):
    """A body heard in one round (høringspart)."""

    __tablename__ = "parties"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    hearing_id: Mapped[str] = mapped_column(Identifier, ForeignKey("hearings.id"), index=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    body: Mapped[str | None]
    name: Mapped[str]
    position: Mapped[int]
    status: Mapped[str]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    due_version: Mapped[int]
    answers: Mapped[int]
    undone: Mapped[int] = mapped_column(server_default="0")
    """How many of the answers were registered by mistake, and undone."""
    inner_due_on: Mapped[date | None]
    """The day that the body has set its own members; it decides nothing."""
    response_id: Mapped[str | None] = mapped_column(Identifier)
    """The answer that counts: the party's own latest, or a joint one."""


class Contact(Base):
    """An address that a party is written to; its link carries the generation."""

    __tablename__ = "contacts"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    party_id: Mapped[str] = mapped_column(
        Identifier, ForeignKey("parties.id", ondelete="CASCADE"), index=True
    )
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    name: Mapped[str]
    email: Mapped[str]
    generation: Mapped[int]
    unreachable: Mapped[bool] = mapped_column(server_default=false())
    """Whether a mail to it came back for good."""


class HearingDocument(Base):
    """A document that is heard about; its bytes lie by hash outside the database."""

    __tablename__ = "hearing_documents"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    hearing_id: Mapped[str] = mapped_column(Identifier, ForeignKey("hearings.id"), index=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"))
    position: Mapped[int]
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]
    status: Mapped[str]
    openness: Mapped[str]
    """Whether the public may fetch it too, where the case is open."""
    added_at: Mapped[datetime]
    replaces_id: Mapped[str | None] = mapped_column(Identifier)
    """The document whose place it took while the round ran."""
    replaced_at: Mapped[datetime | None]
    """When another took its place; until then it is the one that counts."""


class Response(Base):
    """One version of an answer (høringssvar); what it says is never changed."""

    __tablename__ = "responses"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    party_id: Mapped[str] = mapped_column(Identifier, ForeignKey("parties.id"))
    hearing_id: Mapped[str] = mapped_column(Identifier, ForeignKey("hearings.id"), index=True)
    case_id: Mapped[str] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    version: Mapped[int]
    stance: Mapped[str]
    text: Mapped[str]
    received_at: Mapped[datetime]
    late: Mapped[bool]
    receipt: Mapped[str] = mapped_column(unique=True)
    submission_key: Mapped[str]
    channel: Mapped[str]
    contact_id: Mapped[str | None] = mapped_column(Identifier)
    undone_at: Mapped[datetime | None]
    """When its registration was found to be a mistake; it stays, and counts no more."""
    undone_by: Mapped[str | None]
    undone_reason: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("party_id", "version"),
        UniqueConstraint("party_id", "submission_key"),
    )


class JointParty(Base):
    """Another party that an answer was given for."""

    __tablename__ = "joint_parties"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    response_id: Mapped[str] = mapped_column(Identifier, ForeignKey("responses.id"), index=True)
    party_id: Mapped[str] = mapped_column(Identifier, ForeignKey("parties.id"))


class ResponseFile(Base):
    """A file that came with an answer; its bytes lie by hash outside the database."""

    __tablename__ = "response_files"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    response_id: Mapped[str] = mapped_column(Identifier, ForeignKey("responses.id"), index=True)
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]
    status: Mapped[str]


class Draft(Base):
    """An answer begun on the answer page, as one contact left it; never an answer."""

    __tablename__ = "drafts"

    party_id: Mapped[str] = mapped_column(Identifier, ForeignKey("parties.id"), primary_key=True)
    contact_id: Mapped[str] = mapped_column(Identifier, ForeignKey("contacts.id"), primary_key=True)
    stance: Mapped[str | None]
    text: Mapped[str]
    jointly_with: Mapped[str]
    """JSON: ids of the other parties that it is to be given for."""
    files: Mapped[str]
    """JSON of the files that are to go with it; their bytes lie by hash."""
    base_version: Mapped[int]
    """How many versions of an answer there were when it was written."""
    saved_at: Mapped[datetime]


Index("ix_hearings_phase", Hearing.phase)
Index("ix_contacts_email", Contact.email)


_PARTIES_OF_IT = Party.hearing_id == Hearing.id

OWN_DUE_AT = func.coalesce(
    select(func.min(Party.due_at))
    .where(_PARTIES_OF_IT, Party.due_on == Hearing.due_on)
    .scalar_subquery(),
    select(func.min(Party.due_at)).where(_PARTIES_OF_IT).scalar_subquery(),
)
"""A hearing's own deadline: the planned day, or the first of the parties' if none has that."""

LAST_DUE_AT = select(func.max(Party.due_at)).where(_PARTIES_OF_IT).scalar_subquery()
"""The last instant before which the answer of any of a hearing's parties is in time."""
