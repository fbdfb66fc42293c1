"""What `serve` tells the newcomer once everything runs."""

import shlex
from collections.abc import Iterator

from cli.clock import clock_words
from workflows.services.installation import Installation, install
from workflows.services.signin import any_officer
from workflows.services.welcome import links
from workflows.settings import Settings

_FIRST_OFFICER = "SAGSGANG_DATA={data} sagsgang officer add BRUGERNAVN --name NAVN --email ADRESSE"


def greeting(running: Settings) -> list[str]:
    """The lines to print, with addresses that can be clicked."""
    return [
        "Sagsgang kører — Ctrl-C standser det hele",
        *_who_is_here(running),
        f"  Sager          {running.base_url}/sager",
        f"  Høringer       {running.base_url}/hoeringer (det, alle kan se)",
        f"  API            {running.base_url}/api/v1/openapi.json",
        f"  Data og log    {running.data}",
    ]


def _who_is_here(running: Settings) -> Iterator[str]:
    """What there is to try outside production; everywhere how to make the first officer."""
    house = install(running)
    try:
        if not running.production:
            yield from _to_try(house)
        if any_officer(house) is None:
            yield "  Her er ingen sagsbehandler endnu. Opret den første i et andet vindue:"
            yield f"    {_FIRST_OFFICER.format(data=shlex.quote(str(running.data)))}"
    finally:
        house.database.dispose()


def _to_try(house: Installation) -> Iterator[str]:
    """A moved clock, a hearing to answer, the way in, where the mails lie."""
    note, offered = clock_words(house), links(house)
    if note:
        yield f"  {note}"
    if offered.answer:
        yield f"  Svar på en høring som {offered.answers_as} (linket er klar til et klik):"
        yield f"    {offered.answer}"
    if offered.sign_in:
        yield "  Log ind som sagsbehandler (linket virker én gang):"
        yield f"    {offered.sign_in}"
    if house.settings.smtp_url is None:
        yield f"  Postkasse      {house.settings.base_url}/postkasse"
