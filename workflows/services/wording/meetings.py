"""Says in Danish what becomes of a meeting, its agenda and its minutes."""

AGENDA_WAS_CHANGED = "dagsordenen er ændret, siden siden blev vist; se den igennem, og send så"
MEETING_IS_HELD = "mødet er holdt, og dagsordenen kan ikke sendes ud mere"
MEETING_WAS_MOVED_OR_CANCELLED = "mødet er flyttet eller aflyst; flyt sagerne med først"
NOTHING_LEFT_TO_SEND = "der er ingen sager på dagsordenen, som ikke er sendt ud"
THE_OPEN_ITEMS = ", de åbne punkter"
AFTER_THE_AGENDA_CLOSED = "Kom på efter dagsordensfristen"
CLOSED_ITEM = "Lukket punkt"
ITEM_IS_DROPPED = "Punktet er udgået"
DRAFT_OF_MINUTES = "Udkast til referat"
THE_OPEN_ITEMS_ONLY = "De åbne punkter."
NO_CASES_ON_THE_AGENDA = "Der er ingen sager på dagsordenen."
NO_DECISION_YET = "Der er ikke skrevet nogen beslutning endnu."
MEETING_IS_NOT_CLOSED = "mødet er ikke lukket; referatet kan skrives under, når det er"
ITEMS_STAND_AS_IN_THE_MINUTES = "mødet er lukket, og punkterne står, som referatet har dem"
ITEMS_STAND_AS_SENT = "dagsordenen er sendt ud, og punkterne står, som de blev sendt"
CLOSED_ATTACHMENT = "Lukket bilag"
AGENDA = "Dagsorden"
SIGNATURES = "Underskrifter"
SUPPLEMENT = "Tillægsdagsorden"
MINUTES = "Referat"
DECISION = "Beslutning"
ATTACHMENT = "Bilag"


def has_no_meeting_ahead(name: str) -> str:
    return (
        f"{name} har intet møde i kalenderen fra i dag, så sagen kan ikke komme videre derfra. Få "
        "mødedatoerne skrevet i calendars.toml (definitionerne), eller skriv sagsgangen om."
    )


def meeting_is_cancelled(day: str, reason: str) -> str:
    return (
        f"Mødet {day} er aflyst: {reason}. Tag sagen af dagsordenen, og sæt den på et andet møde."
    )


def meeting_is_moved(day: str, to: str, reason: str) -> str:
    return (
        f"Mødet {day} er flyttet til {to}: {reason}. Gå til mødet under »Møder«, og flyt sagerne "
        "med."
    )


def supplement_number(number: int) -> str:
    return f"{number}. tillægsdagsorden"


def meetings_of(whose: str) -> str:
    return f"Møder, {whose}"


def moved_from(day: str, reason: str) -> str:
    return f"Flyttet fra {day}. {reason}"


def meeting_in(body: str) -> str:
    return f"Møde i {body}"


def meeting_has_been_moved(day: str, reason: str) -> str:
    return f"Mødet {day} er flyttet: {reason}"


def is_cancelled(reason: str) -> str:
    return f"Aflyst. {reason}"


def file_of_minutes(body: str, day_figures: str) -> str:
    return f"Referat {body} {day_figures}.pdf"
