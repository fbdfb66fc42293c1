"""Signing in with a local account or a one-time link, and the sessions that follow."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import BoundedSemaphore
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workflows.engine.addresses import address_fault
from workflows.engine.errors import WrongInput
from workflows.engine.facts import Actor
from workflows.engine.naming import folded
from workflows.records.database import Transaction, in_transaction
from workflows.records.second_steps import has_second_step
from workflows.records.sign_ins import (
    Account,
    NewAccount,
    Role,
    Session,
    UsernameTaken,
    Way,
    account_by_username,
    add_account,
    add_link,
    add_sign_in,
    drop_expired_sign_ins,
    drop_sign_in,
    first_account,
    link_is_fresh,
    password_of,
    signed_in_account,
    use_link,
)
from workflows.services.forms import form_token, sealed, unsealed
from workflows.services.installation import Installation
from workflows.services.second_step import require_code
from workflows.services.wording import accounts as say
from workflows.services.wrong_tries import WrongTries

SESSION_LASTS = timedelta(hours=12)
"""A long working day; after it one signs in again."""

LINK_LASTS = timedelta(hours=24)

CODE_WITHIN = timedelta(minutes=5)
"""After the password; later one begins anew."""

_HALF = "half signed in"

SHORTEST_PASSWORD = 12

LONGEST_PASSWORD = 256
"""Characters; what is longer is refused before any work is done on it."""


class WrongSignIn(Exception):
    """Username and password do not go together, or the link is used or too old."""


class CodeWanted(Exception):
    """All is right, and the officer has a second step: `half` goes with the code."""

    def __init__(self, half: str) -> None:
        super().__init__()
        self.half = half


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """What an account is made from."""

    username: str
    name: str
    email: str
    phone: str = ""
    sees_closed: bool = False
    password: str | None = None
    """None: signs in with one-time links only."""
    wants_digest: bool = True
    """Whether one mail a day tells what happened, instead of a mail for each thing."""
    administers: bool = False
    """Whether the definitions may be changed by this officer."""
    role: Role = Role.OFFICER
    department: str = ""
    manages: bool = False
    """Whether the officer leads that department."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An officer with a session."""

    officer: Account
    form_key: str
    """Goes with every form of this session, so that no other page can post in its name."""
    session: str
    """The session's own name on the server; nobody can sign in by it."""

    @property
    def actor(self) -> Actor:
        """The officer as journals name who acts."""
        return Actor("officer", self.officer.name, self.officer.id)

    @property
    def administers(self) -> bool:
        """Whether the definitions may be changed in this session: the one place that says so."""
        return self.officer.administers

    @property
    def is_at_desk(self) -> bool:
        """Whether the pages of the desk are shown in this session."""
        return self.officer.role != Role.MEMBER

    @property
    def only_reads(self) -> bool:
        """Whether everything that changes something is refused in this session."""
        return self.officer.role == Role.AUDITOR


_hasher = PasswordHasher()
_hashing = BoundedSemaphore(2)
"""Each hash takes 64 MiB for some time: a flood of tries must not take the memory of the rest."""


_failures = WrongTries()


def add_officer(house: Installation, new: NewOfficer) -> str:
    """Keep a new account; its id. Raises WrongInput with a line for each fault."""
    faults = _faults(new)
    if faults:
        raise WrongInput("\n".join(faults))
    account = NewAccount(
        id=str(uuid4()),
        username=folded(new.username),
        name=" ".join(new.name.split()),
        email=new.email.strip(),
        phone=new.phone.strip(),
        sees_closed=new.sees_closed,
        wants_digest=new.wants_digest,
        administers=new.administers,
        role=new.role,
        department=new.department,
        manages=new.manages,
        password_hash=hashed(new.password) if new.password else None,
    )
    try:
        in_transaction(house.database, lambda connection: add_account(connection, account))
    except UsernameTaken:
        raise WrongInput(say.username_is_taken(account.username)) from None
    return account.id


def password_fault(password: str | None) -> str:
    """What is wrong with a new password, in Danish; empty for a good one, and for none."""
    if password is None or SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return ""
    return say.password_has_length(SHORTEST_PASSWORD, LONGEST_PASSWORD)


def _faults(new: NewOfficer) -> list[str]:
    faults = []
    username = folded(new.username)
    if not username or not username.isprintable() or " " in username or len(username) > 60:
        faults.append(say.USERNAME_IS_ONE_WORD)
    if not new.name.strip() or not new.name.isprintable():
        faults.append(say.NAME_IS_MISSING)
    if not new.phone.isprintable():
        faults.append(say.PHONE_HAS_BREAKS)
    fault = address_fault(new.email.strip())
    if fault:
        faults.append(say.the_mail_address(fault))
    fault = password_fault(new.password)
    if fault:
        faults.append(fault)
    return faults


def sign_in(house: Installation, username: str, password: str) -> str:
    """Begin a session with a password; its secret, for the cookie.

    Raises WrongSignIn, after the same work whether the username exists or not, TooManyTries, and
    CodeWanted.
    """
    name = folded(username)
    now = house.real_clock()
    tried = (str(house.database.url), name)
    _failures.refuse(tried, now)
    with house.database.connect() as connection:
        found = password_of(connection, name)
    officer, known = found or ("", None)
    if not _fits(known or _nobodys_hash(), password) or known is None:
        _failures.count(tried, now)
        raise WrongSignIn
    _failures.forget(tried)
    return _begin_or_ask(house, officer, Way.PASSWORD, now)


_NOBODY: list[str] = []


def _nobodys_hash() -> str:
    """A hash that no password fits: a wrong username costs as much as a wrong password."""
    if not _NOBODY:
        _NOBODY.append(hashed(secrets.token_hex(32)))
    return _NOBODY[0]


def hashed(password: str) -> str:
    """A password as it is kept."""
    with _hashing:
        return _hasher.hash(password.encode(errors="replace"))


def _fits(known: str, password: str) -> bool:
    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        with _hashing:
            return _hasher.verify(known, password.encode(errors="replace"))
    except (VerificationError, InvalidHashError):
        return False


def _begin_or_ask(house: Installation, officer: str, way: Way, now: datetime) -> str:
    with house.database.connect() as connection:
        asked = has_second_step(connection, officer)
    if asked:
        half = f"{officer} {way} {(now + CODE_WITHIN).isoformat()}"
        raise CodeWanted(sealed(house.keys.form, half, _HALF))
    return begin_session(house, officer, way, now)


def sign_in_with_code(house: Installation, half: str, code: str) -> str:
    """Begin the session that a code was wanted for; its secret.

    Raises WrongSignIn where it took too long, WrongCode and TooManyCodes.
    """
    now, told = house.real_clock(), unsealed(house.keys.form, half, _HALF)
    if told is None:
        raise WrongSignIn
    officer, way, until = told.split()
    if datetime.fromisoformat(until) <= now:
        raise WrongSignIn
    require_code(house, officer, code)
    return begin_session(house, officer, Way(way), now)


def begin_session(house: Installation, officer: str, way: Way, now: datetime) -> str:
    """Begin a session of somebody who has shown who he or she is; its secret."""
    secret = secrets.token_urlsafe(32)
    session = Session(_hash(secret), now + SESSION_LASTS, way)

    def work(connection: Transaction) -> None:
        drop_expired_sign_ins(connection, now)
        add_sign_in(connection, session, officer)

    in_transaction(house.database, work)
    return secret


def one_time_link(house: Installation, officer: str) -> str:
    """The URL of a link that signs the officer in once, within a day."""
    secret = secrets.token_urlsafe(32)
    until = house.real_clock() + LINK_LASTS
    in_transaction(
        house.database, lambda connection: add_link(connection, _hash(secret), officer, until)
    )
    return f"{house.settings.base_url.rstrip('/')}/log-ind/{secret}"


def link_works(house: Installation, secret: str) -> bool:
    """Whether a one-time link could be used now; asking does not use it."""
    with house.database.connect() as connection:
        return link_is_fresh(connection, _hash(secret), house.real_clock())


def sign_in_by_link(house: Installation, secret: str) -> str:
    """Use a one-time link up and begin a session; its secret. Raises WrongSignIn, CodeWanted."""
    now = house.real_clock()
    officer = in_transaction(
        house.database, lambda connection: use_link(connection, _hash(secret), now)
    )
    if officer is None:
        raise WrongSignIn
    return _begin_or_ask(house, officer, Way.LINK, now)


def signed_in(house: Installation, secret: str) -> SignedIn | None:
    """Whose session this is, while it lasts."""
    with house.database.connect() as connection:
        officer = signed_in_account(connection, _hash(secret), house.real_clock())
    if officer is None:
        return None
    return SignedIn(officer, _form_key(house, secret), _hash(secret))


def sign_out(house: Installation, secret: str) -> None:
    """End a session; what is no session is left as it is."""
    in_transaction(house.database, lambda connection: drop_sign_in(connection, _hash(secret)))


def _form_key(house: Installation, secret: str) -> str:
    return form_token(house.keys.form, "officer", _hash(secret))


def _hash(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()


def officer_by_username(house: Installation, username: str) -> Account | None:
    """The officer with this username."""
    with house.database.connect() as connection:
        return account_by_username(connection, folded(username))


def any_officer(house: Installation) -> Account | None:
    """The officer who comes first, where it does not matter which one."""
    with house.database.connect() as connection:
        return first_account(connection)
