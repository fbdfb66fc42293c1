"""Says in Danish what the buttons do that mend a plan."""

GIVE_ALL_UNTIL = "Giv alle frist til"
CHOOSE = "Vælg"


def choose_the_day(day: str) -> str:
    return f"Vælg {day}"


def take_along(name: str) -> str:
    return f"Tag {name} med"


def do_not_write_to(whom: str) -> str:
    return f"Skriv ikke til {whom}"


def give_until(name: str, day: str) -> str:
    return f"Giv {name} frist til {day}"
