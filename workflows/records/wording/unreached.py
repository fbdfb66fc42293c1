"""Why a database is not to be had, in words for whoever runs the installation."""

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import InternalError

from workflows.records.database import UNAVAILABLE

_WORDS = (
    ("unable to open database file", "filen kan ikke åbnes — findes mappen, og er der adgang?"),
    ("file is not a database", "filen er ikke en SQLite-database"),
    (
        "attempt to write a readonly database",
        "der må ikke skrives i filen — giv den og dens mappe rettigheder til det",
    ),
    ("database is locked", "et andet program holder den låst"),
    ("database or disk is full|no space left", "der er ikke mere plads — gør plads på disken"),
    ("disk i/o error", "disken kan ikke læses eller skrives"),
    (
        "password authentication failed|no password supplied|role .* does not exist",
        "serveren afviser brugernavn eller adgangskode — ret dem",
    ),
    (
        "database .* does not exist",
        "serveren har ingen database af det navn — opret den, eller ret navnet",
    ),
    (
        "failed to resolve host|could not translate host|name or service not known",
        "værten kendes ikke — ret dens navn",
    ),
    ("connection refused", "ingen svarer der — start PostgreSQL, eller ret vært og port"),
    (
        "timeout|timed out",
        "ingen svarer i tide — ret vært og port, eller prøv igen",
    ),
    ("no route to host|network is unreachable", "der er ingen vej til værten — ret den"),
    (
        "no such file or directory",
        "der er ingen server på den sti — start PostgreSQL, eller ret den",
    ),
    (
        "no pg_hba.conf entry",
        "serveren tager ikke imod os — ret serverens pg_hba.conf, eller prøv ?sslmode=require",
    ),
    ("does not support ssl", "serveren kan ikke kryptere — fjern sslmode fra adressen"),
    ("certificate|ssl", "forbindelsen kan ikke krypteres — ret sslmode eller certifikaterne"),
    (
        "too many clients|connection slots",
        "serveren har ikke flere forbindelser — prøv igen senere",
    ),
    (
        "starting up|shutting down|recovery mode",
        "serveren er ved at starte eller stoppe — prøv igen",
    ),
    ("permission denied", "brugeren mangler rettigheder — giv den dem i databasen og dens skema"),
    ("read-only", "der må ikke skrives i den — ret adressen til den server, der skrives på"),
    (
        "invalid connection option|invalid uri",
        "adressen har et tilvalg, der ikke findes — fjern det",
    ),
    (
        "server closed|terminating connection|connection is (closed|lost)",
        "forbindelsen blev afbrudt — prøv igen",
    ),
)
"""What SQLite or PostgreSQL says, and what that is to us: the first that fits."""


def why_unreached(said: str, url: URL) -> str:
    """The driver's message in Danish, or itself on one line where it is none of the usual.

    Never the password, which a driver may repeat when it cannot read an address.
    """
    for english, danish in _WORDS:
        if re.search(english, said, re.IGNORECASE):
            return danish
    told = " ".join(said.split())
    return told.replace(url.password, "***") if url.password else told


def why_failed(fault: Exception, url: str) -> str | None:
    """Why a database that was there failed all the same; None for a fault that is not its own."""
    # The last is what PostgreSQL says where nothing may be written, as on a standby.
    if not isinstance(fault, (*UNAVAILABLE, InternalError)):
        return None
    return why_unreached(str(getattr(fault, "orig", None) or fault), make_url(url))
