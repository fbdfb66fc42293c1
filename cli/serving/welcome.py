"""What `serve` tells the newcomer once everything runs."""

from workflows.settings import Settings


def greeting(running: Settings) -> list[str]:
    """The lines to print, with addresses that can be clicked."""
    return [
        "Sagsgang kører — Ctrl-C standser det hele",
        f"  Sager          {running.base_url}/sager",
        f"  Høringer       {running.base_url}/hoeringer",
        f"  API            {running.base_url}/api/v1/openapi.json",
        f"  Data og log    {running.data}",
    ]
