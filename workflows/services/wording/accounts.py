"""Says in Danish what is wrong with an account."""

USERNAME_IS_ONE_WORD = "brugernavnet skal være ét ord på højst 60 tegn"
NAME_IS_MISSING = "navnet mangler eller har linjeskift"
PHONE_HAS_BREAKS = "telefonnummeret har linjeskift eller usynlige tegn"


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
