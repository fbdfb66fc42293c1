"""Tables of the API: the tokens of its callers, and what was answered to repeatable requests."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflows.records.base import Base, Identifier


class ApiToken(Base):
    """A bearer token of an officer, of which only the hash is kept."""

    __tablename__ = "api_tokens"

    secret_hash: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), index=True)
    created_at: Mapped[datetime]


class IdempotencyKey(Base):
    """A request that was carried out, with its answer; written together with what it did."""

    __tablename__ = "idempotency_keys"

    officer_id: Mapped[str] = mapped_column(Identifier, ForeignKey("officers.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """As the caller chose it; each officer has keys of his or her own."""
    fingerprint: Mapped[str]
    """SHA-256 of the request's path and body, to tell another request with the same key."""
    kept_at: Mapped[datetime]
    answer: Mapped[str | None]
    """JSON of status, headers and body; None only while the request is carried out."""
