"""Whose a bearer token is."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from workflows.records.api_tables import ApiToken
from workflows.records.people import Officer
from workflows.records.sign_ins import ACCOUNT, Account, account_from


def add_token(connection: Connection, secret_hash: str, officer: str, now: datetime) -> None:
    """Keep a token of an officer."""
    connection.execute(
        insert(ApiToken).values(secret_hash=secret_hash, officer_id=officer, created_at=now)
    )


def account_by_token(connection: Connection, secret_hash: str) -> Account | None:
    """The officer whose token this is."""
    row = connection.execute(
        select(*ACCOUNT)
        .join(ApiToken, ApiToken.officer_id == Officer.id)
        .where(ApiToken.secret_hash == secret_hash)
    ).first()
    return account_from(row) if row else None


def accounts_by_name(connection: Connection, name: str) -> list[Account]:
    """The officers with exactly this full name."""
    return [
        account_from(row)
        for row in connection.execute(select(*ACCOUNT).where(Officer.name == name))
    ]
