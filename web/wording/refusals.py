"""Says in Danish why a page cannot be shown or a thing not be done, and what to do."""

NOT_NOW = "Det kan ikke gøres nu"
WRITE_WHO_CALLS_IN = "skriv, hvem der bruger standsningsretten"
SOMETHING_IS_WRONG = "Noget skal rettes"
SOMEBODY_ELSES_TO_DO = "Det skal en anden gøre"
SOMETHING_IS_MISSING = "Der mangler noget"
ANSWER_WAS_CHANGED = "Svaret er ændret i mellemtiden"
NOTHING_KEPT_SEE_WHAT_CAME = (
    "Intet er gemt, og det, du skrev, står her endnu. Se først, hvad der er kommet."
)
CASE_WAS_CHANGED = "Sagen er ændret i mellemtiden"
NOTHING_KEPT_LOOK_THROUGH = (
    "Intet er gemt. Det, du skrev, står her endnu: se sagen igennem, og send det så igen."
)
DECISION_CANNOT_BE_CORRECTED = "Beslutningen kan ikke rettes"
COULD_NOT_READ = "Det kunne vi ikke læse"
NOT_SIGNED_IN = "Du er ikke logget ind"
PAGE_IS_TOO_OLD = "Siden er blevet for gammel"
NO_SUCH_PAGE = "Siden findes ikke"
PAGE_CANNOT = "Det kan siden ikke"
TOO_LARGE = "Det er for stort"
CANNOT_BE_KEPT_NOW = "Vi kan ikke gemme lige nu"
OUR_FAULT = "Der skete en fejl hos os"
GO_BACK_COULD_NOT_READ = "Det, der blev sendt, kunne ikke læses. Gå tilbage, og prøv igen."
SIGN_IN_IN_A_TAB = "Log ind i en ny fane, åbn siden igen der, og prøv en gang til."
OPEN_IT_AGAIN = "Åbn den igen, og prøv en gang til."
ADDRESS_IS_PERHAPS_CUT = "Adressen er måske klippet over eller skrevet forkert."
CAN_BE_READ_NOT_USED_SO = "Siden kan læses, men ikke bruges på den måde."
MORE_THAN_IS_TAKEN = "Det, der blev sendt, fylder mere, end vi kan tage imod."
SOME_OF_IT_CANNOT_BE_USED = "Noget af det, der blev sendt, kan ikke bruges."
NOTHING_CHANGED_WAIT = "Intet er ændret. Vent et øjeblik, og prøv igen."
NOTHING_CHANGED_WRITE_TO_US = "Intet er ændret. Prøv igen, og skriv til os, hvis det bliver ved."
STANDS_WHERE_IT_CANNOT = "Sagen står et sted, hvor det ikke kan lade sig gøre. Det kan den derimod:"
CAN_BE_DONE_WHEN = "Det kan gøres, når dette er på plads:"
ONLY_AN_ADMINISTRATOR = "Det kan kun en administrator"
ASK_WHO_MINDS_THE_SYSTEM = "Spørg den, der passer systemet, hvis det også er din opgave."
READS_ONLY = "Du kan læse alt, men ikke ændre noget"
ACCOUNT_IS_AN_AUDITORS = (
    "Din konto er en revisors. Skal noget ændres, så sig det til den, der er ansvarlig for sagen. "
    "Er kontoen forkert, så sig det til den, der passer systemet."
)
ACCOUNT_IS_A_MEMBERS = "Din konto er et medlems"
MEMBERS_READ_BY_A_LINK = (
    "Medlemmer læser ved det link, de har fået på mail. Er kontoen forkert, så sig det til den, "
    "der passer systemet."
)
DID_NOT_WORK = "Det gik ikke"
GO_BACK = "Gå tilbage, og prøv igen."
CHOOSE_THE_RIGHT_DOCUMENT = "vælg det rigtige dokument"
DEADLINE_IS_NOT_EXTENDED_YET = "Fristen er ikke forlænget endnu"
SEE_WHAT_STANDS_BELOW = "Se først på det, der står her nedenfor."
PLAN_IS_NOT_KEPT_YET = "Planen er ikke gemt endnu"


def has_changed_the_case(who: str) -> str:
    return f"{who} har ændret sagen, siden du åbnede siden."


def has_changed_it_load_again(who: str) -> str:
    return f"{who} har ændret sagen, siden du åbnede siden. Indlæs den igen, og se ændringen."
