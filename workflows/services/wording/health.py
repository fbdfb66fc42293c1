"""Says in Danish how the installation fares, and what to do about it."""

from pathlib import Path

THEY_ARE_HELD = "de holdes tilbage: se »sagsgang outbox«"
NO_SWEEP_HAS_RUN = "ingen fejning har kørt; start workerne og uret (»sagsgang serve« eller beat)"
SWEPT_AS_THEY_SHOULD = "fristerne fejes, som de skal"
NOT_SWEPT_SINCE_THE_START = "der er ikke fejet siden starten; det kan komme endnu"
SWEEPS_HAVE_STOPPED = "fejningen, eller mailen, er gået i stå; se loggen, og start workerne igen"
NO_SCANNER = "ingen virusscanner er sat op (CLAMD_URL)"
IN_PRODUCTION_NOW_ONLY = "I produktion gælder kun tiden nu — udelad --at"
CASES_IN_THE_DATABASE = "Der er sager i databasen — vælg en tom datamappe med --data"
NO_TRAVEL_IN_PRODUCTION = "Tiden kan ikke flyttes i produktion"
SCANNER_ANSWERS = "virusscanneren svarer"


def oldest_deadline_has_waited(seconds: int) -> str:
    return f"den ældste frist, der er kommet, har ventet {seconds} sekunder"


def mails_wait(waiting: int) -> str:
    return f"{waiting} mails venter på at blive sendt"


def and_none_are_sent(told: str, why: str) -> str:
    return f"{told}, og ingen sendes: {why}"


def mails_failed(failed: int, days: int) -> str:
    return f"{failed} mails kunne ikke sendes de seneste {days} dage"


def mails_wait_for_a_person(mails: int) -> str:
    return f"{mails} mails i indbakken venter på et menneske"


def gigabytes_free(gigabytes: float) -> str:
    return f"{gigabytes:.1f} GB fri, hvor filerne ligger"


def scanner_is_unreachable(unreachable: object) -> str:
    return f"virusscanneren kan ikke nås: {unreachable}"


def folder_has_no_key(data: Path) -> str:
    return (
        f"Mappen {data} har ikke installationens nøgle — sæt SAGSGANG_DATA til dens datamappe, "
        "eller kør »sagsgang migrate« for en ny"
    )


def sealed_by_another_key(prefix: str) -> str:
    return f"{prefix}SECRET_KEY: journalerne er forseglet med en anden nøgle — skriv den rette"


def sealed_by_another_folders_key(prefix: str, data: Path) -> str:
    return (
        f"{prefix}DATA: journalerne er forseglet med en anden nøgle end den i {data}/secret.key"
        f" — ret mappen, eller skriv nøglen i {prefix}SECRET_KEY"
    )


def key_is_missing(prefix: str, data: Path) -> str:
    return (
        f"{prefix}SECRET_KEY: mangler, og {data} har ingen secret.key, men journalerne er forseglet"
        f" med en nøgle — skriv den, eller ret {prefix}DATA"
    )
