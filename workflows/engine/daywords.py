"""Days as Danes write them, for every page, letter and calendar entry."""

from datetime import date

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def day_words(day: date) -> str:
    """The day in full: `tirsdag den 16. januar 2024`."""
    return f"{weekday_word(day)} den {day.day}. {month_words(day)}"


def due_words(day: date) -> str:
    """The last day of a deadline: `til og med tirsdag den 14. maj 2024 kl. 23.59`."""
    return f"til og med {day_words(day)} kl. 23.59"


def day_figures(day: date) -> str:
    """The day in short: `28-03-2027`."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def days_until_words(day: date, today: date) -> str:
    """How far off the day is: `i dag`, `i morgen`, `om 3 dage`, `for 2 dage siden`."""
    days = (day - today).days
    known = {-1: "i går", 0: "i dag", 1: "i morgen"}
    return known.get(days) or (f"om {days} dage" if days > 0 else f"for {-days} dage siden")


def weekday_word(day: date) -> str:
    """The name of the weekday: `tirsdag`."""
    return WEEKDAYS[day.weekday()]


def month_words(day: date) -> str:
    """The month that the day is in: `januar 2024`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def month_day_words(day: date) -> str:
    """The day of the month where the year goes without saying: `1. januar`."""
    return f"{day.day}. {MONTHS[day.month - 1]}"
