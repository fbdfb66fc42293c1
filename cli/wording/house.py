"""Says in Danish how the installation is, and what stands in the way of a command."""

from datetime import datetime
from pathlib import Path

STANDS_STILL_AT = "står stille på"
HAS_BEEN_MOVED = "er flyttet: det viser"
NOTHING_FALLS_DUE_BY_ITSELF = "; intet forfalder af sig selv"
NO_DEMO_IN_PRODUCTION = "demoen kan ikke spilles i produktion — SAGSGANG_ENV=development kan"
DEMO_WAS_INTERRUPTED = "Demoen er afbrudt midt i fortællingen; uret viser den rigtige tid."
SERVE_HAS_ITS_OWN = " (»serve« har sin egen)"
FOLDER_HAS_NO_NAME = "mappens navn mangler"
DATABASE_IS_BROUGHT_UP = "Databasen er bragt til nyeste skema."
DATABASE_IS_NEW = "Databasen er allerede ny."
PUT_THE_ADDRESS_BEFORE = "Sæt installationens adresse foran; »sagsgang serve« skriver den."
MAILS_ARE_SENT = "Mails sendes, efterhånden som de er klar."
NO_MAILS_WAIT = "Ingen mails venter."
MAILS_ARE_HELD = "Mails holdes tilbage, til der siges »sagsgang outbox --let-go«. Der venter:"
MAILS_ARE_HELD_BY_A_COPY = (
    "Mails holdes tilbage: databasen er ældre end de mails, der er sendt herfra. Er den hentet fra "
    "en kopi, så se, om det, der venter, er sendt før, og sig »sagsgang outbox --let-go«. Der "
    "venter:"
)
DEMO_DID_NOT_END = (
    "Demoen nåede ikke til ende, og dens sager står i databasen uden for mappen {data}. Begynd "
    "forfra med en tom database og en tom mappe; »sagsgang serve« fortsætter ellers med dem"
)


def is_not_utf8(shown: str) -> str:
    return f"»{shown}« er ikke UTF-8 — skriv det igen"


def clock_is(how: str, at: datetime, so: str) -> str:
    return f"Bemærk: uret {how} {at:%d-%m-%Y kl. %H.%M}{so}"


def demo_is_done(seconds: float, mails: int) -> str:
    return f"Færdig på {seconds:.0f} s: {mails} mails, uret går igen."


def see_the_cases(data: str) -> str:
    return f"Se sagerne: make run DATA={data}"


def broker_answers(own: str) -> str:
    return f"mellemmanden svarer{own}"


def no_such_account(username: str) -> str:
    return f"ingen konto hedder »{username}«"


def calendar_is_short(line: str) -> str:
    return f"Bemærk: {line}. Indtil da kan der ikke oprettes sager af den."


def command_failed(words: str) -> str:
    return f"»sagsgang {words}« gik ikke godt"


def broker_refuses(prefix: str, broker: str) -> str:
    return (
        f"{prefix}BROKER_URL: {broker} afviser brugernavn eller adgangskode — ret dem: "
        "redis://bruger:kode@vært:port/0"
    )


def broker_is_silent(prefix: str, broker: str) -> str:
    return (
        f"{prefix}BROKER_URL: {broker} svarer ikke — start den, ret adressen, eller lad den stå "
        "tom: så har installationen sin egen"
    )


def web_server_is_silent(port: int, logs: Path) -> str:
    return f"Webserveren svarer ikke på port {port} — se filerne i {logs}"


def folder_is_in_use(data: Path, by: str) -> str:
    return (
        f"Mappen {data} er i brug: sagsgang kører allerede på {by} — stop den, eller vælg en anden "
        "mappe med --data"
    )


def port_cannot_be_used(port: int, cause: str) -> str:
    return f"Port {port} kan ikke bruges ({cause}) — vælg en anden med --port"


def child_is_restarted(name: str, cause: str, log: Path) -> str:
    return f"{name} stoppede ({cause}) og startes igen, se {log}"


def exit_code(code: int) -> str:
    return f"kode {code}"
