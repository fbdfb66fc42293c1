"""Says in Danish what is wrong with a definition, and how to mend it."""

WRITE_ONE_ADDRESS = "skriv én adresse: navn@sted.dk"
WRITE_THE_WHOLE_URL = "skriv den hele adresse: https://www.was.digst.dk/…"
WRITE_SIX_SIGNS = 'skriv den med seks tegn efter #: "#123f5a"'
CHOOSE_A_DARKER = "vælg en mørkere: hvid tekst på den skal kunne læses (WCAG 1.4.3)"
MEND_THE_PLACES = "ret stederne"
MISSING = "mangler"
CREATE_OR_COPY = "opret den, eller kopiér den fra norddjurs"
HAS_NO_CASE_TYPES = "har ingen sagstyper"
ADD_A_CASE_TYPE = "læg mindst én .toml-fil i den"
IS_NOT_KNOWN = "kendes ikke"
IS_EMPTY = "er tom"
WRITE_IN_IT_OR_DELETE_IT = "skriv i den, eller slet den"
GIVE_EACH_A_NAME = "giv dem hver sit navn"
A_TEXT = "en tekst i anførselstegn"
A_WHOLE_NUMBER = "et helt tal"
A_LIST = "en liste"
A_TABLE = "en tabel"
A_DATE = "en dato"
UNKNOWN_KEY = "ukendt nøgle"
HAS_BREAKS_OR_UNSEEN = "indeholder linjeskift eller usynlige tegn"
WRITE_ON_ONE_LINE = "skriv det på én linje"
WRITE_A_TEXT_OR_DELETE_THE_LINE = "skriv en tekst eller slet linjen"
WRITE_AGAIN_WITHOUT = "skriv teksten ind igen uden dem"
WRITE_A_TEXT = "skriv en tekst"
WRITE_A_TIME_OF_DAY = 'skriv som "08:00"'
TRUE_OR_FALSE = "true eller false"
HAS_UNSEEN_SIGNS = "indeholder usynlige tegn"


def is_no_https_url(address: str) -> str:
    return f"{address} er ikke en adresse, der begynder med https://"


def is_no_colour(colour: str) -> str:
    return f"{colour} er ikke en farve"


def is_too_light(colour: str) -> str:
    return f"{colour} er for lys"


def name_as_the_file(of_file: str, case_type_file: str) -> str:
    return f'skriv name = "{of_file}", eller omdøb filen til {case_type_file}'


def is_not_the_files_name(name: str) -> str:
    return f"{name} er ikke filens navn"


def is_no_case_type(code: str) -> str:
    return f"{code} er ikke en sagstype"


def is_it_renamed(now: str) -> str:
    return f"er den omdøbt til `{now}`? Ret stederne"


def is_used_but_not_there(name: str, places: int) -> str:
    return f"{name} findes ikke, men bruges {places} steder"


def or_write_a_section(asked: str, key: str) -> str:
    return f"{asked}, eller skriv en [[{key}]] med den kode"


def is_the_same_as(name: str, where: str, owner: str) -> str:
    return f"{name} er det samme som {where}{owner}"


def write_key_as(key: str, example: str) -> str:
    return f"skriv {key} = {example}"


def is_not(value: str, kind: str) -> str:
    return f"{value} er ikke {kind}"


def number_will_not_do(number: str) -> str:
    return f"{number} går ikke"


def write_a_number_up_to(most: int) -> str:
    return f"skriv et tal fra 1 til {most}"


def does_not_know(text: str) -> str:
    return f"kender ikke {text}"


def is_no_time_of_day(text: str) -> str:
    return f"{text} er ikke et klokkeslæt"


def write_at_least_one(key: str) -> str:
    return f"skriv mindst én [[{key}]]"


def where_types_and_letters_are(case_types: str, letters: str) -> str:
    return f"sagstyper ligger i {case_types}, breve i {letters}"
