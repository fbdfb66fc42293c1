"""Says in Danish what is wrong in a request to the API."""

BODY_OR_NAME = "skal have enten body eller name"
DUE_ON_OR_DUE_AT = "kan ikke have både due_on og due_at"
WRITE_A_DATE = "skal være en dato som 2027-02-28"
NO_SUCH_DATE = "er en dato, der ikke findes"
WRITE_AN_INSTANT = "skal være et tidspunkt som 2027-02-28T12:00:00+01:00"
TIME_ZONE_IS_MISSING = "mangler tidszone: skriv for eksempel +01:00 eller Z bagefter"
TOO_MANY_FIELDS = "for mange felter — send kun dem, der står i beskrivelsen"
SEND_IT_AS_UTF8 = "et felt har tegn, der ikke kan vises — send det som UTF-8"
SEND_ONE_DOCUMENT = "send ét dokument i feltet »file«"


def years_are(first: int, last: int) -> str:
    return f"skal ligge i årene {first} til {last}"


def send_fewer_files(most: int) -> str:
    return f"for mange filer — send højst {most}"


def send_one_field(field: str) -> str:
    return f"send ét felt »{field}« med JSON, og ellers kun filer"


def send_files_in(field: str) -> str:
    return f"send filer i feltet »{field}«"


def the_mail_address(fault: str) -> str:
    return f"mailadressen {fault}"
