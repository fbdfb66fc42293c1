"""Says in Danish what is wrong with an account."""

USERNAME_IS_ONE_WORD = "brugernavnet skal være ét ord på højst 60 tegn"
NAME_IS_MISSING = "navnet mangler eller har linjeskift"
PHONE_HAS_BREAKS = "telefonnummeret har linjeskift eller usynlige tegn"
CHOOSE_A_COLLEAGUE = "vælg den kollega, der er stedfortræder"
ENDS_BEFORE_IT_BEGINS = "den sidste dag ligger før den første"
DAYS_ARE_OVER = "dagene er gået; vælg en sidste dag, der ikke er"
AWAY_THEN_ALREADY = "du er allerede væk nogle af de dage; fjern det først, eller vælg andre"


def is_several(quoted: str, usernames: str) -> str:
    return f"{quoted} er flere — skriv brugernavnet: {usernames}"


def is_no_officer(quoted: str) -> str:
    return f"{quoted} er ingen sagsbehandler — skriv brugernavnet eller hele navnet"


def sagsgang_of(municipality: str) -> str:
    return f"Sagsgang {municipality}"


def username_is_taken(username: str) -> str:
    return f"brugernavnet »{username}« er taget — vælg et andet"


def password_has_length(shortest: int, longest: int) -> str:
    return f"adgangskoden skal have {shortest} til {longest} tegn"


def the_mail_address(fault: str) -> str:
    return f"mailadressen {fault}"


def no_such_department(department: str, hint: str) -> str:
    return f"afdelingen {department} står ikke i municipality.toml — {hint}"


def no_such_body(code: str, hint: str) -> str:
    return f"udvalget {code} står ikke i bodies.toml — {hint}"


def you_stand_in_then(name: str) -> str:
    return (
        f"du er stedfortræder for {name} nogle af de dage; aftal det med {name}, eller vælg andre"
    )


def is_away_then(name: str) -> str:
    return f"{name} er selv væk nogle af de dage; vælg en anden"
