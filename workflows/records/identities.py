"""Who an officer is at the provider that signs in for the municipality (OpenID Connect)."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from workflows.records.people import Identity, Officer


def officer_known_as(connection: Connection, issuer: str, subject: str) -> str | None:
    """Id of the officer whom the provider calls so."""
    found = select(Identity.officer_id).where(
        Identity.issuer == issuer, Identity.subject == subject
    )
    return connection.execute(found).scalar()


def unbound_officers(connection: Connection, issuer: str, email: str) -> list[str]:
    """Ids of the officers with this address whom the provider does not call by any name yet."""
    bound = select(Identity.officer_id).where(Identity.issuer == issuer)
    found = select(Officer.id).where(
        func.lower(Officer.email) == email.lower(), Officer.id.not_in(bound)
    )
    return list(connection.scalars(found.with_for_update()))


def bind(connection: Connection, issuer: str, subject: str, officer: str, now: datetime) -> None:
    """Keep for good what the provider calls the officer."""
    connection.execute(
        insert(Identity).values(issuer=issuer, subject=subject, officer_id=officer, bound_at=now)
    )
