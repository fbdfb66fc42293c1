"""Says in Danish why an act on a case is refused, and what to do instead."""

from datetime import date

ONLY_WITH_PARTIES_HEARD = (
    "svaret kan kun gives sammen med parter i samme høring; genindlæs siden, og vælg igen"
)
DECISION_IS_APPROVED = "beslutningen er godkendt"
ONCE_HAS_NO_LAST_DAY = "en opfølgning, der sker én gang, har ingen slutdato — fjern den"
WRITE_WHAT_IS_FOLLOWED_UP = "skriv, hvad der følges op på; det bliver den nye sags titel"
JOINED_FOLLOW_UP_THERE = (
    "sagen er lagt sammen med en anden; skriv opfølgningen i den, den er lagt sammen med"
)
FOLLOW_UP_HAS_ENDED = "opfølgningen er slut og kan ikke ændres — skriv en ny"
THE_CASE = "sagen"
DEFERS_NOTHING = "beslutningen udsætter ikke sagen; udelad mødet, eller vælg et ord, der gør"
A_STEP = "et skridt"
WAS_IN_HEARING = (
    "sagen har været i høring, og dens svar kan ikke flyttes; træk sagen tilbage, og knyt den til"
    " den anden i stedet"
)
WAS_DECIDED = (
    "der er skrevet en beslutning i sagen; træk sagen tilbage, og knyt den til den anden i stedet"
)
HAS_FOLLOW_UPS = "sagen har opfølgninger, der venter; afslut dem først"
CLOSED_INTO_OPEN = (
    "sagen er lukket, og den anden er åben; en lukket sag kan kun lægges sammen med en lukket"
)
COMMENT_IS_EMPTY = "skriv noten"
CASE_IS_OPEN = "sagen er åben: alle sagsbehandlere kan se den"


def have_answered(names: str) -> str:
    return (
        f"{names} har allerede svaret, selv eller sammen med en anden; "
        "fjern fluebenet, og send igen"
    )


def meeting_is_old(meets_on: date, days: int) -> str:
    return (
        f"mødet {meets_on:%d-%m-%Y} er mere end {days} dage gammelt; se efter, om året er rigtigt"
    )


def months_are_at_most(most: int) -> str:
    return f"antallet af måneder skal være 1 til {most}"


def weeks_are_at_most(most: int) -> str:
    return f"antallet af uger skal være 0 til {most}"


def last_is_before_first(last: str, first: str) -> str:
    return f"slutdatoen {last} ligger før den første opfølgning {first} — vælg en senere slutdato"


def day_is_gone(day: str) -> str:
    return f"dagen {day} er gået — vælg den næste dag, der kommer"


def refers_to_nobody(name: str) -> str:
    return (
        f"beslutningen sender ikke sagen til et andet udvalg; udelad {name}, "
        "eller vælg et ord, der gør"
    )


def point_is_there_twice(twice: int) -> str:
    return f"punkt {twice} er der to gange; skriv hvert punkt én gang"


def point_number(number: int) -> str:
    return f"punkt {number}"


def vote_has_no_minus(over: str) -> str:
    return f"afstemningen om {over}: antal er 0 eller mere"


def vote_needs_a_count(over: str) -> str:
    return f"afstemningen om {over}: skriv, hvor mange der stemte"


def vote_is_there_twice(over: str) -> str:
    return f"afstemningen om {over} er der to gange"


def defer_to_a_meeting_after(meets_on: date) -> str:
    return f"sagen udsættes til et møde efter {meets_on:%d-%m-%Y}"


def is_responsible_already(name: str) -> str:
    return f"{name} er allerede ansvarlig"


def sees_the_case_already(name: str) -> str:
    return f"{name} kan allerede se sagen"


def comment_is_too_long(length: int, most: int) -> str:
    return f"noten er på {length} tegn og kan højst være på {most}; læg resten på sagen som bilag"


def has_ended(number: str) -> str:
    return f"sag {number} er slut; genåbn den først, eller vælg en anden"


def sees_the_other_alone(names: str, number: str) -> str:
    return f"{names} kan se sag {number}, men ikke denne lukkede sag; navngiv vedkommende her først"
