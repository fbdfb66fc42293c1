"""Says in Danish what the statistics count, and how long something took."""

from datetime import timedelta

DRAFTING = "Udarbejdelse"
HEARING = "Høring"
ON_HOLD = "I bero"
LEFT_THE_ROUTE = "Trin, der er taget af sagsgangen"
OTHERS = "Andre parter"

PLACE = "Hvor"
BODY = "Udvalg eller råd"
STAYS = "Ophold"
CASES = "Sager"
MEDIAN = "Halvdelen højst (dage)"
NINE_OF_TEN = "Ni af ti højst (dage)"
ASKED = "Hørt"
IN_TIME = "Svarede til tiden"
LATE = "Svarede for sent"
SILENT = "Svarede ikke"
DECISIONS = "Beslutninger"
DEFERRED = "Udsat"
RETURNED = "Sendt tilbage"
CALLED_IN = "Standsningsret"
UNTOUCHED_SINCE = "Længst urørt siden"
WHOLE = "Fra oprettelse til afslutning"


def days_figure(length: timedelta | None) -> str:
    """A duration in days, with one decimal below ten: `3,5`; empty where there is none."""
    if length is None:
        return ""
    days = length / timedelta(days=1)
    return f"{days:.1f}".replace(".", ",") if days < 9.95 else f"{days:.0f}"


def days_words(length: timedelta) -> str:
    """A duration in words: `3,5 dage`, `1 dag`."""
    figure = days_figure(length).removesuffix(",0")
    return f"{figure} dag" if figure == "1" else f"{figure} dage"
