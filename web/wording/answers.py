"""Says in Danish what is wrong with an answer, or why it cannot be kept."""

TEXT_IS_TOO_LONG = "Teksten er for lang. Læg den i en fil, og vedhæft den i stedet"
FILE_IS_TOO_LARGE = "Filen fylder mere end 20 MB. Vælg en mindre fil"
TOO_MANY_FIELDS = "Formularen har for mange felter. Send den igen herfra"
FILES_ARE_TOO_LARGE = "Filerne fylder tilsammen mere end 40 MB. Vælg færre"
TOO_MANY_FILES = "Vælg højst 10 filer. Saml flere i én PDF"
ANSWER_CAME_IN_PART = "Svaret nåede ikke helt frem. Se det igennem, og send det igen"
TEXT_HAS_SIGNS_NOT_SHOWN = (
    "Teksten har tegn, der ikke kan vises; de står nu som ␀ eller �. Ret dem, og send igen"
)
CHOOSE_WHAT_YOU_THINK = "Vælg, hvad I mener om forslaget"
FORM_IS_NOT_WHOLE = "Formularen er ikke hel. Send svaret igen herfra"
NO_REMARKS_BUT_A_TEXT = (
    "I har valgt »Ingen bemærkninger«, men der står en tekst i feltet. Vælg et andet svar, slet "
    "teksten, eller sæt flueben ved, at den skal med"
)
NO_REMARKS_BUT_A_FILE = (
    "I har valgt en fil. Skal den med, så send svaret; ellers fjern fluebenet ved den"
)
CANNOT_BE_KEPT_NOW = "Vi kan ikke gemme lige nu. Teksten står her endnu; send den igen om lidt"
REGISTERED_BY_MISTAKE = (
    "Et svar var ved en fejl skrevet ind for jer og tæller ikke mere. Send jeres eget"
)
PAGE_WAS_TOO_OLD = "Siden var blevet for gammel. Teksten står her endnu; vælg filerne igen, og send"
CANNOT_BE_KEPT_TRY_AGAIN = "Vi kan ikke gemme lige nu. Prøv igen om lidt."
MOST_FILES = "Højst 10 filer, der tilsammen fylder 40 MB"
ASKED_MANY_TIMES = (
    "Der er lige bedt om links mange gange. Se efter i indbakken, eller vent fem minutter"
)


def file_is_too_large(name: str) -> str:
    return f"Filen »{name}« fylder mere end 20 MB. Vælg en mindre fil"


def no_remarks_but_chosen(stance: str) -> str:
    return f"Der er trykket på »Ingen bemærkninger«, men valgt »{stance}«. Vælg det, I mener"


def no_room_for(file: str, room: str) -> str:
    return f"Der er ikke plads til filen »{file}«. {room}"


def the_address(fault: str) -> str:
    return f"Adressen {fault}"
