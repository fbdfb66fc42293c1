"""The secret addresses of officers' own calendars, of which only hashes are kept."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from workflows.records.people import CalendarLink, Officer
from workflows.records.sign_ins import ACCOUNT, Account, account_from


def keep_calendar_link(
    connection: Connection, officer: str, secret_hash: str, now: datetime
) -> None:
    """Keep the officer's address, in place of the one before."""
    drop_calendar_link(connection, officer)
    connection.execute(
        insert(CalendarLink).values(officer_id=officer, secret_hash=secret_hash, made_at=now)
    )


def drop_calendar_link(connection: Connection, officer: str) -> None:
    """Let the officer's address open nothing more."""
    connection.execute(delete(CalendarLink).where(CalendarLink.officer_id == officer))


def calendar_link_made_at(connection: Connection, officer: str) -> datetime | None:
    """When the officer's address was made; None where there is none."""
    made = select(CalendarLink.made_at).where(CalendarLink.officer_id == officer)
    return connection.execute(made).scalar()


def officer_of_calendar(connection: Connection, secret_hash: str) -> Account | None:
    """The account whose calendar the address is of."""
    found = (
        select(*ACCOUNT)
        .join(CalendarLink, CalendarLink.officer_id == Officer.id)
        .where(CalendarLink.secret_hash == secret_hash)
    )
    row = connection.execute(found).one_or_none()
    return account_from(row) if row else None
