"""What `serve` tells the newcomer once everything runs."""

from collections.abc import Iterator

from cli.clock import clock_words
from workflows.services.installation import install
from workflows.services.welcome import links
from workflows.settings import Settings


def greeting(running: Settings) -> list[str]:
    """The lines to print, with addresses that can be clicked."""
    return [
        "Sagsgang kører — Ctrl-C standser det hele",
        *_to_try(running),
        f"  Sager          {running.base_url}/sager",
        f"  Høringer       {running.base_url}/hoeringer (det, alle kan se)",
        f"  API            {running.base_url}/api/v1/openapi.json",
        f"  Data og log    {running.data}",
    ]


def _to_try(running: Settings) -> Iterator[str]:
    """Outside production: a moved clock, a hearing to answer, the way in, where the mails lie."""
    if running.production:
        return
    house = install(running)
    try:
        note, offered = clock_words(house), links(house)
    finally:
        house.database.dispose()
    if note:
        yield f"  {note}"
    if offered.answer:
        yield f"  Svar på en høring som {offered.answers_as} (linket er klar til et klik):"
        yield f"    {offered.answer}"
    if offered.sign_in:
        yield "  Log ind som sagsbehandler (linket virker én gang):"
        yield f"    {offered.sign_in}"
    if running.smtp_url is None:
        yield f"  Postkasse      {running.base_url}/postkasse"
