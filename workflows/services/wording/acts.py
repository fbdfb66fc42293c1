"""Says in Danish why an act is refused that the rules alone could not refuse."""

from datetime import date

IN_PRODUCTION_A_DAY = "I drift har en høring en dag som frist — skriv due_on, ikke due_at"
ATTACHMENT_WAS_TAKEN_OFF = "bilaget er taget af sagen i mellemtiden"
CHOOSE_WHO_MAY_SEE_IT = "vælg, hvem der skal kunne se sagen"
CHOOSE_WHO_IS_RESPONSIBLE = "vælg, hvem der skal være ansvarlig"
IS_THE_CASE_ITSELF = "det er sagen selv; skriv den andens nummer"
WRITE_THE_NUMBER_OF_THE_CASE = "skriv den anden sags nummer"
CHOOSE_WHO_IS_TOLD = "vælg igen, hvem der skal have besked"
DAY_HAS_NOT_COME = "dagen er ikke kommet endnu"
TEXT_HAS_NO_ROUTE = (
    "teksten har hverken en sagsgang eller et udvalg, som bodies.toml kender — skriv udvalget dér, "
    "eller giv sagsgangen med --route"
)
BODY_IS_NOT_KNOWN = "udvalget kendes ikke"
THERE_IS_NO_DATE = "der er ingen dato"
MAIL_IS_DONE_WITH = "mailen er allerede behandlet"
MAIL_IS_REGISTERED = "mailen er allerede skrevet ind som svar"
MAIL_CAME_BEFORE_THE_HEARING = "mailen kom, før høringen blev åbnet"
CHOOSE_WHOM_IT_IS_PROMISED = "vælg, hvem det er lovet"
CHOOSE_WHO_IS_TO_DO_IT = "vælg, hvem der er ansvarlig"
JOINTLY_WITH_IS_WRONG = "jointly_with kan kun være andre parter i samme høring"
RECEIVED_AT_IS_AHEAD = "received_at ligger i fremtiden"
RECEIVED_AT_IS_TOO_EARLY = "received_at ligger før høringen blev åbnet"
FROM_THE_TEXT_OF_AN_AGENDA = "Ført ind fra dagsordenens tekst"
MEETING_IS_HELD_HERE = "mødet er holdt og lukket her"
WORD_OF_DECISION_IS_MISSING = (
    "beslutningsordet mangler; sagen står på mødets dagsorden og venter på det"
)
CASE_HAD_ENDED = "sagen var afsluttet"
THE_ONE_BEFORE_IS_MISSING = "beslutningen før denne er ikke ført ind"
ANOTHER_BODY_HAD_IT = "et andet udvalg havde sagen"
PRESENTATION = "Sagsfremstilling"
DECISION = "Beslutning"


def number_is_used(wanted: str) -> str:
    return f"Sagsnummeret {wanted} er brugt — vælg et andet"


def no_such_case_type(name: str, known: str) -> str:
    return f"Sagstypen »{name}« findes ikke — vælg en af: {known}"


def no_such_mark(one: str, kinds: str) -> str:
    return f"mærket »{one}« findes ikke — kendte: {kinds}"


def type_was_changed_within_a_version(name: str, version: int) -> str:
    return (
        f"Sagstypen »{name}« har fået andet indhold i samme version ({version}) — giv den et nyt "
        "versionsnummer"
    )


def deferred_to_the_meeting(day: str) -> str:
    return f"Udsat til mødet {day}"


def no_such_lines(lines: str, last: int) -> str:
    return f"Linje {lines} findes ikke — journalen har {last} linjer"


def lines_have_no_contents(lines: str) -> str:
    return f"Linje {lines} har intet indhold, der kan slettes"


def lines_tell_of_erasing(lines: str) -> str:
    return f"Linje {lines} siger, hvad der er slettet, og skal blive"


def is_not_registered(name: str) -> str:
    return f"»{name}« er ikke i registeret"


def no_such_case(wanted: str) -> str:
    return f"Sagen »{wanted}« findes ikke — skriv dens nummer eller id"


def no_meeting_of_the_body(later: date) -> str:
    return f"udvalget har intet møde {later:%d-%m-%Y}"


def on_line(line: int, what: str) -> str:
    return f"linje {line}: {what}"


def nobody_is_called(username: str) -> str:
    return (
        f"ingen sagsbehandler har brugernavnet »{username}«: ret det, fjern @, eller vælg under"
        " »Giv besked til«"
    )


def may_not_see_it(name: str) -> str:
    return (
        f"{name} kan ikke se den lukkede sag og får derfor ingen besked: fjern navnet, eller lad"
        " den ansvarlige navngive vedkommende på sagen først"
    )


def there_is_no_case(number: str) -> str:
    return f"der er ingen sag {number}, som du kan se; se efter i sagslisten, hvad nummeret er"


def are_related_already(number: str) -> str:
    return f"sagerne er allerede knyttet sådan sammen; sag {number} står ovenfor"
