"""Which days of a year are closed besides weekends, and what Danes call them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

import holidays

LAST_YEAR_KNOWN = 2100
"""The holidays of later years are not worked out by the `holidays` package."""

_CALLED = {
    "Nytårsdag": "nytårsdag",
    "Skærtorsdag": "skærtorsdag",
    "Langfredag": "langfredag",
    "Påskedag": "1. påskedag",
    "Anden påskedag": "2. påskedag",
    "Pinsedag": "1. pinsedag",
    "Anden pinsedag": "2. pinsedag",
    "Juledag": "1. juledag",
    "Anden juledag": "2. juledag",
}
"""How a sentence calls a holiday; the others keep the name that the package gives them."""

_CALLED_LOCALLY = {
    "05-01": "1. maj",
    "06-05": "grundlovsdag",
    "12-24": "juleaftensdag",
    "12-31": "nytårsaftensdag",
}


MOVABLE_DAYS: Mapping[str, tuple[int, str]] = {
    "monday-before-easter": (-6, "mandag før påske"),
    "tuesday-before-easter": (-5, "tirsdag før påske"),
    "wednesday-before-easter": (-4, "onsdag før påske"),
    "friday-after-ascension": (40, "fredag efter Kristi himmelfartsdag"),
}
"""Days that move with Easter and are closed in some places: days after Easter Sunday, and name."""


@lru_cache(maxsize=1024)
def closed_in(year: int, closed_days: tuple[str, ...]) -> Mapping[date, str]:
    """The days of the year that are closed, by date, with what they are called.

    They are the holidays, and those of `closed_days`: `MM-DD`, or a name of `MOVABLE_DAYS`. Store
    bededag is a holiday until 2023 (lov nr. 214 af 6. marts 2023).
    """
    public = holidays.country_holidays("DK", years=year, language="da", expand=False)
    called = {day: _CALLED.get(name, name) for day, name in public.items()}
    easter = next((day for day, name in public.items() if name == "Påskedag"), None)
    return {**dict(_fixed(year, closed_days)), **dict(_movable(easter, closed_days)), **called}


def _fixed(year: int, closed_days: Iterable[str]) -> Iterator[tuple[date, str]]:
    for local in closed_days:
        with suppress(ValueError):  # 02-29 is a day in leap years only, and a name in none.
            day = date.fromisoformat(f"{year:04}-{local}")
            yield day, _CALLED_LOCALLY.get(local, "lukkedag")


def _movable(easter: date | None, closed_days: Iterable[str]) -> Iterator[tuple[date, str]]:
    for local in closed_days:
        if easter and local in MOVABLE_DAYS:
            after, name = MOVABLE_DAYS[local]
            yield easter + timedelta(days=after), name
