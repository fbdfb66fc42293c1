"""The ground that every table stands on: one metadata, and the column types of both databases."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, DateTime, Dialect, MetaData, String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The mapped classes' common ground."""

    metadata = MetaData(naming_convention=NAMES)


@lru_cache(maxsize=1024)
def instant_text(instant: datetime) -> str:
    """An instant as text that sorts as time does: UTC, microseconds, Z.

    Raises ValueError for one without a time zone: which instant it is nobody knows.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    # Not strftime, which writes the years before 1000 with fewer than four digits.
    return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: timestamptz on PostgreSQL, sortable ISO text on SQLite."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column type that each database stores."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive times; write text where the database has no instants."""
        if value is None:
            return None
        text = instant_text(value)
        return value if dialect.name == "postgresql" else text

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Always an aware datetime in UTC."""
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


class Identifier(TypeDecorator[str]):
    """An id: uuid on PostgreSQL, text of 36 characters on SQLite; a str in Python on both."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column type that each database stores."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID(as_uuid=False))
        return dialect.type_descriptor(String(36))


Base.registry.update_type_annotation_map({datetime: Instant(), str: Text()})

__all__ = ["Base", "Date", "Identifier", "Instant", "instant_text"]
