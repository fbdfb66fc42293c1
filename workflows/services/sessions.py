"""The sessions of an officer: where he or she is signed in, and how to end them all."""

from dataclasses import dataclass
from datetime import datetime

from workflows.records.database import in_transaction
from workflows.records.sign_ins import Way, drop_sign_ins_of, sessions_of
from workflows.services.installation import Installation
from workflows.services.signin import SESSION_LASTS, SignedIn

MOST_SESSIONS = 50
"""Lines on a page; ending them ends all."""


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One session that lasts, as its officer sees it."""

    since: datetime
    until: datetime
    way: Way | None
    is_this: bool
    """Whether the page is read in it."""


def own_sessions(house: Installation, signed: SignedIn) -> list[OwnSession]:
    """Where the officer is signed in, the last begun first."""
    with house.database.connect() as connection:
        found = sessions_of(connection, signed.officer.id, house.real_clock(), MOST_SESSIONS)
    return [
        OwnSession(one.until - SESSION_LASTS, one.until, one.way, one.secret_hash == signed.session)
        for one in found
    ]


def sign_out_everywhere(house: Installation, officer: str) -> None:
    """End all of an officer's sessions, this one too."""
    in_transaction(house.database, lambda connection: drop_sign_ins_of(connection, officer))
