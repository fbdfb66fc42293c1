"""Who may change what everybody goes by: a page for administrators says so by its parameter."""

from typing import Annotated

from fastapi import Depends

from web.officers import Officer
from workflows.services.errors import NotPermitted
from workflows.services.signin import SignedIn


def administrator(signed: Officer) -> SignedIn:
    """The officer signed in, when he or she administers; raises NotPermitted."""
    if not signed.administers:
        raise NotPermitted
    return signed


Administrator = Annotated[SignedIn, Depends(administrator)]
"""The administrator signed in, as a parameter of a page."""
