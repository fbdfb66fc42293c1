"""Says in Danish what is wrong in an officer's form, and what to write."""

CHOOSE_HOW_TO_BE_TOLD = "vælg, hvordan du vil have besked"
SOMETHING_IS_WRONG = "Noget skal rettes"
CHOOSE_WHAT_THE_ANSWER_SAYS = "vælg, hvad svaret siger om forslaget"
CHOOSE_HOW_IT_CAME = "vælg, hvordan svaret kom ind"
NOT_RECEIVED_IN_THE_FUTURE = "svaret kan ikke være modtaget i fremtiden"
NOT_RECEIVED_BEFORE_THE_HEARING = "svaret kan ikke være modtaget, før høringen blev sendt"
WRITE_THE_TIME_AS = "skriv klokkeslættet som 14:30"
HEARING_TAKES_NO_ANSWERS = "Høringen tager ikke imod svar"
CHOOSE_OPEN_OR_CLOSED = "vælg, om sagen er åben eller lukket"
RELOAD_AND_WRITE_AGAIN = "formularen er ikke hel; genindlæs siden, og skriv igen"
WRITE_THE_REMARK = "skriv bemærkningen, eller slet navnet"
WRITE_HOW_MANY_VOTED = "skriv, hvor mange der stemte"
WRITE_THE_COUNT_IN_FIGURES = "skriv antallet med tal"
CHOOSE_THE_EFFECT = "vælg virkningen fra listen"
FORM_IS_TOO_LARGE = "Formularen fylder for meget; kun begyndelsen står her. Skriv det kortere"
TOO_MANY_FIELDS = "Formularen har for mange felter. Send den igen herfra"
FILE_IS_TOO_LARGE = "En fil fylder mere end 20 MB. Vælg en mindre fil"
FILES_ARE_TOO_LARGE = "Filerne fylder tilsammen mere end 40 MB. Vælg færre"
TOO_MANY_FILES = "Formularen har for mange filer. Vælg færre"
FORM_CAME_IN_PART = "Formularen nåede ikke helt frem. Se den igennem, og send den igen"
TEXT_HAS_SIGNS_NOT_SHOWN = "Teksten har tegn, der ikke kan vises; de står nu som ␀ eller �. Ret dem"
DATE_IS_MISSING = "Datoen mangler — skriv den som 28-02-2027"
CHOOSE_WHOSE_ANSWER = "vælg, hvem svaret er fra"
WRITE_WHAT_CHANGED = "skriv, hvad der er ændret siden den forrige runde"
WRITE_WHAT_IS_FOLLOWED_UP = "skriv, hvad der følges op på"
CHOOSE_FROM_THE_LIST = "vælg fra listen"
FOLLOW_UP_HAS_ENDED = "Opfølgningen er slut"
TICK_PUBLISH = "sæt flueben ved »Offentliggør svaret«, når det må vises"
CHOOSE_HOW_THEY_BELONG = "vælg, hvordan sagerne hører sammen"


def number_is_too_long(most: int) -> str:
    return f"sagsnummeret må højst have {most} tegn"


def names_are_too_long(most: int) -> str:
    return f"skriv navnene på højst {most} tegn"


def file_is_too_large(name: str) -> str:
    return f"Filen »{name}« fylder mere end 20 MB. Vælg en mindre fil"


def text_is_too_long(length: int, most: int) -> str:
    return f"Teksten fylder {length} tegn; den må højst fylde {most}"


def line_is_too_long(line: str, most: int) -> str:
    return f"»{line}…« er for langt; højst {most} tegn"


def year_is_a_slip(year: int) -> str:
    return f"Året {year} er nok en slåfejl — skriv datoen som 28-02-2027"


def party_has_two_deadlines(name: str) -> str:
    return f"{name} har to frister; skriv den samme begge steder, eller kun en"


def has_a_deadline_but_is_not_chosen(name: str) -> str:
    return f"{name} har en egen frist, men er ikke valgt: sæt flueben, eller slet den"


def has_the_address_twice(name: str, address: str) -> str:
    return f"»{name}« har adressen {address} to gange; slet den ene linje"


def lines_have_two_deadlines(name: str) -> str:
    return f"»{name}« har to frister; skriv den samme på hver linje, eller kun en"


def too_many_other_parties(count: int, most: int) -> str:
    return f"der er {count} andre parter; højst {most} kan høres"


def write_name_and_address(quoted: str) -> str:
    return f"{quoted}: skriv navn, semikolon og mailadresse"


def choose_what_may_be_shown(name: str) -> str:
    return f"vælg den udgave af »{name}«, der må vises"


def choose_what_becomes_of(name: str) -> str:
    return f"vælg, hvad der skal ske med filen »{name}«"


def the_field(hidden: str) -> str:
    return f"Feltet {hidden}"


def address_of(quoted: str, problem: str) -> str:
    return f"{quoted}: adressen {problem}"
