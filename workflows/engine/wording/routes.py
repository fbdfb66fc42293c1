"""Says in Danish what a route says, what it does not, and how to write it."""

SENT_ON = "sendes videre"
HEARING_IS_OPENED = "høringen åbnes"
HEARING_IS_CLOSED = "høringen lukkes"
PUT_ON_THE_AGENDA = "sættes på dagsordenen"
TAKEN_OFF_THE_AGENDA = "tages af dagsordenen"
DECISION = "beslutning"
WAITS_FOR_A_MEETING = "venter på møde"
ON_THE_AGENDA = "på dagsordenen"
WRITE_IT_TWICE = "skriv udvalget eller rådet to gange, en gang for hver behandling: KB, KB"
CAN_BE_READ_IN_SEVERAL_WAYS = "kan læses på flere måder"
IS_NOT_KNOWN = "kendes ikke"
IN_BRACKETS_A_DATE_OR_A_NAME = "i parentes kan der stå en dato eller et andet navn for det samme"
ROUTE_IS_EMPTY = "sagsgangen er tom; skriv de udvalg og råd, der behandler sagen, i rækkefølge"
HEARD_ARE_CHOSEN_ON_THE_CASE = (
    "hvem der høres, vælges på sagen; skriv her kun ordet høring og et komma"
)
LEAVE_OUT_THE_NUMBER = "udelad tallet; et navn skrives én gang, hver gang sagen er der: KB, KB"
WRITE_WHO_TREATS_IT_AGAIN = "skriv navnet på det udvalg eller råd, som behandler sagen igen"
WRITE_THE_STEP_OR_LEAVE_IT = "skriv trinnet med, eller udelad det; en sagsgang kan ændres siden"
LEAVE_OUT_THE_WORD = "udelad ordet; skriv kun navne og høring med komma imellem"


def write_hearing_alone_or_with(code: str) -> str:
    return (
        f"skriv kun høring, hvis {code} skal høres (hvem der høres, vælges på sagen), og »høring, "
        f"{code}«, hvis {code} selv skal behandle sagen bagefter"
    )


def is_left_out(position: int, piece: str) -> str:
    return (
        f"tegn {position}: »{piece}« er udeladt; en sagsgang siger kun, hvem der behandler sagen, "
        "og i hvilken rækkefølge"
    )


def known_bodies_are(known: str) -> str:
    return f"kendte i bodies.toml er {known}"


def has_no_step(line: str, key: str) -> str:
    return f"sagsgangen {line} har intet trin »{key}«"


def has_too_many_steps(count: int, most: int) -> str:
    return f"sagsgangen har {count} trin; den kan højst have {most}"


def two_hearings_in_a_row(first: int, second: int) -> str:
    return f"trin {first} og {second} er begge høring; et udvalg eller råd må stå imellem"


def route_is_too_long(length: int, most: int) -> str:
    return f"sagsgangen fylder {length} tegn; den kan højst fylde {most} — skriv færre trin"


def hearing_number(number: int) -> str:
    return f"Høring {number}"


def write_the_hearing_by_itself(before: str) -> str:
    return f"skriv høringen som et trin for sig: {before}, høring, {before}"


def type_has_no_hearing(title: str) -> str:
    return (
        f"sagsgangen har en høring, men sagstypen {title} har ingen slags høringer — skriv "
        "sagsgangen uden høring, eller opret sagen med en anden sagstype"
    )


def line_is_too_long(length: int, most: int) -> str:
    return f"sagsgangen er på {length} tegn; den kan højst være på {most}"


def sign_and_piece(position: int, on_one_line: str, wrong: str) -> str:
    return f"tegn {position}: »{on_one_line}« {wrong}"


def did_you_mean(nearest: str) -> str:
    return f"mente du {nearest}?"
