"""Says in Danish what is wrong with bodies, members and rules of whom to hear."""

from datetime import date

WRITE_ONE_ADDRESS = "skriv én adresse: navn@sted.dk"
DELETE_ONE = "slet den ene"
A_HEARING_ON_A_ROUTE = "en høring i sagsgangen"
A_HEARING = "en høring"
CHOOSE_ANOTHER_CODE = "vælg en anden kode"
MEND_FROM_OR_TO = "ret from eller to"
SUBSTITUTE_HAS_NO_OFFICE = "en stedfortræder har ikke et hverv"
BODY_HAS_NO_MEMBERS = "udvalget har ingen medlemmer"
GIVE_EACH_AN_ADDRESS = "giv hvert medlem sin egen adresse"
DELETE_ONE_OR_MEND_THE_TIMES = "slet den ene, eller ret perioderne"
MEND_THE_TIMES_OR_DELETE_ONE = "ret perioderne, eller slet det ene"
RULE_STANDS_TWICE = "reglen står to gange"
WRITE_MARKS_OR_CASE_TYPES = "skriv marks, case_types eller begge dele"
RULE_NAMES_NO_CASES = "reglen siger ikke, hvilke sager den gælder for"
MAKE_ONE_THE_COUNCIL = 'giv netop ét organ kind = "council"'
DELETE_OFFICE = "slet office"
GIVE_THE_BODY_CONTACTS = "giv organet contacts i bodies.toml"


def email_stands_twice(email: str) -> str:
    return f'"{email}" står to gange'


def code_has_no_letters(code: str) -> str:
    return f'"{code}" har hverken bogstaver a-å eller tal'


def code_becomes_the_same(code: str, key: str, taken: str) -> str:
    return f'"{code}" bliver til {key} ligesom {taken}'


def one_council_is_needed(found: str) -> str:
    return f"der skal være én kommunalbestyrelse, her er {found}"


def does_not_know(code: str) -> str:
    return f"kender ikke {code}"


def ends_before_the_member_begins(last: date, first: date) -> str:
    return f"{last} er før den dag, medlemmet begynder ({first})"


def is_no_member_then(name: str, body: str) -> str:
    return f"{name} er ikke medlem af {body} i perioden"


def has_anothers_address(address: str, first: str) -> str:
    return f"{address} er allerede {first}s adresse"


def stands_twice_at_once(body: str) -> str:
    return f"står to gange i {body} på samme tid"


def has_a_chair_already(body: str, name: str) -> str:
    return f"{body} har allerede en formand i perioden: {name}"


def write_for_example(key: str) -> str:
    return f"skriv for eksempel {key}"


def is_not_small_letters(code: str) -> str:
    return f"{code} er ikke små bogstaver a-z og tal"


def has_nobody_to_write_to(code: str) -> str:
    return f"{code} har ingen, der kan skrives til"
