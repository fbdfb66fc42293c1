"""What a page asks for by its parameters: the installation it speaks for."""

from typing import Annotated

from fastapi import Depends, Request

from workflows.services.installation import Installation


async def house(request: Request) -> Installation:
    """The installation that the application was created for.

    A coroutine, as everything that waits for nothing: the others go through a thread each.
    """
    found: Installation = request.app.state.house
    return found


House = Annotated[Installation, Depends(house)]
"""The installation, as a parameter of a page."""
