"""Says in Danish what is wrong with case types, their words and their routes."""

CHOOSE_ANOTHER_CODE = "vælg en anden kode"
WRITE_A_HEARING_OR_DELETE_THE_WORD = "skriv en [[hearing]], eller slet ordet"
IS_EMPTY = "er tom"
WRITE_THE_WORDS_TO_DECIDE_BY = "skriv koderne på de ord, der kan besluttes med"
DELETE_ONE = "slet den ene"
CAN_BECOME_TOO_SHORT = "kan blive kortere end minimum"
LENGTHEN_USUAL = "gør usual lige så lang eller længere"
REMINDERS_IN_THE_DAY = "påmindelser sendes fra 07:00 til før 18:00"
DELETE_THE_ONE = "slet det ene"
WRITE_THE_LONGEST_FIRST = "skriv det længste først"
SHORTEN_THE_RUNG = "gør trinnet kortere end høringen"
CHOOSE_ANOTHER_NAME = "vælg et andet navn"
CHOOSE_A_NAME_UNLIKE_ONE = "vælg et navn, der ikke ligner en"
CHOOSE_A_NAME_NOT_OF_OTHERS = "vælg et navn, der ikke er sat sammen af andres"
HEARING_ON_ROUTE_BUT_NOT_IN_TYPE = "har en høring, men sagstypen har ingen"
WRITE_A_HEARING = "skriv en [[hearing]]"
ADD_A_WORD_THAT_ADVANCES = 'tilføj et ord med effect = "advance"'
IS_OUTSIDE_THE_DAY = "ligger uden for dagtimerne"


def is_a_reserved_name(code: str) -> str:
    return f"{code} er et reserveret navn"


def sends_to_a_hearing_there_is_not(code: str) -> str:
    return f"{code} sender i høring, men sagstypen har ingen"


def does_not_know(code: str) -> str:
    return f"kender ikke {code}"


def stands_twice(code: str) -> str:
    return f"{code} står to gange"


def falls_on_the_rung_before(rung: str) -> str:
    return f"{rung} falder sammen med et trin før"


def is_longer_than_the_rung_before(rung: str) -> str:
    return f"{rung} er længere end trinnet før"


def may_come_before_the_invitation(rung: str, hearing: str) -> str:
    return f"{rung} kan ligge før invitationen til høringen {hearing}"


def cannot_be_read_in_a_route(name: str) -> str:
    return f"{name} kan ikke læses i en sagsgang"


def is_read_as_a_date_or_remark(name: str) -> str:
    return f"{name} læses ellers som en dato eller bemærkning, der udelades"


def may_be_read_as(name: str, steps: str) -> str:
    return f"{name} kan også læses som {steps}"


def no_case_reaches(line: str, state: str) -> str:
    return f"på sagsgangen {line} når ingen sag til {state}"


def no_case_ends_from(line: str, state: str) -> str:
    return f"på sagsgangen {line} kan ingen sag afsluttes fra {state}"


def body_has_no_meetings(code: str, source: str) -> str:
    return f"{code} har ingen møder, men sagsgangen i {source} går der"


def write_a_calendar(code: str) -> str:
    return f'skriv en [[calendar]] med body = "{code}" og dens datoer'
