"""Which days of a year are closed besides weekends, and what Danes call them."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
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


@lru_cache(maxsize=1024)
def closed_in(year: int, closed_days: tuple[str, ...]) -> Mapping[date, str]:
    """The holidays of the year and the locally closed days (`MM-DD`), by date, with their names.

    Store bededag is a holiday until 2023 (lov nr. 214 af 6. marts 2023).
    """
    found: dict[date, str] = {}
    for local in closed_days:
        with suppress(ValueError):  # 02-29 is a day in leap years only.
            day = date.fromisoformat(f"{year:04}-{local}")
            found[day] = _CALLED_LOCALLY.get(local, "lukkedag")
    public = holidays.country_holidays("DK", years=year, language="da", expand=False)
    return found | {day: _CALLED.get(name, name) for day, name in public.items()}
