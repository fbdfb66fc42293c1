"""Says in Danish what is wrong with the calendars of meetings and closed days."""

from datetime import date

CLOSES_AFTER_DISPATCH = "dagsordenen lukker, efter at den er sendt ud"
LENGTHEN_CUTOFF = "gør cutoff længere"
BELONGS_TO_A_RULE = "hører til en regel"
WRITE_A_RULE = 'skriv rule = "tredje tirsdag"'
MEND_FROM_OR_TO = "ret from eller to"
DELETE_ONE = "slet den ene"
WRITE_A_DAY_OF_THE_RULE = "skriv den dag, som reglen eller listen giver"
CHOOSE_ANOTHER_DAY = "vælg en anden dag"
MOVE_OR_CANCEL = "flyt mødet med moved, eller aflys det med cancelled"
WRITE_DATES_IN_ORDER = "skriv datoerne i rækkefølge"
WRITE_MONTH_AND_DAY = 'skriv måned og dag som "12-24"'
PUT_THEM_IN_ONE = "saml dem i én"


def body_has_two_calendars(body: str) -> str:
    return f'"{body}" har to kalendere'


def does_not_know(code: str) -> str:
    return f"kender ikke {code}"


def span_is_wrong(last: date, first: date) -> str:
    return f"{last} ligger ikke 0 til 20 år efter {first}"


def is_changed_twice(day: date) -> str:
    return f"{day} er ændret to gange"


def no_meeting_on(day: date) -> str:
    return f"der er intet møde {day}"


def already_a_meeting_on(to: date) -> str:
    return f"der er allerede møde {to}"


def day_is_a_holiday(day: date, holiday: str) -> str:
    return f"{day} er {holiday}"


def day_stands_twice(later: date) -> str:
    return f"{later} står to gange"


def stands_after(later: date, earlier: date) -> str:
    return f"{later} står efter {earlier}"


def is_no_day(day: str) -> str:
    return f"{day} er ikke en dag"


def month_day_stands_twice(day: str) -> str:
    return f"{day} står to gange"
