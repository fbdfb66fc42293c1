"""Who may sign in: accounts, sessions and one-time links, each secret kept as a hash alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from workflows.records.people import Officer, OneTimeLink, SignIn


class UsernameTaken(Exception):
    """Another officer has this username."""


class Role(StrEnum):
    """What an account is for at the desk."""

    OFFICER = "officer"
    """Works with cases."""
    AUDITOR = "auditor"
    """Reads everything, what is closed through the log, and changes nothing."""
    MEMBER = "member"
    """Sits in a body: reads by the link that is mailed to members, and nothing of the desk."""


@dataclass(frozen=True, slots=True)
class Account:
    """A case officer, as the desk knows him or her."""

    id: str
    username: str
    name: str
    email: str
    phone: str
    sees_closed: bool
    wants_digest: bool
    """Whether one mail a day tells what happened, instead of a mail for each thing."""
    administers: bool
    """Whether the definitions may be changed by this officer."""
    role: str
    """One of `Role`."""
    department: str = ""
    """Its name; empty where none is known."""
    manages: bool = False
    """Whether he or she leads that department."""


class Way(StrEnum):
    """How a session was begun."""

    PASSWORD = "password"
    LINK = "link"
    PROVIDER = "provider"
    """That of the municipality."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that lasts."""

    secret_hash: str
    until: datetime
    way: Way | None
    """None for one of before that was noted."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The row of an officer that is added."""

    id: str
    username: str
    name: str
    email: str
    phone: str
    sees_closed: bool
    wants_digest: bool
    administers: bool
    role: Role
    department: str
    manages: bool
    password_hash: str | None


ACCOUNT = (
    Officer.id,
    Officer.username,
    Officer.name,
    Officer.email,
    Officer.phone,
    Officer.sees_closed,
    Officer.wants_digest,
    Officer.administers,
    Officer.role,
    Officer.department,
    Officer.manages,
)


def account_from(row: Iterable[Any]) -> Account:
    """The account of a row of `ACCOUNT`, which has more columns than types can follow."""
    return Account(*row)


def add_account(connection: Connection, account: NewAccount) -> None:
    """Keep a new officer; raises UsernameTaken."""
    row = {name: getattr(account, name) for name in NewAccount.__slots__}
    try:
        connection.execute(insert(Officer).values(**row))
    except IntegrityError:
        raise UsernameTaken(account.username) from None


def set_digest_wanted(connection: Connection, officer: str, *, wanted: bool) -> None:
    """Keep how an officer wants to be told."""
    connection.execute(update(Officer).where(Officer.id == officer).values(wants_digest=wanted))


def set_department(connection: Connection, officer: str, department: str) -> None:
    """Keep where the officer belongs."""
    connection.execute(update(Officer).where(Officer.id == officer).values(department=department))


def set_role(
    connection: Connection, officer: str, role: Role, *, administers: bool, manages: bool
) -> None:
    """Keep what the account is for from now on."""
    changed = update(Officer).where(Officer.id == officer)
    connection.execute(changed.values(role=role, administers=administers, manages=manages))


def set_password(connection: Connection, officer: str, password_hash: str | None) -> None:
    """Keep another password in place of the one there was; None for none."""
    changed = update(Officer).where(Officer.id == officer)
    connection.execute(changed.values(password_hash=password_hash))


def password_of(connection: Connection, username: str) -> tuple[str, str | None] | None:
    """The officer's id and password hash, by username; None for nobody."""
    row = connection.execute(
        select(Officer.id, Officer.password_hash).where(Officer.username == username)
    ).first()
    return (row[0], row[1]) if row else None


def first_account(connection: Connection) -> Account | None:
    """The officer who comes first by username, if there is any."""
    row = connection.execute(select(*ACCOUNT).order_by(Officer.username).limit(1)).first()
    return account_from(row) if row else None


def account_by_username(connection: Connection, username: str) -> Account | None:
    """The officer with this username."""
    row = connection.execute(select(*ACCOUNT).where(Officer.username == username)).first()
    return account_from(row) if row else None


def add_sign_in(connection: Connection, session: Session, officer: str) -> None:
    """Keep a session."""
    connection.execute(
        insert(SignIn).values(
            secret_hash=session.secret_hash,
            officer_id=officer,
            expires_at=session.until,
            way=session.way,
        )
    )


def sessions_of(connection: Connection, officer: str, now: datetime, most: int) -> list[Session]:
    """The officer's sessions that last, the one that was begun last first; at most so many."""
    rows = connection.execute(
        select(SignIn.secret_hash, SignIn.expires_at, SignIn.way)
        .where(SignIn.officer_id == officer, SignIn.expires_at > now)
        .order_by(SignIn.expires_at.desc())
        .limit(most)
    )
    return [
        Session(row.secret_hash, row.expires_at, Way(row.way) if row.way else None) for row in rows
    ]


def signed_in_account(connection: Connection, secret_hash: str, now: datetime) -> Account | None:
    """The officer whose session this is, while it lasts."""
    row = connection.execute(
        select(*ACCOUNT)
        .join(SignIn, SignIn.officer_id == Officer.id)
        .where(SignIn.secret_hash == secret_hash, SignIn.expires_at > now)
    ).first()
    return account_from(row) if row else None


def drop_sign_in(connection: Connection, secret_hash: str) -> None:
    """End a session."""
    connection.execute(delete(SignIn).where(SignIn.secret_hash == secret_hash))


def drop_sign_ins_of(connection: Connection, officer: str) -> None:
    """End every session of an officer."""
    connection.execute(delete(SignIn).where(SignIn.officer_id == officer))


def drop_expired_sign_ins(connection: Connection, now: datetime) -> None:
    """Forget the sessions that have run out."""
    connection.execute(delete(SignIn).where(SignIn.expires_at <= now))


def add_link(connection: Connection, secret_hash: str, officer: str, until: datetime) -> None:
    """Keep a one-time link."""
    connection.execute(
        insert(OneTimeLink).values(secret_hash=secret_hash, officer_id=officer, expires_at=until)
    )


def link_is_fresh(connection: Connection, secret_hash: str, now: datetime) -> bool:
    """Whether the link could be used now; looking changes nothing."""
    return (
        connection.execute(select(OneTimeLink.officer_id).where(*_fresh(secret_hash, now))).first()
        is not None
    )


def use_link(connection: Connection, secret_hash: str, now: datetime) -> str | None:
    """Use the link up: the id of its officer, or None when it is used, too old or unknown."""
    officer: str | None = connection.execute(
        update(OneTimeLink)
        .where(*_fresh(secret_hash, now))
        .values(used_at=now)
        .returning(OneTimeLink.officer_id)
    ).scalar()
    return officer


def _fresh(secret_hash: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeLink.secret_hash == secret_hash,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now,
    )
