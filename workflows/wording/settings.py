"""Says in Danish what is wrong with the settings."""

from pathlib import Path

PATH_IS_NOT_UTF8 = "stien er ikke UTF-8 — giv mappen et andet navn"
IS_A_FILE = "er en fil"
IS_NOT_THERE = "findes ikke"
MUST_BE_AN_ENVIRONMENT = "skal være development, test eller production"
MUST_BE_SECONDS = "skal være et antal sekunder over 0 og højst 60"


def folder_cannot_be_made(data: Path) -> str:
    return f"{data}: mappen kan ikke laves her — vælg en anden"


def no_such_time_zone(name: str) -> str:
    return f"tidszonen »{name}« kendes ikke — for eksempel Europe/Copenhagen"


def key_is_too_short(shortest: int) -> str:
    return f"nøglen skal have mindst {shortest} tegn, trukket tilfældigt"


def folder_is(folder: Path, what: str) -> str:
    return f"mappen {folder} {what} — angiv en mappe med definitioner"


def is_not_utf8(variable: str) -> str:
    return f"{variable}: er ikke UTF-8 — skriv værdien igen"


def key_is_missing(prefix: str) -> str:
    return f"{prefix}SECRET_KEY: mangler i produktion — for eksempel: openssl rand -hex 32"


def opens_here_only(prefix: str, base_url: str, server: str | None) -> str:
    return (
        f"{prefix}BASE_URL: {base_url} kan kun åbnes på denne maskine, men mails sendes gennem "
        f"{server} — skriv modtagernes vej ind"
    )


def is_missing(variable: str) -> str:
    return f"{variable}: mangler — de andre er der"


def issuer_is_not_https(prefix: str) -> str:
    return f"{prefix}OIDC_ISSUER: skal begynde med https://"


def is_unknown_perhaps(name: str, prefix: str, meant: str) -> str:
    return f"{name}: kendes ikke — mente du {prefix}{meant}?"


def is_unknown(name: str) -> str:
    return f"{name}: kendes ikke og bruges ikke"
