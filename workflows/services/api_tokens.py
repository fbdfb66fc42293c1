"""Bearer tokens of the API: drawn for an officer and shown once, then known by their hash alone."""

import secrets
from hashlib import sha256

from workflows.engine.errors import WrongInput
from workflows.engine.faults import printable
from workflows.engine.quoting import shown
from workflows.records.api_access import account_by_token, accounts_by_name, add_token
from workflows.records.database import in_transaction
from workflows.records.sign_ins import Account
from workflows.services.installation import Installation
from workflows.services.signin import officer_by_username
from workflows.services.wording import accounts as say


def create_token(house: Installation, officer: str) -> str:
    """A new token of the officer with this id; it is nowhere to be had again."""
    token = secrets.token_urlsafe(32)
    now = house.real_clock()
    in_transaction(
        house.database, lambda connection: add_token(connection, _hash(token), officer, now)
    )
    return token


def caller(house: Installation, token: str) -> Account | None:
    """The officer whose token this is, or None."""
    with house.database.connect() as connection:
        return account_by_token(connection, _hash(token))


def find_officer(house: Installation, name: str) -> Account:
    """The officer with this username, or else this full name; raises WrongInput."""
    found = officer_by_username(house, name)
    if found is not None:
        return found
    with house.database.connect() as connection:
        named = accounts_by_name(connection, " ".join(name.split()))
    if len(named) == 1:
        return named[0]
    quoted = shown(printable(name))
    if named:
        usernames = ", ".join(account.username for account in named)
        raise WrongInput(say.is_several(quoted, usernames))
    raise WrongInput(say.is_no_officer(quoted))


def _hash(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
