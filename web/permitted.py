"""What each kind of account may do: the one place that says so for every page of the desk."""

import re

from workflows.records.sign_ins import Account, Role
from workflows.services.errors import NotAtTheDesk, OnlyReads

_OWN = re.compile(r"/log-ud|/konto(/.*)?")
"""Pages of the account itself, which everybody with one may use."""

_READING = ("GET", "HEAD", "OPTIONS")


def require_permitted(account: Account, method: str, path: str) -> None:
    """Raise OnlyReads for an auditor who would change something, NotAtTheDesk for a member."""
    if _OWN.fullmatch(path):
        return
    if account.role == Role.MEMBER:
        raise NotAtTheDesk
    if account.role == Role.AUDITOR and method not in _READING:
        raise OnlyReads
